"""A request follows its paper: it is in when the paper is, and awaited again when the paper is given back."""

from datetime import date, datetime

from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import letters, links
from pcc_portal.meetings.models import Clearance, Paper, PaperRequest
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import (
    CLEARANCE_MOVES,
    REQUEST_MOVES,
    ClearanceState,
    PaperState,
    RequestState,
)

ARRIVED = frozenset({PaperState.SUBMITTED, PaperState.IN})
NOT_TO_COME = frozenset({PaperState.SEPARATE, PaperState.NAMED})


def take(request: PaperRequest) -> PaperRequest:
    """The request as it is now, its row locked; belongs in the caller's transaction."""
    rows = PaperRequest.objects.select_for_update(of=("self",)).with_people()
    return rows.get(pk=request.pk)


def follow(paper: Paper, *, by: User, at: datetime) -> None:
    """Whatever way the paper came in or went back, by its author or by the clerk for them."""
    found = PaperRequest.objects.live().filter(paper=paper).first()
    if found is None:
        return
    request = take(found)
    if paper.state in ARRIVED:
        _came_in(request, by=by, at=at)
    elif paper.state == PaperState.DRAFTING and request.state == RequestState.IN:
        _returned(request, by=by, at=at)
    elif paper.state == PaperState.TO_FOLLOW and paper.due_on:
        request.due_on = paper.due_on
        request.save(update_fields=["due_on"])
    elif paper.state in NOT_TO_COME and request.is_awaited:
        end(request, reason="It is not to be in the pack.", by=by, at=at)


def due_again(paper: Paper, *, due_on: date | None) -> None:
    """Before it is given back, so that the mail says the new day; without one the day stays."""
    if due_on is not None:
        PaperRequest.objects.live().filter(paper=paper).update(due_on=due_on)


def end(request: PaperRequest, *, reason: str, by: User, at: datetime) -> PaperRequest:
    """No longer asked for: every link is dead at once, and the author is told. Raises BadMove."""
    request = take(request)
    move(request, RequestState.WITHDRAWN, along=REQUEST_MOVES, field="state")
    request.withdrawn_at, request.withdrawn_reason = at, reason
    request.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    links.end(request, at=at)
    letters.withdrawn(request, by=by, at=at)
    record(
        "meetings.request.withdrawn",
        subject=request,
        by=by,
        at=at,
        thread=request.item.meeting.ref,
        title=request.title,
    )
    return request


def end_with(paper: Paper, *, by: User, at: datetime) -> None:
    """The paper is about to be taken off the agenda."""
    request = PaperRequest.objects.live().filter(paper=paper).first()
    if request is not None:
        end(request, reason="Its paper was taken off the agenda.", by=by, at=at)


def _came_in(request: PaperRequest, *, by: User, at: datetime) -> None:
    if request.state == RequestState.IN:  # accepted, after it was sent in
        return
    move(request, RequestState.IN, along=REQUEST_MOVES, field="state")
    request.came_in_at = at
    late = request.late_by(on=timezone.localdate(at), days=office_calendar())
    if request.days_late is None:
        request.days_late = late
    request.save(update_fields=["state", "came_in_at", "days_late"])
    _ask_again_to_clear(request, by=by, at=at)
    record(
        "meetings.request.came_in",
        subject=request,
        by=by,
        at=at,
        thread=request.item.meeting.ref,
        title=request.title,
        days_late=late,
    )


def _returned(request: PaperRequest, *, by: User, at: datetime) -> None:
    """The reason stands on the paper, where its author reads it."""
    move(request, RequestState.RETURNED, along=REQUEST_MOVES, field="state")
    request.promised_for = None
    request.save(update_fields=["state", "promised_for"])
    letters.returned(request, by=by, at=at)


def _ask_again_to_clear(request: PaperRequest, *, by: User, at: datetime) -> None:
    """What was cleared, or found wrong, was the paper as it stood; it has come in anew, and is looked at anew."""
    answered = [ClearanceState.CLEARED, ClearanceState.REFUSED]
    for clearance in request.clearances.filter(state__in=answered).select_related("asked_of"):
        ask_anew(clearance, by=by, at=at)
    for clearance in request.clearances.filter(state=ClearanceState.ASKED, asked_at__lt=at).select_related(
        "asked_of"
    ):
        letters.to_clear(clearance, by=by, at=at)


def ask_anew(clearance: Clearance, *, by: User, at: datetime) -> None:
    """Asked, or asked again: the answer before it is no longer one. Nobody is sent to look before the paper is in. Raises BadMove."""
    if clearance.state != ClearanceState.ASKED:
        move(clearance, ClearanceState.ASKED, along=CLEARANCE_MOVES, field="state")
    clearance.asked_at, clearance.asked_by = at, by
    clearance.words, clearance.withdrawn_reason = "", ""
    clearance.answered_at = clearance.answered_by = None
    clearance.save()
    if clearance.request.state == RequestState.IN:
        letters.to_clear(clearance, by=by, at=at)
