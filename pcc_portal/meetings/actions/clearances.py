"""Ask the law, the money or the chair to clear a paper, and record what they say."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import arrivals
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Clearance, PaperRequest
from pcc_portal.meetings.states import CLEARANCE_MOVES, ClearanceKind, ClearanceState


class NotAskedFor(Refusal):
    """A withdrawn request has nothing to clear."""


@transaction.atomic
def ask(
    request: PaperRequest, *, kind: str, asked_of: User | None, is_required: bool, by: User, at: datetime
) -> Clearance:
    """One clearance of a kind; asked again, the answer before it falls. Raises NotAskedFor."""
    request = arrivals.take(request)
    if not request.is_live:
        raise NotAskedFor("This request was withdrawn: there is nothing to clear.")
    clearance = Clearance.objects.select_for_update().filter(request=request, kind=kind).first()
    if clearance is None:
        clearance = Clearance(request=request, kind=ClearanceKind(kind))
    clearance.request = request
    clearance.asked_of, clearance.is_required = asked_of, is_required
    arrivals.ask_anew(clearance, by=by, at=at)
    _noted("asked", clearance, by=by, at=at)
    return clearance


@transaction.atomic
def answer(clearance: Clearance, *, is_cleared: bool, words: str, by: User, at: datetime) -> Clearance:
    """Cleared, or what is wrong; given by the one who was asked, or recorded by the clerk for them. Raises BadMove."""
    clearance = _take(clearance)
    target = ClearanceState.CLEARED if is_cleared else ClearanceState.REFUSED
    move(clearance, target, along=CLEARANCE_MOVES, field="state")
    clearance.words, clearance.answered_at, clearance.answered_by = words, at, by
    clearance.save()
    _noted("cleared" if is_cleared else "refused", clearance, by=by, at=at)
    return clearance


@transaction.atomic
def withdraw(clearance: Clearance, *, reason: str, by: User, at: datetime) -> Clearance:
    """The way out where a clearance is required and does not come: the clerk no longer asks for it, and says why. Raises BadMove."""
    clearance = _take(clearance)
    move(clearance, ClearanceState.WITHDRAWN, along=CLEARANCE_MOVES, field="state")
    clearance.withdrawn_reason = reason
    clearance.save()
    _noted("withdrawn", clearance, by=by, at=at)
    return clearance


def _take(clearance: Clearance) -> Clearance:
    rows = Clearance.objects.select_for_update(of=("self",)).select_related("request__item__meeting__body")
    return rows.get(pk=clearance.pk)


def _noted(what: str, clearance: Clearance, *, by: User, at: datetime) -> None:
    """The words of an answer stay on the clearance: they may speak of what is exempt."""
    record(
        f"meetings.clearance.{what}",
        subject=clearance,
        by=by,
        at=at,
        thread=clearance.request.item.meeting.ref,
        title=clearance.request.title,
        of=clearance.get_kind_display(),
    )
