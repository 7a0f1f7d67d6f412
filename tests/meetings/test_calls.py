"""A meeting is planned with the lines that every agenda of its body begins with."""

from datetime import date, time

import pytest

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.models import Meeting
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import numbers

HELD_ON = date(2026, 12, 17)


def test_plan_makes_a_draft_with_the_bodys_own_words(panel_body, clerk):
    made = calls.plan(panel_body, held_on=HELD_ON, by=clerk, at=NOW)
    assert (made.ref, made.status, made.starts_at, made.venue) == (
        "pcp-2026-12-17",
        "draft",
        time(14),
        "Committee Room 1, County Hall",
    )
    assert made.path == "/panel/meetings/pcp-2026-12-17/"


def test_plan_takes_another_time_and_place(panel_body, clerk):
    made = calls.plan(
        panel_body, held_on=HELD_ON, starts_at=time(10, 30), venue="Guildhall", by=clerk, at=NOW
    )
    assert (made.starts_at, made.venue) == (time(10, 30), "Guildhall")


def test_plan_brings_the_standing_items(panel_body, clerk):
    meetings.standing(
        panel_body,
        "Apologies",
        "Urgent business",
        "- Items",
        "- Petitions",
        "Minutes",
        "- Of the last meeting",
    )
    made = meetings.meeting(clerk, of=panel_body)
    assert numbers(made) == [
        "1 Apologies",
        "2 Urgent business",
        "2(1) Items",
        "2(2) Petitions",
        "3 Minutes",
        "3(1) Of the last meeting",
    ]


def test_standing_items_of_another_body_stay_there(panel_body, other_panel_body, clerk):
    meetings.standing(other_panel_body, "Theirs")
    meetings.standing(panel_body, "Ours")
    assert numbers(meetings.meeting(clerk, of=panel_body)) == ["1 Ours"]


def test_a_body_meets_once_a_day(panel_body, clerk):
    calls.plan(panel_body, held_on=HELD_ON, by=clerk, at=NOW)
    with pytest.raises(calls.DateTaken):
        calls.plan(panel_body, held_on=HELD_ON, by=clerk, at=NOW)
    assert Meeting.objects.count() == 1
    assert list(Event.objects.filter(kind__startswith="meetings").values_list("kind", flat=True)) == [
        "meetings.meeting.planned"
    ]


def test_two_bodies_meet_on_one_day(panel_body, other_panel_body, clerk):
    refs = [
        calls.plan(body, held_on=HELD_ON, by=clerk, at=NOW).ref for body in (panel_body, other_panel_body)
    ]
    assert refs == ["pcp-2026-12-17", "other-panel-2026-12-17"]
