"""So many in so long a time, exactly, also for those who ask at once; nobody's address is kept."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection

from pcc_portal.web import limits
from tests.factories.days import NOW


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()
    yield
    cache.clear()


def ask(who="a@b.example", after=0):
    return limits.within("asking", who, most=3, seconds=3600, at=NOW + timedelta(seconds=after))


def test_three_an_hour_from_the_first():
    assert [ask(after=n) for n in (0, 1800, 3599, 3599)] == [True, True, True, False]
    assert [ask(after=n) for n in (3600, 3601, 3602, 3603)] == [True, True, True, False]


def test_each_for_themselves():
    assert [ask() for _ in range(4)] == [True, True, True, False]
    assert ask("c@d.example")


def test_nobodys_address_is_kept():
    ask("somebody@home.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM portal_cache")
        assert "somebody" not in str(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_are_three():
    ready, found = Barrier(8), []

    def run():
        try:
            ready.wait()
            found.append(ask())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [False] * 5 + [True] * 3
