"""The minutes of a meeting as they stand on its agenda: every line with its entries, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Prefetch, Q

from pcc_portal.accounts.models import Holding, Person
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.meetings.models import Attendance, Entry, ExemptMinutes, Item, Meeting, Minutes, Motion, Vote
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.queries import Agenda, Line, agenda_of, attendance
from pcc_portal.writing.models import Revision

# Posts that one person holds at a time are what people are called by in minutes, as the Chair is.
_NAMED_BY_POST = frozenset(set(PostKind) - {PostKind.OTHER})


@dataclass
class Said:
    """An entry, with what stands below it."""

    entry: Entry
    below: list[Said] = field(default_factory=list)

    @property
    def answers(self) -> list[Said]:
        return [one for one in self.below if one.entry.kind == EntryKind.ANSWER]


@dataclass
class Heading:
    """A line of the agenda as it was taken."""

    line: Line
    taken_at: datetime | None = None
    said: list[Said] = field(default_factory=list)

    def walk(self) -> Iterator[Said]:
        for one in self.said:
            yield one
            yield from one.below


@dataclass
class Record:
    """All of it. ``names`` says how each person is named in the minutes, by id."""

    meeting: Meeting
    minutes: Minutes | None
    agenda: Agenda
    people: list[Attendance]
    names: dict[int, str]
    headings: list[Heading]

    def name(self, person: Person | None) -> str:
        """By the house rule; nobody is named by nothing."""
        return "" if person is None else self.names.get(person.pk, str(person))

    def walk(self) -> Iterator[tuple[Heading, Said]]:
        for heading in self.headings:
            for said in heading.walk():
                yield heading, said

    def heading(self, item_id: UUID | None) -> Heading | None:
        return next((h for h in self.headings if h.line.item.pk == item_id), None)

    @property
    def motions(self) -> list[Entry]:
        """In the order in which they were moved."""
        return [said.entry for _, said in self.walk() if said.entry.kind == EntryKind.MOTION]

    @property
    def exclusion(self) -> Motion | None:
        """The motion that excluded the public, if it was moved."""
        return next((e.motion for e in self.motions if e.motion.excludes_public), None)

    @property
    def has_exempt_entries(self) -> bool:
        return any(said.entry.is_exempt for _, said in self.walk())

    @property
    def present(self) -> list[Attendance]:
        """Who can be picked: everyone but those who sent apologies or were absent."""
        return [row for row in self.people if row.status not in {"apologies", "absent"}]


def record_of(meeting: Meeting) -> Record:
    """Agenda, people and entries of one meeting, also before there are any minutes."""
    agenda = agenda_of(meeting)
    minutes = Minutes.objects.select_related("live_item", "text", "exempt").filter(meeting=meeting).first()
    people = attendance.of(meeting)
    headings = {line.item.pk: Heading(line) for line in agenda.walk() if is_out(line.item)}
    if minutes is not None:
        minutes.meeting = meeting
        for taken in minutes.taken.all():
            if heading := headings.get(taken.item_id):
                heading.taken_at = taken.at
        _put_in_place(minutes, headings)
    return Record(meeting, minutes, agenda, people, names_of(meeting, people), list(headings.values()))


def is_out(item: Item) -> bool:
    """What comes with a supplement that is not issued is not on the agenda yet."""
    return item.supplement is None or item.supplement.is_issued


def _put_in_place(minutes: Minutes, headings: dict[UUID, Heading]) -> None:
    rows = (
        Entry.objects.filter(minutes=minutes)
        .select_related("block", "speaker", "motion__mover", "motion__seconder", "motion__amends")
        .select_related("resolution", "promise__by", "promise__to", "promise__due_meeting__body")
        .prefetch_related(Prefetch("motion__votes", Vote.objects.select_related("person")))
        .order_by("position")
    )
    said = {entry.pk: Said(entry) for entry in rows}
    for one in said.values():
        entry = one.entry
        entry.minutes = minutes
        if entry.parent_id is not None and entry.parent_id in said:
            said[entry.parent_id].below.append(one)
        elif heading := headings.get(entry.item_id):
            entry.item = heading.line.item
            heading.said.append(one)


def stamp_of(minutes: Minutes) -> str:
    """Changes with every change of the minutes, of a word as of a fact. One query."""
    last = Revision.objects.filter(texts_of(minutes)).aggregate(last=Max("pk"))["last"]
    return f"{minutes.edition}.{last or 0}"


def texts_of(minutes: Minutes) -> Q:
    """Rows that belong to the open text or to the exempt one."""
    exempt = ExemptMinutes.objects.filter(minutes=minutes).values("text")
    return Q(text=minutes.text_id) | Q(text__in=exempt)


def names_of(meeting: Meeting, people: list[Attendance]) -> dict[int, str]:
    """How each is named within a sentence: by office or post, else "Councillor Surname", independents in full. One query."""
    named = attendance.names_of(people).items()
    names = {person: f"the {name[4:]}" if name.startswith("The ") else name for person, name in named}
    guests = [row.person_id for row in people if not row.is_member]
    held = Holding.objects.on(meeting.held_on).filter(person__in=guests, post__kind__in=_NAMED_BY_POST)
    for holding in held.select_related("post"):
        acting = "Acting " if holding.kind == "acting" else ""
        names[holding.person_id] = f"the {acting}{holding.post.get_kind_display()}"
    return names
