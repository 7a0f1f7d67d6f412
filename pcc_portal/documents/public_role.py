"""The database role of visitors without a session, and the only tables it may read."""

from django.conf import settings
from django.db import DatabaseError, connection, transaction

# Everything here is public by construction: frozen releases, and the name of the office.
PUBLIC_TABLES = ("documents_release", "documents_releasedtext", "documents_releasedfile", "accounts_office")
TRIES = 5


def ensure() -> None:
    """Make the role if it is missing and set its rights to exactly SELECT on the public tables.

    Roles belong to the whole server, so this is a command's work and not a migration's. Two databases of one
    server may do it at once: no lock reaches across them, so the one that comes second tries again and finds it.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                _make_role()
            break
        except DatabaseError:
            if attempt == TRIES - 1:
                raise
    _set_rights()


def _make_role() -> None:
    role = connection.ops.quote_name(settings.PUBLIC_DB_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.PUBLIC_DB_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {role} NOLOGIN NOINHERIT")
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(oid, %s, 'MEMBER') FROM pg_roles WHERE rolname = current_user",
            [settings.PUBLIC_DB_ROLE],
        )
        (may_set_it,) = cursor.fetchone()
        if not may_set_it:
            cursor.execute(f"GRANT {role} TO CURRENT_USER")


@transaction.atomic
def _set_rights() -> None:
    role = connection.ops.quote_name(settings.PUBLIC_DB_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for table in PUBLIC_TABLES:
            cursor.execute(f"GRANT SELECT ON {connection.ops.quote_name(table)} TO {role}")
