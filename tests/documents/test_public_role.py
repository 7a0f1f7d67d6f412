"""Visitors read under a database role of their own: it sees rows of live releases, and no other table at all."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from pcc_portal.documents import public_role
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText
from pcc_portal.documents.public_role import PUBLIC_TABLES
from tests.factories.days import NOW
from tests.factories.people import organisation


@contextmanager
def visitor():
    """As web.middleware.PublicRole does around a visitor's request."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {settings.PUBLIC_DB_ROLE}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


_TABLES = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
)


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return sorted(row[0] for row in cursor.fetchall())


def tables():
    return asked(_TABLES)


def allowed(verb):
    """What the rights of the database say: tables that the role may do this to, by any grant, also one to everybody."""
    return asked(f"{_TABLES} AND has_table_privilege(%s, c.oid, %s)", settings.PUBLIC_DB_ROLE, verb)


def test_walk_finds_the_tables_that_matter(db):
    private = {
        "documents_exemption",
        "meetings_privatetitle",
        "writing_block",
        "audit_event",
        "accounts_session",
        "documents_exemptionevent",
    }
    assert private <= set(tables())
    assert len(tables()) > 40


def test_role_may_read_exactly_the_public_tables(db):
    assert allowed("SELECT") == sorted(PUBLIC_TABLES)


@pytest.mark.parametrize("verb", ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"])
def test_role_may_change_nothing(db, verb):
    assert allowed(verb) == []


def test_role_may_use_no_sequence(db):
    sequences = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
    use = " AND has_sequence_privilege(%s, quote_ident(sequencename), 'USAGE, SELECT, UPDATE')"
    assert len(asked(sequences)) > 10
    assert asked(sequences + use, settings.PUBLIC_DB_ROLE) == []


def test_role_cannot_sign_in_nor_pass_the_row_policies(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcanlogin, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s",
            [settings.PUBLIC_DB_ROLE],
        )
        assert cursor.fetchall() == [(False,) * 6]


def test_every_private_table_is_refused_in_fact(db):
    """The rights say so; here every table is asked for as a visitor would."""
    assert [table for table in tables() if can_read(table)] == sorted(PUBLIC_TABLES)


def can_read(table):
    try:
        with visitor(), connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
    except ProgrammingError:
        return False
    return True


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO documents_release (kind) VALUES ('x')",
        "UPDATE documents_release SET withdrawn_at = NULL",
        "DELETE FROM documents_releasedtext",
        "TRUNCATE documents_releasedfile",
        "UPDATE accounts_office SET name = 'x'",
        "CREATE TABLE mine (id int)",
        "SET LOCAL ROLE portal_public; DROP TABLE documents_release",
    ],
)
def test_writing_is_refused_in_fact(db, statement):
    with pytest.raises(ProgrammingError), connection.cursor() as cursor, visitor():
        cursor.execute(statement)


# Rows


@pytest.fixture
def two(clerk, document):
    """Two releases with text and a picture each; the second is withdrawn."""
    rows = [
        releases.release(
            "test.paper",
            subject=subject,
            collection="c",
            title=title,
            rule="r",
            content=Content(html=f"<p>{title}</p>", files={f"{title}.png": ("image/png", b"x")}),
            by=clerk,
            at=NOW,
        )
        for subject, title in [(document, "open"), (organisation("office"), "withdrawn")]
    ]
    releases.withdraw(rows[1], by=clerk, at=NOW, reason="Wrong")
    return rows


def seen():
    return (
        list(Release.objects.values_list("title", flat=True)),
        list(ReleasedText.objects.values_list("html", flat=True)),
        list(ReleasedFile.objects.values_list("name", flat=True)),
    )


def test_withdrawn_rows_are_out_of_sight_with_their_text_and_pictures(two):
    assert [len(rows) for rows in seen()] == [2, 2, 2]
    with visitor():
        assert seen() == (["open"], ["<p>open</p>"], ["open.png"])
    assert [len(rows) for rows in seen()] == [2, 2, 2]


def test_a_withdrawn_row_cannot_be_asked_for_by_its_key(two):
    with visitor():
        assert not Release.objects.filter(pk=two[1].pk).exists()
        assert not ReleasedText.objects.filter(release_id=two[1].pk).exists()


def test_rights_given_by_mistake_are_taken_back(db):
    """The command runs at every start: it sets the rights, and does not only add to them."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, UPDATE ON writing_block TO {settings.PUBLIC_DB_ROLE}")
    assert "writing_block" in allowed("SELECT")
    public_role.ensure()
    assert allowed("SELECT") == sorted(PUBLIC_TABLES)
    assert allowed("UPDATE") == []
