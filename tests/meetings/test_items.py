"""Lines of a draft agenda: added, edited, moved, removed, and numbered as they are read."""

import pytest

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import items
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.states import ItemKind
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import numbers


@pytest.fixture
def lines(meeting, clerk):
    """Three main items; the second has two sub-items."""
    first = meetings.item(meeting, clerk, title="Apologies")
    second = meetings.item(meeting, clerk, title="Reports")
    meetings.item(meeting, clerk, title="Police", parent=second)
    meetings.item(meeting, clerk, title="Fire", parent=second)
    meetings.item(meeting, clerk, title="Close")
    return first, second


def named(title):
    return Item.objects.get(public_title=title)


def test_lines_are_numbered_with_their_parts(meeting, lines):
    assert numbers(meeting) == ["1 Apologies", "2 Reports", "2(1) Police", "2(2) Fire", "3 Close"]


@pytest.mark.parametrize(
    ("title", "direction", "after"),
    [
        ("Close", "up", ["1 Apologies", "2 Close", "3 Reports", "3(1) Police", "3(2) Fire"]),
        ("Apologies", "down", ["1 Reports", "1(1) Police", "1(2) Fire", "2 Apologies", "3 Close"]),
        ("Fire", "up", ["1 Apologies", "2 Reports", "2(1) Fire", "2(2) Police", "3 Close"]),
        ("Apologies", "up", ["1 Apologies", "2 Reports", "2(1) Police", "2(2) Fire", "3 Close"]),
        ("Close", "down", ["1 Apologies", "2 Reports", "2(1) Police", "2(2) Fire", "3 Close"]),
        ("Police", "up", ["1 Apologies", "2 Reports", "2(1) Police", "2(2) Fire", "3 Close"]),
    ],
)
def test_move_changes_places_and_numbers(title, direction, after, lines, clerk):
    items.move(named(title), direction=direction, by=clerk, at=NOW)
    assert numbers(lines[0].meeting) == after


def test_move_at_the_edge_says_nothing_in_the_history(lines, clerk):
    before = Event.objects.count()
    items.move(named("Apologies"), direction="up", by=clerk, at=NOW)
    assert Event.objects.count() == before


def test_remove_closes_the_gap(meeting, lines, clerk):
    items.remove(named("Apologies"), by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Reports", "1(1) Police", "1(2) Fire", "2 Close"]


def test_remove_takes_the_parts_along(meeting, lines, clerk):
    items.remove(named("Reports"), by=clerk, at=NOW)
    assert numbers(meeting) == ["1 Apologies", "2 Close"]


@pytest.mark.parametrize("title", ["Fire", "Reports"])
def test_remove_refuses_while_it_has_papers(title, meeting, lines, clerk):
    meetings.paper(named("Fire"), clerk)
    before = numbers(meeting)
    with pytest.raises(items.NotWhileItHasPapers):
        items.remove(named(title), by=clerk, at=NOW)
    assert numbers(meeting) == before


def test_edit_changes_words_and_kind(meeting, lines, clerk):
    items.edit(
        named("Close"),
        public_title="Date of next meeting",
        purpose="To note",
        kind="verbal",
        by=clerk,
        at=NOW,
    )
    edited = named("Date of next meeting")
    assert (edited.purpose, edited.kind) == ("To note", "verbal")
    assert numbers(meeting)[-1] == "3 Date of next meeting"


def test_a_sub_item_has_no_sub_items(meeting, lines, clerk):
    with pytest.raises(items.NotUnderThis):
        meetings.item(meeting, clerk, parent=named("Police"))


def test_a_sub_item_stands_under_its_own_meeting(clerk, other_panel_body, lines):
    elsewhere = meetings.meeting(clerk, of=other_panel_body)
    with pytest.raises(items.NotUnderThis):
        meetings.item(elsewhere, clerk, parent=named("Reports"))
    assert list(elsewhere.items.all()) == []


def test_the_resolution_is_not_made_by_hand(meeting, lines, clerk):
    with pytest.raises(items.KeptByTheAgenda):
        meetings.item(meeting, clerk, kind=ItemKind.EXCLUSION)
    with pytest.raises(items.KeptByTheAgenda):
        items.edit(named("Close"), public_title="x", purpose="", kind=ItemKind.EXCLUSION, by=clerk, at=NOW)
    assert not Item.objects.filter(kind=ItemKind.EXCLUSION).exists()


def test_every_change_counts_one_edition(meeting, lines, clerk):
    before = Meeting.objects.get(pk=meeting.pk).edition
    items.move(named("Close"), direction="up", by=clerk, at=NOW)
    items.edit(named("Close"), public_title="End", purpose="", kind="none", by=clerk, at=NOW)
    assert Meeting.objects.get(pk=meeting.pk).edition == before + 2


def test_every_change_is_in_the_history(meeting, lines, clerk):
    items.edit(named("Close"), public_title="End", purpose="", kind="none", by=clerk, at=NOW)
    items.move(named("End"), direction="up", by=clerk, at=NOW)
    items.remove(named("End"), by=clerk, at=NOW)
    kinds = Event.objects.filter(thread=meeting.ref).order_by("pk").values_list("kind", "by_name")
    assert list(kinds)[-3:] == [
        ("meetings.item.edited", "Simon Garrod"),
        ("meetings.item.moved", "Simon Garrod"),
        ("meetings.item.removed", "Simon Garrod"),
    ]
