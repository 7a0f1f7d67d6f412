"""The cast by role, and a database with the visitors' role in it.

Rights are those of TODAY. ``client.force_login(clerk)`` signs one in; the portal then loads the rights of the real day,
for which every grant below holds or does not hold just as well.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.auth.models import AnonymousUser
from psycopg import sql

from pcc_portal.accounts.roles import Role
from pcc_portal.embedded.locks import FileLock
from pcc_portal.embedded.programs import ROOT
from tests.factories.days import NOW, TODAY

__all__ = ["NOW", "TODAY"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One database a worker; a server must be named, we never fall back to one that happens to be there."""
    if not os.environ.get("DATABASE_URL"):
        pytest.exit(
            "DATABASE_URL is not set: run ./portal test, which starts a server of its own.", returncode=2
        )
    if os.environ.get("PYTEST_XDIST_WORKER"):
        _share_the_migrated_database(tmp_path_factory.getbasetemp().parent)


def _share_the_migrated_database(folder: Path) -> None:
    """The first worker runs the migrations, over a minute of them; every worker's database begins as a copy of what came out."""
    from django.db import connection

    default = connection.settings_dict
    default["TEST"]["TEMPLATE"] = template = f"{default['NAME']}_template"
    lock = FileLock(folder / "template.lock")
    try:
        assert lock.take(wait=600), "the worker that runs the migrations did not come to an end"
        if not (folder / "template.made").exists():
            url = urlsplit(os.environ["DATABASE_URL"])
            with psycopg.connect(url.geturl(), autocommit=True) as made:
                name = sql.Identifier(template)
                made.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
                made.execute(sql.SQL("CREATE DATABASE {}").format(name))
            into = url._replace(path=f"/{template}").geturl()
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            env = {**os.environ, "DATABASE_URL": into, "DEMO": "1"}  # which starts without a secret
            subprocess.run(migrate, check=True, cwd=ROOT, env=env)
            (folder / "template.made").touch()
    finally:
        lock.drop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The tables that migrations do not make: the cache, and the role of visitors."""
    from django.core.management import call_command

    from pcc_portal.documents import public_role

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        public_role.ensure()


@pytest.fixture(scope="session", autouse=True)
def stores_in_memory(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Both stores of bytes, so that no test leaves a file behind; and a folder for static files, which WhiteNoise wants."""
    from django.conf import settings
    from django.test import override_settings

    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    stores = {**settings.STORAGES, "default": memory, "public": memory}
    with override_settings(STORAGES=stores, STATIC_ROOT=str(tmp_path_factory.mktemp("static"))):
        yield


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: a file made for a test holds its second, and all workers must name a test alike."""
    return argname if isinstance(val, bytes) else None


# The organisations


@pytest.fixture
def panel_body(db):
    """The Panel: Part VA, its papers issued by the host council's clerk."""
    from tests.factories import meetings

    return meetings.body("pcp")


@pytest.fixture
def panel(panel_body):
    return panel_body.organisation


@pytest.fixture
def other_panel_body(db):
    from tests.factories import meetings

    return meetings.body("other-panel")


@pytest.fixture
def office(panel_body):
    """The Commissioner's office."""
    from tests.factories import people

    return people.organisation("office")


@pytest.fixture
def force(db):
    from tests.factories import people

    return people.organisation("force", "The Constabulary", "force")


# The cast


def _holder(role, where, given, family, **dates):
    from tests.factories import people

    return people.holder(role, where, given, family, **dates)


@pytest.fixture
def clerk(panel):
    return _holder(Role.PANEL_CLERK, panel, "Simon", "Garrod")


@pytest.fixture
def deputy_clerk(panel):
    return _holder(Role.DEPUTY_CLERK, panel, "Maud", "Ellery")


@pytest.fixture
def panel_chair(panel):
    return _holder(Role.PANEL_CHAIR, panel, "Ruth", "Oakden")


@pytest.fixture
def panel_member(panel):
    return _holder(Role.PANEL_MEMBER, panel, "Tom", "Brindley")


@pytest.fixture
def former_member(panel):
    """Their grant ended in June."""
    return _holder(Role.PANEL_MEMBER, panel, "Vera", "Lowick", to_on=date(2026, 6, 30))


@pytest.fixture
def member_of_another_panel(other_panel_body):
    return _holder(Role.PANEL_MEMBER, other_panel_body.organisation, "Owen", "Prosser")


@pytest.fixture
def commissioner(office):
    return _holder(Role.COMMISSIONER, office, "Helen", "Marsh")


@pytest.fixture
def officer(office):
    return _holder(Role.OFFICER, office, "Iain", "Calder")


@pytest.fixture
def grants_officer(office):
    return _holder(Role.GRANTS_OFFICER, office, "Bea", "Lindqvist")


@pytest.fixture
def analyst(office):
    return _holder(Role.ANALYST, office, "Noor", "Rahman")


@pytest.fixture
def force_lead(force):
    return _holder(Role.FORCE_LEAD, force, "Joanne", "Speight")


@pytest.fixture
def applicant(db):
    from tests.factories import people

    return _holder(
        Role.APPLICANT, people.organisation("harbour-trust", "Harbour Trust", "charity"), "Kofi", "Adjei"
    )


@pytest.fixture
def administrator(panel_body):
    return _holder(Role.ADMINISTRATOR, panel_body.host, "Lena", "Fisk")


@pytest.fixture
def stranger(db):
    """Signed in, without any grant."""
    from tests.factories import people

    return people.user("stranger@elsewhere.example")


@pytest.fixture
def anon():
    """Nobody."""
    return AnonymousUser()
