"""What becomes of a promise: reported back, done, dropped for a reason, or open again. Who owes it, and by when, stands in the minutes.

The words of a promise and of a reason stay in its row: no audit row holds them, since they may speak of what is exempt.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Paper, Promise
from pcc_portal.meetings.states import PROMISE_MOVES, PromiseState


class DayOutOfTurn(Refusal):
    """A promise is kept after it was made, and written down as kept when it was."""


class ReportedElsewhere(Refusal):
    """It was reported at a later meeting of the body to which it was made, or of one that asked."""


class NoReason(Refusal):
    """A promise is not dropped in silence."""


@transaction.atomic
def report(
    promise: Promise,
    *,
    on: date,
    by: User,
    at: datetime,
    item: Item | None = None,
    paper: Paper | None = None,
) -> Promise:
    """Its owner came back to it, on a day; where that was at a meeting, under an item and perhaps in a paper of it.

    Raises DayOutOfTurn, ReportedElsewhere, BadMove.
    """
    promise = _held(promise)
    said = promise.entry.minutes.meeting
    _in_turn(promise, on, at=at)
    where = paper.item if paper is not None else item
    if where is not None and where.meeting.held_on <= said.held_on:
        raise ReportedElsewhere("It is reported at a later meeting than the one at which it was promised.")
    promise.reported_on, promise.report_item, promise.report_paper = on, where, paper
    return _moved(promise, PromiseState.REPORTED, by=by, at=at, on=on.isoformat())


@transaction.atomic
def finish(promise: Promise, *, on: date, by: User, at: datetime) -> Promise:
    """Done, on a day. Raises DayOutOfTurn, BadMove."""
    promise = _held(promise)
    _in_turn(promise, on, at=at)
    promise.settled_on = on
    return _moved(promise, PromiseState.DONE, by=by, at=at, on=on.isoformat())


@transaction.atomic
def drop(promise: Promise, *, reason: str, by: User, at: datetime, reason_is_public: bool = False) -> Promise:
    """Nobody waits for it any more, and why. The public reads the reason only where ``reason_is_public`` says so.

    Of what was promised in private nothing is public. Raises NoReason, BadMove.
    """
    promise = _held(promise)
    if not reason.strip():
        raise NoReason("Say why nobody waits for it any more.")
    promise.reason, promise.settled_on = reason.strip(), timezone.localdate(at)
    promise.reason_is_public = reason_is_public and not promise.entry.is_exempt
    return _moved(promise, PromiseState.DROPPED, by=by, at=at)


@transaction.atomic
def reopen(promise: Promise, *, by: User, at: datetime) -> Promise:
    """It is owed after all, or what was reported is not enough. Where it was reported stays. Raises BadMove."""
    promise = _held(promise)
    promise.settled_on, promise.reason, promise.reason_is_public = None, "", False
    return _moved(promise, PromiseState.OPEN, by=by, at=at)


def _held(promise: Promise) -> Promise:
    rows = Promise.objects.select_for_update(of=("self",)).select_related("entry__minutes__meeting__body")
    return rows.get(pk=promise.pk)


def _in_turn(promise: Promise, on: date, *, at: datetime) -> None:
    """Raises DayOutOfTurn."""
    if on < promise.entry.minutes.meeting.held_on:
        raise DayOutOfTurn("This day is before the meeting at which it was promised.")
    if on > timezone.localdate(at):
        raise DayOutOfTurn("This day is still to come.")


def _moved(promise: Promise, state: PromiseState, *, by: User, at: datetime, **facts: Any) -> Promise:
    move(promise, state, along=PROMISE_MOVES, field="state")
    promise.save()
    ref = promise.entry.minutes.meeting.ref
    record(f"meetings.promise.{_VERBS[state]}", subject=promise, by=by, at=at, thread=ref, **facts)
    return promise


_VERBS = {
    PromiseState.REPORTED: "reported",
    PromiseState.DONE: "done",
    PromiseState.DROPPED: "dropped",
    PromiseState.OPEN: "reopened",
}
