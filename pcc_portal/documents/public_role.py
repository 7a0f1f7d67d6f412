"""The database role of visitors without a session, and the only tables it may read."""

from django.conf import settings
from django.db import connection, transaction

# Everything here is public by construction: frozen releases, and the name of the office.
PUBLIC_TABLES = ("documents_release", "documents_releasedtext", "documents_releasedfile", "accounts_office")
_LOCK = 7_241_001


def ensure() -> None:
    """Make the role if it is missing and set its rights to exactly SELECT on the public tables.

    Roles belong to the whole server, so this is a command's work and not a migration's; an advisory lock lets
    two databases of one server do it at once.
    """
    role = connection.ops.quote_name(settings.PUBLIC_DB_ROLE)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.PUBLIC_DB_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {role} NOLOGIN NOINHERIT")
        cursor.execute(f"GRANT {role} TO CURRENT_USER")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for table in PUBLIC_TABLES:
            cursor.execute(f"GRANT SELECT ON {connection.ops.quote_name(table)} TO {role}")
