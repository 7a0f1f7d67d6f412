"""One scene for all tests of this folder: made once, and gone with them."""

import logging

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access import scene as scenery


class Kept(logging.Handler):
    """Every log record of the portal, in words, from before the scene was made."""

    def __init__(self):
        super().__init__(level=0)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.getMessage()} {record.exc_text or ''}")


@pytest.fixture(scope="package")
def logged():
    kept, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept.lines
    root.setLevel(before)
    root.removeHandler(kept)


@pytest.fixture(scope="package")
def scene(django_db_setup, django_db_blocker, logged):
    """Inside one transaction, as each test is inside a savepoint of it."""
    with (
        django_db_blocker.unblock(),
        override_settings(JOBS_LEASE_SECONDS=900, OIDC_ISSUER="https://id.example"),
    ):
        atomic = transaction.atomic()
        atomic._from_testcase = True
        atomic.__enter__()
        try:
            yield scenery.set_up()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def look(scene, db):
    """The scene, with the database open for this test."""
    return scene
