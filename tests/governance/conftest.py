"""What tests of the Board begin with."""

from types import SimpleNamespace

import pytest
from django.db import connections
from django.test import Client

from pcc_portal.meetings.printing import press
from tests import chromium
from tests.factories import after, owing, people
from tests.factories import board as factory
from tests.journeys.walking import walker


@pytest.fixture
def plain_press(monkeypatch):
    """Parts become plain pages at once."""
    made = after.PlainPress()
    monkeypatch.setattr(press, "lay_out", made)
    return made


@pytest.fixture
def board(db):
    """The Board's people."""
    return factory.cast()


@pytest.fixture
def minuted(board, plain_press):
    """A meeting of the Board with open and closed rows."""
    return factory.minuted(board)


@pytest.fixture
def sit(monkeypatch, live_server):
    """A browser for each chair; ORM calls stay allowed beside its event loop."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    portal = SimpleNamespace(address=live_server.url)
    with chromium.browser() as browser:

        def seated(who=None, *, width=1280):
            walk = walker(browser, portal, width=width)
            if who is not None:
                client = Client()
                client.force_login(who)
                cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
                walk.page.context.add_cookies([cookie | {"url": live_server.url}])
            return walk

        yield seated
        browser.close()
        chromium.quiet()
        connections.close_all()


@pytest.fixture
def staff(force):
    """The staff officer of the chief's office."""
    return people.holder("staff_officer", force, "Dev", "Anand")


@pytest.fixture
def chief(force):
    return people.holder("chief_constable", force, "Moira", "Kay")


@pytest.fixture
def ladder(office, officer, force, staff, chief):
    return owing.ladder(officer, force, staff, chief)
