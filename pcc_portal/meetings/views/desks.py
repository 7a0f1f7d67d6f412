"""The clerk's desk: one meeting in preparation, with where its pages stand and what is not ready."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models import DeferralNote, Meeting, NoticeAlert, Pack
from pcc_portal.meetings.proofing import Flag, flags_of
from pcc_portal.meetings.queries import (
    Agenda,
    Line,
    Sheet,
    agenda_of,
    inputs_of,
    latest_pack,
    office_calendar,
)
from pcc_portal.meetings.states import EXPECTED
from pcc_portal.workdays import Calendar

type Span = tuple[str, str]


@dataclass(frozen=True, eq=False)
class DeskSheet:
    """A paper with the pages it had in the last build; none before it."""

    sheet: Sheet
    pages: str


@dataclass(frozen=True, eq=False)
class DeskRow:
    """A line of the agenda as the clerk sees it: its pages, its papers, what is not ready."""

    line: Line
    pages: str
    sheets: list[DeskSheet]
    flags: list[Flag]

    @property
    def to_do(self) -> int:
        """What stops the pack; a flag that stops nothing is a note."""
        return sum(flag.stops for flag in self.flags)


@dataclass
class Desk:
    """All that the clerk's workspace shows, in a constant number of queries."""

    meeting: Meeting
    agenda: Agenda
    pack: Pack | None
    is_stale: bool
    flags: list[Flag]
    job: Job | None
    calendar: Calendar
    alerts: list[NoticeAlert]
    rows: list[DeskRow] = field(default_factory=list)
    chosen: DeskRow | None = None
    notes: list[str] = field(default_factory=list)  # on the item in hand, for clerks alone

    def __post_init__(self) -> None:
        spans = {
            part["paper"]: (part["first"], part["last"]) for part in (self.pack.parts if self.pack else [])
        }
        flags: dict[str, list[Flag]] = {}
        for flag in self.flags:
            flags.setdefault(flag.item, []).append(flag)
        self.rows = [_row(line, spans, flags.get(str(line.item.pk), [])) for line in self.agenda.walk()]

    def row(self, item_id: Any) -> DeskRow | None:
        return next((row for row in self.rows if row.line.item.pk == item_id), None)

    @property
    def stopping(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.stops]

    @property
    def open_papers(self) -> list[Sheet]:
        return [sheet for _, sheet in self.agenda.sheets() if sheet.is_printed and not sheet.is_private]

    @property
    def exempt_papers(self) -> list[Sheet]:
        return [sheet for _, sheet in self.agenda.sheets() if sheet.is_printed and sheet.is_private]

    @property
    def due_on(self) -> date:
        """The last day to issue with the body's clear days."""
        return self.calendar.last_day_for_notice(self.meeting.held_on, self.meeting.body.notice_days)

    @property
    def days_left(self) -> int:
        return self.calendar.working_days_left(timezone.localdate(), self.due_on)

    @property
    def days_of_notice(self) -> int:
        return self.calendar.clear_days_between(timezone.localdate(), self.meeting.held_on)

    @property
    def is_short(self) -> bool:
        """Issuing today needs the reason that the law allows."""
        return self.days_of_notice < self.meeting.body.notice_days

    @property
    def is_short_by_strict_count(self) -> bool:
        """Enough by the working-day rule, not by LGA 1972 s243 (Christmas and Easter breaks): a warning, never a stop."""
        needed, today = self.meeting.body.notice_days, timezone.localdate()
        strict = self.calendar.clear_days_between(today, self.meeting.held_on, strict=True)
        return self.days_of_notice >= needed > strict

    @property
    def is_late(self) -> bool:
        return timezone.localdate() > self.due_on

    @property
    def papers_in(self) -> int:
        return sum(1 for _, sheet in self.agenda.sheets() if sheet.is_printed)

    @property
    def papers_all(self) -> int:
        """Those that are meant to come in; what is only named on the agenda does not count."""
        return sum(1 for _, sheet in self.agenda.sheets() if sheet.paper.state in EXPECTED)


def _row(line: Line, spans: dict[str, Span], flags: list[Flag]) -> DeskRow:
    own = [(sheet, spans.get(str(sheet.paper.pk))) for sheet in line.sheets]
    open_spans = [span for sheet, span in own if span and not sheet.is_private]
    return DeskRow(
        line=line,
        pages=f"{open_spans[0][0]}-{open_spans[-1][1]}" if open_spans else "",
        sheets=[DeskSheet(sheet, f"{span[0]}-{span[1]}" if span else "") for sheet, span in own],
        flags=flags,
    )


def desk_of(meeting: Meeting, *, chosen: UUID | None = None) -> Desk:
    """Raises Http404 for an item that is not of this meeting."""
    agenda, pack = agenda_of(meeting), latest_pack(meeting)
    job = Job.objects.about(meeting).first()
    shown = job if job and (job.is_live or job.state == "failed") else None
    desk = Desk(
        meeting=meeting,
        agenda=agenda,
        pack=pack,
        is_stale=pack is not None and pack.inputs != inputs_of(meeting),
        flags=flags_of(agenda, pack),
        job=shown,
        calendar=office_calendar(),
        alerts=list(NoticeAlert.objects.filter(meeting=meeting, seen_at__isnull=True).select_related("day")),
    )
    if chosen is not None:
        desk.chosen = desk.row(chosen)
        if desk.chosen is None:
            raise Http404
        notes = DeferralNote.objects.filter(deferral__item=chosen).order_by("deferral__at")
        desk.notes = list(notes.values_list("words", flat=True))
    return desk
