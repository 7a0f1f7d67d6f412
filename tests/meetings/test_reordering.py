"""Two clerks change one agenda at the same time: they take turns, and nobody's work is lost."""

import os
from collections.abc import Callable
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection

from pcc_portal.accounts.models import User
from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import items, paper_rows
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.meetings.queries import agenda_of
from tests.factories import meetings
from tests.factories.days import NOW

CHANGES = 500 if os.environ.get("PORTAL_EXAMPLES") == "full" else 50
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Clerk(Thread):
    """Makes changes over a connection of its own; keeps what went wrong for the test to see."""

    def __init__(
        self, start: Barrier, change: Callable[[Random, User, int], object], who: User, *, many: int
    ) -> None:
        super().__init__()
        self.begin, self.change, self.who, self.many = start, change, who, many
        self.trouble: list[Exception] = []

    def run(self) -> None:
        dice = Random(str(self.who))
        try:
            self.begin.wait(timeout=10)
            for n in range(self.many):
                self.change(dice, self.who, n)
        except Exception as trouble:  # noqa: BLE001  shown by the test
            self.trouble.append(trouble)
        finally:
            connection.close()


def together(change, *people, many=CHANGES // 2):
    start = Barrier(len(people))
    clerks = [Clerk(start, change, who, many=many) for who in people]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join(timeout=120)
    assert [clerk.trouble for clerk in clerks] == [[] for _ in clerks]


def test_lines_moved_and_added_at_once(meeting, clerk, deputy_clerk):
    for n in range(6):
        meetings.item(meeting, clerk, title=f"Line {n}")
    items.exempt(meeting.items.get(public_title="Line 5"), meetings.grounds(1), by=clerk, at=NOW)
    parent = meeting.items.get(public_title="Line 0")
    for n in range(3):
        meetings.item(meeting, clerk, title=f"Part {n}", parent=parent)

    def change(dice, who, n):
        if dice.random() < 0.1:
            items.add(meeting, public_title=f"{who} {n}", kind="none", by=who, at=NOW)
        else:
            line = dice.choice(list(Item.objects.filter(meeting=meeting)))
            items.move(line, direction=dice.choice(["up", "down"]), by=who, at=NOW)

    before = meeting.items.count()
    together(change, clerk, deputy_clerk)
    agenda = agenda_of(meeting)
    added = Event.objects.filter(kind="meetings.item.added").exclude(facts__title__startswith="Line")
    names = set(added.exclude(facts__title__startswith="Part").values_list("facts__title", flat=True))
    assert {line.title for line in agenda.walk()} >= names
    assert len(list(agenda.walk())) == before + len(names)
    assert [line.number for line in agenda.lines] == [str(n + 1) for n in range(len(agenda.lines))]
    tops = Item.objects.filter(meeting=meeting, parent=None).order_by("position")
    assert list(tops.values_list("position", flat=True)) == list(range(1, len(agenda.lines) + 1))
    assert sorted(parent.children.values_list("position", flat=True)) == [1, 2, 3]
    assert agenda.lines[-1].title == "Line 5"


def test_appendices_moved_at_once(meeting, clerk, deputy_clerk):
    line = meetings.item(meeting, clerk)
    for n in range(6):
        meetings.paper(line, clerk, title=f"Appendix {n}", role="appendix")

    def change(dice, who, n):
        paper = dice.choice(list(Paper.objects.filter(item=line)))
        paper_rows.move(paper, direction=dice.choice(["up", "down"]), by=who, at=NOW)

    together(change, clerk, deputy_clerk)
    (sheets,) = [line.sheets for line in agenda_of(meeting).lines]
    assert [sheet.letter for sheet in sheets] == ["A", "B", "C", "D", "E", "F"]
    assert sorted(sheet.paper.public_title for sheet in sheets) == [f"Appendix {n}" for n in range(6)]
    assert [sheet.paper.position for sheet in sheets] == [1, 2, 3, 4, 5, 6]


def test_every_change_of_two_clerks_counts_one_edition(meeting, clerk, deputy_clerk):
    def change(dice, who, n):
        items.add(meeting, public_title=f"{who} {n}", by=who, at=NOW)

    together(change, clerk, deputy_clerk, many=10)
    assert Meeting.objects.get(pk=meeting.pk).edition == 21
    assert Item.objects.filter(meeting=meeting).count() == 20


def test_one_of_two_clerks_seats_a_person(panel_body, clerk, deputy_clerk):
    """Two press at once: one is seated, the other is told; never two, and never an error of the database."""
    from pcc_portal.meetings.actions import seats
    from tests.factories import people

    (row,) = meetings.seats(panel_body, "north")
    told = []

    def change(dice, who, n):
        try:
            seats.fill(row, people.person(str(who)), from_on=NOW.date(), by=who, at=NOW)
        except seats.SeatTaken:
            told.append(who)

    together(change, clerk, deputy_clerk, many=1)
    assert (row.sittings.count(), len(told)) == (1, 1)
