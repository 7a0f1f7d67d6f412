"""The work programme of a body on a day, and what of it somebody should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from panel.models import (
    BriefingNote,
    ProgrammeRow,
    Review,
    ReviewRecommendation,
    StandingBusiness,
    TrainingEvent,
)
from panel.models.programme import Kept
from panel.states import EventState, NoteState, ReviewState, RowState
from pcc_portal.meetings.models import Body, Entry, Meeting
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.states import Life
from pcc_portal.web.templatetags.words import short_date

PROGRAMME = "panel.programme"  # its release
MEETINGS = (
    2  # a row that nobody has looked at for so many meetings is stale: it was before the Panel each time
)


@dataclass
class Programme:
    """Everything of it that is open, and what left it since the last meeting; eight queries, however long it is."""

    body: Body
    on: date
    timetabled: list[ProgrammeRow] = field(default_factory=list)
    waiting: list[ProgrammeRow] = field(default_factory=list)
    closed: list[ProgrammeRow] = field(default_factory=list)
    standing: list[StandingBusiness] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    notes: list[BriefingNote] = field(default_factory=list)
    events: list[TrainingEvent] = field(default_factory=list)
    held: list[date] = field(default_factory=list)  # days of the last meetings, newest first

    def flags(self, row: Kept) -> list[str]:
        """Why somebody should look at a row."""
        found = []
        if isinstance(row, ProgrammeRow) and row.meeting is not None:
            found += _of_meeting(row, row.meeting, on=self.on)
        if isinstance(row, TrainingEvent) and row.on is not None and row.on < self.on:
            found.append("Its day is over: was it held?")
        if isinstance(row, Review):
            late = [one for one in row.recommendations.all() if one.is_late(on=self.on)]
            found += [
                f"The response to recommendation {one.number} was due on {short_date(one.due_on)}."
                for one in late
            ]
        if self.is_stale(row):
            found.append(f"Nobody has looked at it for {MEETINGS} meetings.")
        return found

    def is_stale(self, row: Kept) -> bool:
        """Last looked at before the last meeting but one."""
        return len(self.held) >= MEETINGS and timezone.localdate(row.looked_at) < self.held[MEETINGS - 1]


def _of_meeting(row: ProgrammeRow, meeting: Meeting, *, on: date) -> list[str]:
    if meeting.life == Life.CANCELLED:
        return ["Its meeting is cancelled: give it another."]
    if meeting.life == Life.HELD:
        return ["Its meeting was held: close it, or give it another meeting."]
    if meeting.is_date_fixed and meeting.held_on < on:
        return ["The day of its meeting is over."]
    return []


def programme_of(body: Body, *, on: date) -> Programme:
    counting = Meeting.objects.filter(body=body).counting().filter(held_on__lte=on)
    held = list(counting.order_by("-held_on").values_list("held_on", flat=True)[:MEETINGS])
    rows = ProgrammeRow.objects.filter(body=body).select_related(
        "meeting__body", "item__meeting", "resolution__entry__minutes__meeting"
    )
    is_open = rows.filter(state=RowState.OPEN)
    closed = rows.exclude(state=RowState.OPEN)
    reviews = Review.objects.filter(body=body).exclude(state=ReviewState.CLOSED)
    return Programme(
        body=body,
        on=on,
        timetabled=list(is_open.filter(meeting__isnull=False)),
        waiting=list(is_open.filter(meeting__isnull=True)),
        closed=list(closed.filter(closed_on__gte=held[0]) if held else closed),
        standing=list(StandingBusiness.objects.filter(body=body)),
        reviews=list(reviews.prefetch_related("recommendations")),
        notes=list(BriefingNote.objects.filter(body=body, state=NoteState.WANTED)),
        events=list(TrainingEvent.objects.filter(body=body, state=EventState.PLANNED)),
        held=held,
    )


def taken_rows() -> QuerySet[ProgrammeRow]:
    """Open rows that the minutes show done: the meeting was held and rose, and something was said under their line.

    That they stand on an agenda is not enough, nor that "None." was written under them, nor what was left over.
    """
    said = Entry.objects.filter(minutes__meeting=OuterRef("item__meeting"), minutes__rose_at__isnull=False)
    said = said.exclude(kind=EntryKind.NONE)
    under = Exists(said.filter(Q(item=OuterRef("item")) | Q(item__parent=OuterRef("item"))))
    dealt_with = Q(under, item__meeting__life=Life.HELD, item__is_unfinished=False)
    return ProgrammeRow.objects.filter(dealt_with, state=RowState.OPEN).select_related("item__meeting")


@dataclass(frozen=True)
class Placed:
    """A line as its clerk sees it."""

    row: Kept
    words: str
    flags: list[str]
    is_stale: bool

    @property
    def resolved(self) -> Entry | None:
        """The resolution in the minutes that it came from."""
        made = self.row.resolution if isinstance(self.row, ProgrammeRow) else None
        return made.entry if made is not None else None

    @property
    def recommendations(self) -> list[ReviewRecommendation]:
        return list(self.row.recommendations.all()) if isinstance(self.row, Review) else []


@dataclass(frozen=True)
class Part:
    """One part of the programme as its clerk sees it; ``key`` stands in the addresses."""

    key: str
    title: str
    one: str
    empty: str
    rows: list[Placed]


def parts_of(programme: Programme) -> list[Part]:
    """In the order in which the public reads them; no query."""
    named: list[tuple[str, str, str, str, Sequence[Kept]]] = [
        ("items", "Items with a date", "an item", "None yet.", programme.timetabled),
        ("standing", "Standing items", "a standing item", "None yet.", programme.standing),
        ("items", "Items to be timetabled", "an item", "Nothing waits.", programme.waiting),
        ("reviews", "Task and finish reviews", "a review", "None at present.", programme.reviews),
        ("notes", "Briefing notes", "a briefing note", "None required at present.", programme.notes),
        ("events", "Training, visits and events", "an event", "None planned at present.", programme.events),
    ]
    return [
        Part(key, title, one, empty, [_placed(programme, row) for row in rows])
        for key, title, one, empty, rows in named
    ]


def _placed(programme: Programme, row: Kept) -> Placed:
    return Placed(row, _words(row), programme.flags(row), programme.is_stale(row))


def _words(row: Kept) -> str:
    """One line that says where it stands."""
    match row:
        case ProgrammeRow():
            words = _planned(row)
        case StandingBusiness():
            words = f"{row.cadence}." + (f" Covers {len(row.bullets)} things." if row.bullets else "")
        case Review():
            words = f"{row.get_state_display()}. {row.next_step}"
        case BriefingNote():
            words = row.get_state_display()
        case TrainingEvent():
            words = short_date(row.on) if row.on else "TBC"
        case _:
            words = ""
    return words


def _planned(row: ProgrammeRow) -> str:
    if row.meeting is None:
        return f"Waits for: {row.waits_for}"
    planned = " (planned: the public reads only the month)" if row.meeting.is_planned else ""
    return f"{row.meeting}{planned}. {row.detail}"
