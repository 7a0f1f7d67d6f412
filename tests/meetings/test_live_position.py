"""Where a meeting is while it goes on: everyone reads the item, and of exempt business nothing but that it is private."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcc_portal.documents import chain
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import changes, minutes
from pcc_portal.meetings.actions.live_position import KIND
from pcc_portal.meetings.models import Meeting
from tests import chromium
from tests.factories.days import NOW, moment
from tests.factories.minutes import item

STARTED = moment(2026, 12, 17, 14)


@pytest.fixture
def begun(issued, clerk):
    minutes.begin(issued, by=clerk, at=STARTED)
    return issued


def take(meeting, title, clerk, *, after=10):
    return minutes.take(item(meeting, title), by=clerk, at=STARTED + timedelta(minutes=after))


def now(meeting, **headers):
    return Client().get(reverse("meetings:meeting-now", args=[meeting.ref]), headers=headers)


def told(meeting):
    return Release.objects.live().get(kind=KIND, collection=meeting.ref).facts


def test_before_it_begins_there_is_nothing(issued):
    assert now(issued).status_code == 404
    assert 'id="now"' not in Client().get(issued.path).text


def test_readers_see_the_item_without_signing_in(begun, clerk):
    assert "The meeting has begun" in Client().get(begun.path).text
    take(begun, "Plan", clerk)
    for page in (Client().get(begun.path).text, now(begun).text):
        assert "Going on now: item 2, Plan" in page
        assert "begun at 2:10pm" in page


def test_of_exempt_business_nothing_is_said(begun, clerk):
    take(begun, "Plan", clerk)
    take(begun, "Complaints", clerk, after=20)
    facts = told(begun)
    assert (facts["state"], set(facts)) == ("private", {"state", "since"})
    page = now(begun).text
    assert ("the meeting is in private" in page, "Complaints" in page, "Nobody" in page) == (
        True,
        False,
        False,
    )
    take(begun, "Plan", clerk, after=40)  # come back to, it keeps its first time
    assert (told(begun)["title"], told(begun)["since"][11:16]) == ("Plan", "14:10")


def test_once_it_has_risen_nobody_asks_again(begun, clerk):
    assert 'hx-trigger="every 30s"' in now(begun).text
    minutes.rise(begun, by=clerk, at=STARTED + timedelta(hours=2))
    page = now(begun).text
    assert ("The meeting rose at 4pm." in page, "hx-trigger" in page) == (True, False)


def test_times_put_right_are_told_anew(begun, clerk):
    minutes.rise(begun, by=clerk, at=STARTED + timedelta(hours=2))
    changes.mark_held(begun, by=clerk, at=STARTED + timedelta(hours=3))
    rose = STARTED + timedelta(hours=1)
    minutes.correct(
        begun, began_at=STARTED, rose_at=rose, taken={}, by=clerk, at=STARTED + timedelta(hours=4)
    )
    assert "The meeting rose at 3pm." in now(begun).text
    assert list(chain.broken()) == []


def test_a_meeting_that_is_minuted_afterwards_is_nowhere(issued, clerk):
    Meeting.objects.filter(pk=issued.pk).update(life="held")
    issued.refresh_from_db()
    minutes.begin(issued, by=clerk, at=NOW)
    take(issued, "Plan", clerk)
    assert not Release.objects.filter(kind=KIND).exists()


def test_the_same_press_twice_is_told_once(begun, clerk):
    take(begun, "Plan", clerk)
    before = Release.objects.count()
    take(begun, "Plan", clerk)
    assert Release.objects.count() == before


def test_asking_again_is_one_query_and_a_piece_of_the_page(begun, clerk):
    take(begun, "Plan", clerk)
    whole = now(begun).text
    with CaptureQueriesContext(connection) as queries:
        piece = now(begun, **{"HX-Request": "true"})
    assert piece.text.strip() in whole
    assert sum("documents_release" in query["sql"] for query in queries) == 1
    assert piece.headers["Cache-Control"] == "public, max-age=5"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_a_visitor_sees_it_move(monkeypatch, issued, clerk, live_server, script):
    """By itself; without JavaScript on the next look."""
    from django.db import connections

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    minutes.begin(issued, by=clerk, at=STARTED)
    with chromium.browser() as browser:
        page = browser.new_context(java_script_enabled=script).new_page()
        page.clock.install()
        page.goto(live_server.url + issued.path)
        take(issued, "Plan", clerk)
        if script:
            page.clock.run_for(31_000)
            page.get_by_text("Going on now: item 2, Plan").wait_for()
            assert chromium.axe(page) == []
        else:
            page.get_by_role("link", name="See where it is now").click()
            page.get_by_text("Going on now: item 2, Plan").wait_for()
        browser.close()
        chromium.quiet()
        connections.close_all()
