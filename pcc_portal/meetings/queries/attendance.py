"""Who is expected at a meeting, who was there for which item, and whether that makes a quorum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import (
    Attendance,
    AttendanceRule,
    Declaration,
    Item,
    Meeting,
    Seat,
    Sitting,
)
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceMode
from pcc_portal.meetings.states import Life, Part

_OFFICES = {"chair": 0, "vice_chair": 1, "member": 2}
_GROUPS = {group: place for place, group in enumerate(AttendanceGroup)}


def of(meeting: Meeting) -> list[Attendance]:
    """Everyone, by heading: whoever sits on the body that day (unsaved and expected, where nothing is said of them yet),
    substitutes, officers, others. Three queries.
    """
    rows = Attendance.objects.filter(meeting=meeting).select_related(
        "person",
        "organisation",
        "sitting__seat__nominated_by",
        "stands_in_for__seat__nominated_by",
        "stands_in_for__person",
    )
    sittings = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id)
    seated = {s.person_id: s for s in sittings.select_related("person", "seat__nominated_by")}
    found: dict[int, Attendance] = {}
    for row in rows.prefetch_related("presences"):
        if row.sitting_id is None or row.person_id in seated or row.is_present:  # not who left the body since
            found[row.person_id] = row
            row.meeting = meeting
    for person, sitting in seated.items():
        row = found.setdefault(person, expected(meeting, sitting))
        if row.is_member and row.stands_in_for_id is None:
            row.sitting = sitting  # the seat of the day, whatever it was when they first sent word
    return sorted(found.values(), key=_as_listed)


def expected(meeting: Meeting, sitting: Sitting) -> Attendance:
    """The holder of a seat, of whom nothing is said yet; not saved."""
    return Attendance(
        meeting=meeting,
        person=sitting.person,
        group=AttendanceGroup.MEMBER,
        sitting=sitting,
        organisation=sitting.seat.nominated_by,
        capacity=sitting.seat.words,
    )


def _as_listed(row: Attendance) -> tuple[int, int, str, str, int]:
    """Members by office and name; officers and others as they were added."""
    if not row.is_member:
        return _GROUPS[AttendanceGroup(row.group)], 0, "", "", row.pk
    office = row.sitting.office if row.sitting is not None else "member"
    return 0, _OFFICES[office], row.person.family, row.person.given, row.person_id


def meetings_of(user: User, *, on: date) -> QuerySet[Any]:
    """Called meetings to come at which this user sits or stands in, the next first, with what they ``said`` of it. One query."""
    if user.person_id is None:
        return Meeting.objects.none()
    day: Any = OuterRef("held_on")
    seated = Sitting.objects.on(day).filter(seat__body=OuterRef("body"), person=user.person_id)
    said = Attendance.objects.filter(meeting=OuterRef("pk"), person=user.person_id)
    to_come = Q(held_on__gte=on) | Q(is_date_fixed=False)
    theirs = Exists(seated) | Exists(said.filter(stands_in_for__isnull=False))
    rows = Meeting.objects.pending().exclude(life=Life.PLANNED).filter(to_come, theirs)
    return rows.annotate(said=Subquery(said.values("status")[:1])).order_by("held_on")


def members_present(meeting: Meeting, item: Item | None = None) -> list[Attendance]:
    """Members, and those who stand in for one, who were there for an item and did not leave the room for it.

    Without an item, those who are there now, or were at the end.
    """
    return _there(of(meeting), meeting, item)


def voters(meeting: Meeting, item: Item | None = None) -> list[Attendance]:
    """Members present whose vote counts: in the room, or from afar where a rule of that day says so."""
    rule = rule_on(meeting)
    allowed = {AttendanceMode.ROOM} | ({AttendanceMode.REMOTE} if rule and rule.remote_votes else set())
    return [row for row in members_present(meeting, item) if row.mode in allowed]


def _there(rows: Iterable[Attendance], meeting: Meeting, item: Item | None) -> list[Attendance]:
    members = [row for row in rows if row.is_member]
    if item is None:
        there = [row for row in members if row.is_there({})]
    else:
        order, out = order_of(meeting), _out_of_the_room(meeting, item)
        there = [row for row in members if row.is_there(order, item.pk) and row.person_id not in out]
    # A seat counts once: who came after all is there for it, and not who stands in.
    came = {row.sitting.pk for row in there if row.sitting is not None}
    return [row for row in there if row.stands_in_for_id not in came]


def order_of(meeting: Meeting) -> dict[UUID, int]:
    """The place of each item as it is taken: parts after their main item, the exempt part last. One query."""
    items = list(Item.objects.filter(meeting=meeting).order_by("position"))
    tops = sorted(
        (i for i in items if i.parent_id is None), key=lambda i: (i.part == Part.EXEMPT, i.position)
    )
    walk = [one for top in tops for one in (top, *(i for i in items if i.parent_id == top.pk))]
    return {item.pk: place for place, item in enumerate(walk)}


def _out_of_the_room(meeting: Meeting, item: Item) -> set[int]:
    """Who left for an interest in this item, or in the item that it is part of."""
    rows = Declaration.objects.filter(_about(item), meeting=meeting, left=True)
    return set(rows.values_list("person", flat=True))


def _about(item: Item) -> Q:
    return Q(item__in=[pk for pk in (item.pk, item.parent_id) if pk is not None])


def conflicts(meeting: Meeting, item: Item, person: Person) -> list[Declaration]:
    """Interests that keep a person out of an item: those in it, in the item it is part of, and in all business.

    A quiet flag where they move, second or vote all the same (Localism Act 2011 s31(4)). One query.
    """
    rows = Declaration.objects.filter(_about(item) | Q(item__isnull=True), meeting=meeting, person=person)
    return [row for row in rows.select_related("person") if row.bars]


def conflicted(meeting: Meeting) -> dict[UUID | None, set[int]]:
    """The same of a whole meeting, as person ids by item (None: all business); for pages that ask of many. One query."""
    found: dict[UUID | None, set[int]] = {}
    for row in Declaration.objects.filter(meeting=meeting):
        if row.bars:
            found.setdefault(row.item_id, set()).add(row.person_id)
    return found


def names_of(rows: Iterable[Attendance]) -> dict[int, str]:
    """How each is named in the minutes, by person id. Near-namesakes stay apart: who shares a name is given in full."""
    rows = list(rows)
    shared = Counter(row.printed for row in rows)
    return {row.person_id: row.printed if shared[row.printed] == 1 else str(row.person) for row in rows}


@dataclass(frozen=True)
class Quorum:
    """How many members are there against how many are needed; ``needed`` is None where no rule is written down."""

    seats: int
    members: int
    present: int
    uncounted: int  # there, and by no rule counted: from afar, or observing
    needed: int | None
    source: str = ""

    @property
    def is_quorate(self) -> bool | None:
        return None if self.needed is None else self.present >= self.needed

    @property
    def words(self) -> str:
        """ "7 of 11 members are here. A quorum is 4." """
        here = f"{self.present} of {self.members} member{'' if self.members == 1 else 's'} here"
        if self.uncounted:
            here += f", and {self.uncounted} who {'does' if self.uncounted == 1 else 'do'} not count"
        if self.needed is None:
            return f"{here}. No quorum is written down."
        return f"{here}. A quorum is {self.needed}."


def counts(meeting: Meeting, item: Item | None = None, *, rows: list[Attendance] | None = None) -> Quorum:
    """The quorum at an item, or now, by the rule of the body on that day. ``rows`` are those of ``of``, if at hand."""
    rule, known = rule_on(meeting), of(meeting) if rows is None else rows
    there = _there(known, meeting, item)
    counted = {AttendanceMode.ROOM} | ({AttendanceMode.REMOTE} if rule and rule.remote_counts else set())
    present = sum(row.mode in counted for row in there)
    seats = Seat.objects.filter(body=meeting.body_id).count()
    members = rules.members_in_office(meeting.body, on=meeting.held_on)
    needed = rule.needed(seats=seats, members=members) if rule else None
    return Quorum(seats, members, present, len(there) - present, needed, rule.source if rule else "")


def rule_on(meeting: Meeting) -> AttendanceRule | None:
    """The rule in force on the day of the meeting: a later one changes nothing that was counted. One query."""
    rules = AttendanceRule.objects.filter(body=meeting.body_id, from_on__lte=meeting.held_on)
    return rules.order_by("-from_on").first()
