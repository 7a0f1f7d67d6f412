"""The clerk changes a meeting's life on its pages, and a visitor reads what was done."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.models import Meeting
from pcc_portal.workdays import add_working_days
from tests.factories import meetings
from tests.factories.days import NOW
from tests.panel.released import issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return add_working_days(timezone.localdate(), 60)


@pytest.fixture
def called(panel_body, clerk, day, client):
    client.force_login(clerk)
    return calls.call(meetings.meeting(clerk, of=panel_body, held_on=day), by=clerk, at=NOW)


@pytest.fixture
def over(panel_body, clerk, client):
    """Issued, and its day was yesterday."""
    client.force_login(clerk)
    return issued(clerk, on=timezone.localdate() - timedelta(days=1), of=panel_body)


def at(name, meeting):
    return reverse(f"meetings:meeting-{name}", args=[meeting.ref])


def place(**more):
    return {"starts_at": "10:30", "venue": "Guildhall"} | more


def read(client, url):
    client.logout()
    return client.get(url).text


def test_a_visitor_reads_when_and_where_before_there_are_papers(client, called):
    said = read(client, called.path)
    assert "published here by" in said
    assert "Download" not in said


def test_move_then_the_page_the_list_and_home_say_so(client, called, day):
    to = add_working_days(day, 10)
    sent = client.post(at("move", called), place(held_on=to, reason="The hall is flooded."))
    assert sent.status_code == 303
    for url in (called.path, reverse("panel:home")):
        said = read(client, url)
        assert "This meeting has been moved." in said
        assert "The hall is flooded." in said
    assert "Moved from" in read(client, reverse("panel:meetings"))


def test_a_form_that_is_refused_keeps_what_was_typed_and_asks(client, called, day):
    saturday = day + timedelta(days=(5 - day.weekday()) % 7)
    typed = place(held_on=saturday, reason="The hall is flooded.")
    asked = client.post(at("move", called), typed)
    assert (asked.status_code, "hold it on this day" in asked.text) == (409, True)
    assert "The hall is flooded." in asked.text
    assert client.post(at("move", called), typed | {"off_day": "on"}).status_code == 303


def test_short_notice_stands_at_its_field(client, called):
    soon = add_working_days(timezone.localdate(), 3)
    short = client.post(at("move", called), place(held_on=soon, reason="Brought forward."))
    assert short.status_code == 422
    assert 'id="id_notice_reason_error"' in short.text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("move", {}),
        ("cancel", {}),
        ("cancel", {"reason": "  "}),
        ("move", {"reason": "x", "venue": "y", "starts_at": "10:00", "held_on": ""}),
        ("move", {"reason": "x", "venue": "y", "starts_at": "25:00", "held_on": "2027-02-30"}),
        ("adjourn", {"reason": "x", "unfinished": ["not an item"], "is_open": "on"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(client, called, name, typed):
    assert client.post(at(name, called), typed).status_code == 422


def test_cancelled_it_is_no_next_meeting_and_its_page_says_why(client, called):
    assert client.post(at("cancel", called), {"reason": "No business."}).status_code == 303
    assert "This meeting is cancelled." in read(client, called.path)
    home = read(client, reverse("panel:home"))
    assert "Next meeting" not in home
    assert "No business." in home


def test_my_page_asks_what_became_of_a_meeting_until_it_is_said(client, over):
    url = at("life", over)
    assert url in client.get(reverse("panel:my")).text
    assert client.post(at("held", over)).status_code == 303
    assert url not in client.get(reverse("panel:my")).text


def test_adjourn_shows_what_is_left_to_everyone(client, over):
    item = over.items.get()
    typed = place(is_open="on", reason="The alarm went.", unfinished=[str(item.pk)])
    assert client.post(at("adjourn", over), typed).status_code == 303
    said = read(client, over.path)
    assert "This meeting was adjourned." in said
    assert item.public_title in said


def test_pressed_twice_the_second_press_is_told(client, over):
    assert [client.post(at("held", over)).status_code for _ in range(2)] == [303, 409]


def test_call_a_meeting_at_once(client, called, panel_body, day):
    to = add_working_days(day, 20)
    url = reverse("panel:meeting-call")
    assert client.post(url, place(held_on=to, how="call")).status_code == 303
    made = Meeting.objects.get(held_on=to)
    assert made.life == "called"
    assert client.get(made.path).status_code == 200
    assert "Guildhall" in read(client, made.path)


def test_recorded_afterwards(client, called, panel_body):
    url, past = reverse("panel:meeting-call"), add_working_days(timezone.localdate(), -30)
    asked = client.post(url, place(held_on=past))
    assert (asked.status_code, "record it afterwards" in asked.text) == (409, True)
    assert client.post(url, place(held_on=past, afterwards="on")).status_code == 303


def test_an_hour_the_clocks_skip_is_refused_at_its_field(client, called):
    sunday = next(d for d in _sundays() if calls.is_skipped(d, time(1, 30)))
    typed = place(held_on=sunday, off_day="on", reason="x") | {"starts_at": "01:30"}
    refused = client.post(at("move", called), typed)
    assert refused.status_code == 422
    assert 'id="id_starts_at_error"' in refused.text


def _sundays():
    today = timezone.localdate()
    first = today + timedelta(days=6 - today.weekday())
    return (first + timedelta(weeks=n) for n in range(1, 54))
