"""The demonstration loaded once for this folder, without its years of history, in a transaction that is rolled back."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.factories.days import TODAY


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, stores_in_memory):
    """Take it together with ``db``, which undoes what a test changes; alone it would not ask for a test database."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", thin=True, on=TODAY, stdout=io.StringIO())
        yield
        transaction.set_rollback(True)
