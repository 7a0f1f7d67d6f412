"""What a pack is built from, and who sits on the body."""

from datetime import date, timedelta

import pytest

from pcc_portal.meetings.actions import items, papers, seats
from pcc_portal.meetings.models import BodyNote, Meeting
from pcc_portal.meetings.queries import agenda_of, inputs_of, membership_of
from pcc_portal.writing.actions import blocks
from tests.factories import meetings, people
from tests.factories.days import NOW, TODAY


@pytest.fixture
def paper(meeting, clerk):
    return meetings.written(meetings.item(meeting, clerk), clerk, words=("One", "Two"))


def blocks_of(paper):
    return list(paper.text.blocks.order_by("position"))


CHANGES = {
    "a line is added": lambda m, p, by: meetings.item(m, by),
    "a line is edited": lambda m, p, by: items.edit(
        p.item, public_title="x", purpose="", kind="papers", by=by, at=NOW
    ),
    "a paper is given back": lambda m, p, by: papers.give_back(p, reason="x", by=by, at=NOW),
    "a block is added": lambda m, p, by: blocks.append(p.text, kind="paragraph", html="x", by=by, at=NOW),
    "a block is moved": lambda m, p, by: blocks.move(blocks_of(p)[1], to="down", by=by, at=NOW),
    "a block is removed": lambda m, p, by: blocks.remove(blocks_of(p)[2], by=by, at=NOW),
    "a block is saved": lambda m, p, by: blocks.save_block(
        blocks_of(p)[1], base_version=1, html="x", by=by, at=NOW
    ),
    "a disclaimer is added": lambda m, p, by: BodyNote.objects.create(
        body=m.body, position=1, title="x", html="x"
    ),
    "someone takes a seat": lambda m, p, by: seats.fill(
        meetings.seats(m.body, "north")[0], people.person(), from_on=TODAY, by=by, at=NOW
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_saved_change_makes_the_pack_out_of_date(meeting, paper, clerk, change):
    before = inputs_of(Meeting.objects.get(pk=meeting.pk))
    change(meeting, paper, clerk)
    assert inputs_of(Meeting.objects.get(pk=meeting.pk)) != before


def test_what_is_of_another_meeting_does_not(meeting, paper, clerk):
    before = inputs_of(Meeting.objects.get(pk=meeting.pk))
    other = meetings.meeting(clerk, held_on=date(2027, 1, 14))
    meetings.written(meetings.item(other, clerk), clerk)
    assert inputs_of(Meeting.objects.get(pk=meeting.pk)) == before


# Who sits


def seat(row, given, family, *, by=None, **more):
    return seats.fill(row, people.person(given, family), from_on=date(2026, 5, 1), by=by, at=NOW, **more)


def test_membership_names_the_chair_first_and_then_by_surname(panel_body):
    rows = meetings.seats(panel_body, "north", "south", "east", "west")
    seat(rows[0], "Ann", "Zeller")
    seat(rows[1], "Bob", "Young", office="vice_chair")
    seat(rows[2], "Cat", "Xu", office="chair")
    seat(rows[3], "Dan", "Avery")
    found = membership_of(panel_body, on=TODAY)
    assert [str(s.person) for s in found.sittings] == ["Cat Xu", "Bob Young", "Dan Avery", "Ann Zeller"]
    assert found.sittings[0].seat.words == "East Council"
    assert found.vacancy_words == ""


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        (3, ""),
        (2, "One seat is vacant (Independent member)."),
        (1, "2 seats are vacant (South Council, Independent member)."),
    ],
)
def test_vacancies_in_words(panel_body, filled, words):
    for row in meetings.seats(panel_body, "north", "south", independent=1)[:filled]:
        seat(row, "Ann", "Zeller")
    assert membership_of(panel_body, on=TODAY).vacancy_words == words


def test_membership_is_that_of_the_day(panel_body):
    (row,) = meetings.seats(panel_body, "north")
    seats.end(seat(row, "Ann", "Zeller"), last_on=TODAY, by=None, at=NOW)
    seats.fill(row, people.person("Bob", "Young"), from_on=TODAY + timedelta(days=2), by=None, at=NOW)
    on = {n: membership_of(panel_body, on=TODAY + timedelta(days=n)) for n in range(3)}
    assert [[str(s.person) for s in found.sittings] for found in on.values()] == [
        ["Ann Zeller"],
        [],
        ["Bob Young"],
    ]
    assert on[1].vacancy_words == "One seat is vacant (North Council)."


@pytest.mark.parametrize("many", [1, 8])
def test_membership_costs_two_queries(panel_body, many, django_assert_num_queries):
    for n, row in enumerate(meetings.seats(panel_body, *[f"council-{n}" for n in range(many)])):
        seat(row, "Ann", str(n))
    with django_assert_num_queries(2):
        found = membership_of(panel_body, on=TODAY)
        [(str(s.person), s.seat.words) for s in found.sittings]


def test_a_line_of_another_agenda_is_not_found(meeting, clerk):
    other = meetings.meeting(clerk, held_on=date(2027, 1, 14))
    assert agenda_of(meeting).line(meetings.item(other, clerk).pk) is None
