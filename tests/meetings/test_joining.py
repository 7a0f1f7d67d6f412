"""The link to join is for members, clerks and invited officers; the webcast is for everyone."""

import pytest
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import calls, joining
from pcc_portal.notices.models import Message
from tests.factories import meetings
from tests.factories.days import NOW

LINK, CODE = "https://meet.example/quillfeather", "Passcode Umberslade"


@pytest.fixture
def called(panel_body, clerk):
    return calls.call(meetings.meeting(clerk, of=panel_body), by=clerk, at=NOW)


@pytest.fixture
def told(called, clerk, officer):
    joining.say_how(called, url=LINK, words=CODE, invited=[officer], by=clerk, at=NOW)
    return called


def page(client, user, meeting):
    client.force_login(user)
    return client.get(reverse("meetings:meeting-joining", args=[meeting.ref]))


@pytest.mark.parametrize("who", ["clerk", "deputy_clerk", "panel_member", "panel_chair", "officer"])
def test_those_who_may_join_read_it(client, told, request, who):
    said = page(client, request.getfixturevalue(who), told)
    assert (said.status_code, LINK in said.text, CODE in said.text) == (200, True, True)


@pytest.mark.parametrize(
    "who",
    ["stranger", "analyst", "commissioner", "member_of_another_panel", "former_member", "administrator"],
)
def test_for_everyone_else_there_is_nothing(client, told, request, who):
    assert page(client, request.getfixturevalue(who), told).status_code == 404


def test_an_invitation_that_is_taken_back_ends_it(client, told, clerk, officer):
    joining.say_how(told, url=LINK, words="", invited=[], by=clerk, at=NOW)
    assert page(client, officer, told).status_code == 404


def test_members_know_nothing_of_a_meeting_that_is_only_planned(client, panel_body, clerk, panel_member):
    planned = meetings.meeting(clerk, of=panel_body)
    joining.say_how(planned, url=LINK, words="", invited=[], by=clerk, at=NOW)
    assert page(client, panel_member, planned).status_code == 404


def test_it_is_in_nothing_that_travels(told, clerk):
    joining.webcast(told, url="https://watch.example/live", by=clerk, at=NOW)
    rows = [str(row) for model in (Release, Event, Message) for row in model.objects.values()]
    assert [row for row in rows if "quillfeather" in row or "Umberslade" in row] == []


def test_the_webcast_is_said_to_everyone(client, told, clerk):
    joining.webcast(told, url="https://watch.example/live", by=clerk, at=NOW)
    assert "https://watch.example/live" in client.get(told.path).text
    assert Release.objects.live().get(kind="meetings.notice").version == 2
    joining.webcast(told, url="https://watch.example/live", by=clerk, at=NOW)
    assert Release.objects.live().get(kind="meetings.notice").version == 2


def test_a_visitors_page_has_no_way_to_it_and_a_members_has(client, told, panel_member):
    way = reverse("meetings:meeting-joining", args=[told.ref])
    assert way not in client.get(told.path).text
    client.force_login(panel_member)
    assert way in client.get(told.path).text


def test_the_clerk_saves_it_on_the_page(client, called, clerk, officer):
    client.force_login(clerk)
    url = reverse("meetings:meeting-joining", args=[called.ref])
    typed = {"webcast_url": "", "url": LINK, "words": CODE, "invited": [officer.pk]}
    assert client.post(url, typed).status_code == 303
    assert LINK in client.get(url).text
    assert client.post(url, typed | {"url": "no address"}).status_code == 422


def test_members_do_not_change_it(client, told, panel_member):
    client.force_login(panel_member)
    assert client.post(reverse("meetings:meeting-joining", args=[told.ref]), {"url": ""}).status_code == 403
