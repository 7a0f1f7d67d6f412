"""What the clerk's views have in common: the meeting in hand, and a refusal shown where it happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.audit.log import history
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.agendas import days_of_notice
from pcc_portal.meetings.actions.drafts import AgendaLocked, Refusal
from pcc_portal.meetings.models import Meeting, Pack
from pcc_portal.meetings.proofing import Flag, flags_of
from pcc_portal.meetings.queries import Agenda, Line, Sheet, agenda_of, inputs_of, latest_pack
from pcc_portal.meetings.states import EXPECTED
from pcc_portal.web.htmx import page, see_other
from pcc_portal.workdays import clear_days_between, last_day_for_notice, working_days_left

REFUSALS = (Refusal, BadMove)
GONE = (
    "This is no longer on the agenda: someone has removed it since you opened the page. Nothing was changed."
)
OF_A_MEETING = Meeting.objects.select_related("body__organisation", "body__host")


@dataclass
class Desk:
    """All that the clerk's workspace shows, in a constant number of queries."""

    meeting: Meeting
    agenda: Agenda
    pack: Pack | None
    is_stale: bool
    flags: list[Flag]
    job: Job | None
    chosen: Line | None = None

    def __post_init__(self) -> None:
        parts = self.pack.parts if self.pack else []
        self._spans = {part["paper"]: (part["first"], part["last"]) for part in parts}
        for line in self.agenda.walk():
            spans = [
                self._spans[str(s.paper.pk)]
                for s in line.sheets
                if not s.is_private and str(s.paper.pk) in self._spans
            ]
            line.pages = f"{spans[0][0]}-{spans[-1][1]}" if spans else ""  # type: ignore[attr-defined]
            line.flags = [flag for flag in self.flags if flag.item == str(line.item.pk)]  # type: ignore[attr-defined]
            for sheet in line.sheets:
                span = self._spans.get(str(sheet.paper.pk))
                sheet.paper.pages_printed = f"{span[0]}-{span[1]}" if span else ""  # type: ignore[attr-defined]

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
        return last_day_for_notice(self.meeting.held_on, self.meeting.body.notice_days)

    @property
    def days_left(self) -> int:
        return working_days_left(timezone.localdate(), self.due_on)

    @property
    def days_of_notice(self) -> int:
        return days_of_notice(self.meeting, on=timezone.localdate())

    @property
    def is_short_by_strict_count(self) -> bool:
        """Enough by the working-day rule, not by LGA 1972 s243 (Christmas and Easter breaks): a warning, never a stop."""
        needed, today = self.meeting.body.notice_days, timezone.localdate()
        strict = clear_days_between(today, self.meeting.held_on, strict=True)
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


def now() -> datetime:
    return timezone.now()


def held(request: PortalRequest, ref: str, rule: Callable[..., bool]) -> Meeting:
    """The meeting, for those who may do this to it; 403 with the reason for all who may see it, once it is issued."""
    meeting: Meeting = visible_or_404(OF_A_MEETING, request.user, ref=ref)
    require(rule, request.user, meeting)
    return meeting


def must_be_draft(meeting: Meeting) -> None:
    """Raises AgendaLocked, as every action does that takes hold of the agenda."""
    if not meeting.is_draft:
        raise AgendaLocked(meeting)


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
    )
    if chosen is not None:
        desk.chosen = agenda.line(chosen)
        if desk.chosen is None:
            raise Http404
    return desk


def workspace(request: PortalRequest, desk: Desk, *, status: int = 200, **context: Any) -> HttpResponse:
    shown = {
        "desk": desk,
        "meeting": desk.meeting,
        "agenda": desk.agenda,
        "history": history(desk.meeting.ref, limit=12),
    }
    return page(request, "meetings/workspace.html", "workspace", shown | context, status=status)


def act(request: PortalRequest, meeting: Meeting, what: Callable[[], object], *, to: Any) -> HttpResponse:
    """Do it and go on; where it was refused, the workspace says why, and nothing was changed."""
    try:
        what()
    except REFUSALS as refusal:
        fresh = OF_A_MEETING.get(pk=meeting.pk)
        return workspace(request, desk_of(fresh), status=409, refusal=str(refusal))
    return see_other(request, *to)


def told_when_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A clerk's page may be older than the agenda: what it acts on is gone. Says so, and gives back what was typed."""

    @wraps(view)
    def wrapped(request: PortalRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, ref, *args, **kwargs)
        except (Http404, ObjectDoesNotExist):
            mine = Meeting.objects.prepared_by(request.user).filter(ref=ref)
            if request.method != "POST" or not mine.exists():
                raise Http404 from None
            typed = [value for name, value in request.POST.items() if value and name in _TYPED]
            desk = desk_of(OF_A_MEETING.get(ref=ref))
            return workspace(request, desk, status=409, refusal=GONE, typed=typed)

    return wrapped


# The fields into which people write sentences: worth giving back.
_TYPED = ("public_title", "private_title", "purpose", "reasons_for", "reasons_against", "reason")
