"""The Chair's agenda: timings, speakers, motions, interests and the quorum, for the Chair and the clerk alone."""

import pytest
from django.urls import reverse

from panel.actions import chair
from panel.models import ChairNote
from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import interests
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.minutes import item, room


@pytest.fixture
def meeting(clerk):
    made = meetings.meeting(clerk)
    for title in ("Apologies", "Public speaking", "Commissioner’s report"):
        meetings.item(made, clerk, title=title)
    line = meetings.item(made, clerk, title="Budget", kind="papers")
    paper = meetings.written(line, clerk, title="Money", author="Ann Lee", author_role="Treasurer")
    from pcc_portal.writing.actions import blocks

    blocks.append(
        paper.text, kind="recommendation", html="That the Panel notes the budget.", by=clerk, at=NOW
    )
    return made


@pytest.fixture
def others(panel_member, officer, commissioner):
    return panel_member, officer, commissioner


@pytest.fixture
def url(meeting):
    return reverse("panel:chair", args=[meeting.ref])


def test_members_officers_and_the_public_do_not_know_of_it(meeting, url, client, others):
    assert client.get(url).status_code == 302
    for who in others:
        client.force_login(who)
        assert client.get(url).status_code == 404
        pk = item(meeting, "Budget").pk
        assert (
            client.post(reverse("panel:chair-note", args=[meeting.ref, pk]), {"words": "x"}).status_code
            == 404
        )
    assert not ChairNote.objects.exists()


def test_the_chair_reads_who_presents_and_what_is_to_be_moved(url, client, panel_chair):
    client.force_login(panel_chair)
    page = client.get(url).text
    assert "Money: Ann Lee, Treasurer" in page
    assert "That the Panel notes the budget." in page
    assert "Not known: some items have no time of their own." in page


def test_times_follow_on_one_another(meeting, url, client, clerk):
    client.force_login(clerk)
    for title, minutes in (
        ("Apologies", 5),
        ("Public speaking", 10),
        ("Commissioner’s report", 40),
        ("Budget", 20),
    ):
        pk = item(meeting, title).pk
        form = reverse("panel:chair-note", args=[meeting.ref, pk])
        assert client.post(form, {"minutes": minutes, "words": f"About {title}"}).status_code == 303
    page = client.get(url).text
    begins = meeting.starts_at.hour % 12
    assert f"{begins}:05pm, 10 minutes" in page
    assert f"{begins}:55pm, 20 minutes" in page
    assert f"About {begins + 1}:15pm" in page
    assert Event.objects.filter(kind="panel.chair.noted").count() == 4
    assert not [event for event in Event.objects.all() if "About" in str(event.facts)]


def test_too_many_minutes_are_said_at_the_field_and_nothing_is_lost(meeting, client, clerk):
    client.force_login(clerk)
    form = reverse("panel:chair-note", args=[meeting.ref, item(meeting, "Budget").pk])
    page = client.post(form, {"minutes": 5000, "words": "Call her first"})
    assert page.status_code == 422
    assert "Give up to 600 minutes." in page.text
    assert "Call her first" in page.text


def test_interests_and_quorum_stand_there(meeting, url, client, clerk):
    people = room(meeting, clerk)
    interests.declare(
        meeting,
        people["Raman"],
        item=item(meeting, "Budget"),
        kind="pecuniary",
        matter="His firm",
        by=clerk,
        at=NOW,
    )
    client.force_login(clerk)
    page = client.get(url).text
    assert "Raman has declared a pecuniary interest and may not take part." in page
    assert "5 of 5 members here" in page


def test_as_many_queries_for_a_long_agenda(meeting, url, client, clerk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(clerk)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(20):
        line = meetings.item(meeting, clerk, title=f"More {number}", kind="papers")
        meetings.written(line, clerk)
        chair.note(line, minutes=5, words="", by=clerk, at=NOW)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
