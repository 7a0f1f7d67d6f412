"""The Chair's annotated agenda: each line with its time, who speaks, what can be moved, who has an interest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from panel.models import ChairNote, Enquiry, SpeakingRequest
from panel.states import EnquiryState
from pcc_portal.meetings.models import Declaration, Meeting
from pcc_portal.meetings.queries import Agenda, Line, agenda_of, attendance
from pcc_portal.meetings.queries.attendance import Quorum
from pcc_portal.meetings.queries.declared import declared_at
from pcc_portal.meetings.queries.recommended import recommendations
from pcc_portal.meetings.states import ItemKind


@dataclass
class Annotated:
    """A line as the Chair takes it. ``begins`` is counted from the lines before it that say how long they take."""

    line: Line
    begins: datetime | None
    note: ChairNote | None
    presents: list[str] = field(default_factory=list)
    speakers: list[SpeakingRequest] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    interests: list[Declaration] = field(default_factory=list)


@dataclass
class ChairsAgenda:
    meeting: Meeting
    rows: list[Annotated]
    quorum: Quorum
    apologies: list[str]
    enquiries: int
    ends: datetime | None


def chairs_agenda(meeting: Meeting) -> ChairsAgenda:
    """A constant number of queries, however long the agenda is."""
    agenda = agenda_of(meeting)
    people = attendance.of(meeting)
    notes = {note.item_id: note for note in ChairNote.objects.filter(item__meeting=meeting)}
    declared = declared_at(meeting)
    speakers = list(SpeakingRequest.objects.accepted().filter(meeting=meeting))
    texts = [sheet.paper.text_id for _, sheet in agenda.sheets() if sheet.paper.text_id]
    moved = recommendations(texts)
    rows, ends = [], meeting.begins_at
    known = True  # every line so far says how long it takes
    for line in agenda.walk():
        note = notes.get(line.item.pk)
        row = Annotated(line, ends if known else None, note)
        row.presents = list(_presents(line))
        row.speakers = speakers if "public" in line.title.casefold() else []
        row.moves = list(_moves(agenda, line, moved))
        row.interests = [one for one in declared if one.item_id == line.item.pk]
        rows.append(row)
        known = known and (bool(line.children) or (note is not None and note.minutes is not None))
        if note is not None and note.minutes:
            ends += timedelta(minutes=note.minutes)
    shared = Enquiry.objects.filter(meeting=meeting, state=EnquiryState.SHARED).aggregate(all=Count("pk"))
    return ChairsAgenda(
        meeting,
        rows,
        attendance.counts(meeting, rows=people),
        [str(row.person) for row in people if row.status == "apologies"],
        shared["all"],
        ends if known and rows else None,
    )


def _presents(line: Line) -> Iterator[str]:
    for sheet in line.sheets:
        who = ", ".join(part for part in (sheet.paper.author, sheet.paper.author_role) if part)
        if who:
            yield f"{sheet.title}: {who}"


def _moves(agenda: Agenda, line: Line, moved: dict[Any, list[str]]) -> Iterator[str]:
    if line.item.kind == ItemKind.EXCLUSION:
        yield agenda.resolution()
    for sheet in line.sheets:
        yield from moved.get(sheet.paper.text_id, [])
