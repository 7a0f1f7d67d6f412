"""The cast by role, and a database with the visitors' role in it."""

import os
from datetime import date

import pytest

TODAY = date(2026, 11, 2)  # a Monday; tests that need a day take this one


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """One database a worker; a server must be named, we never fall back to one that happens to be there."""
    if not os.environ.get("DATABASE_URL"):
        pytest.exit("DATABASE_URL is not set: run ./portal test, which starts a server of its own.", returncode=2)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The tables that migrations do not make: the cache, and the role of visitors."""
    from django.core.management import call_command

    from pcc_portal.documents import public_role

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        public_role.ensure()
