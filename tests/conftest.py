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
