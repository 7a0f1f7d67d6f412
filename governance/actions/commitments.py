"""What the Commissioner undertakes in a response: written into the letter, and what became of it afterwards."""

from datetime import date, datetime

from django.db import transaction

from governance.actions.inspections import let_out, locked, under_answer
from governance.models import Commitment, Inspection
from governance.queries.inspections import case_of
from governance.states.inspections import COMMITMENT_MOVES, CommitmentState
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal


class NotOwedYet(Refusal):
    """Nothing is owed before the letter is published."""


class Published(Refusal):
    """What was published is kept or dropped for a reason, and never removed."""


@transaction.atomic
def add(inspection: Inspection, *, words: str, due_on: date | None, by: User, at: datetime) -> Commitment:
    """Beyond what the replies propose. Raises NotUnderAnswer."""
    row = under_answer(inspection)
    made = Commitment.objects.create(inspection=row, words=words, due_on=due_on)
    _note("added", row, by=by, at=at)
    return made


@transaction.atomic
def remove(commitment: Commitment, *, by: User, at: datetime) -> None:
    """Out of a draft. Raises Published, NotUnderAnswer."""
    row = under_answer(commitment.inspection)
    kept = _locked(commitment)
    if kept.made_at is not None:
        raise Published("It was published. Say that it is done, or why nobody waits for it any more.")
    kept.delete()
    _note("removed", row, by=by, at=at)


@transaction.atomic
def finish(commitment: Commitment, *, on: date, by: User, at: datetime) -> Commitment:
    """Done; the register says so. Raises NotOwedYet, BadMove."""
    row = _owed(commitment)
    move(row, CommitmentState.DONE, along=COMMITMENT_MOVES, field="state")
    row.done_on, row.reason = on, ""
    return _kept(row, "done", by=by, at=at)


@transaction.atomic
def drop(commitment: Commitment, *, reason: str, by: User, at: datetime) -> Commitment:
    """Nobody waits for it any more, for a reason that everyone reads. Raises NotOwedYet, BadMove."""
    row = _owed(commitment)
    move(row, CommitmentState.DROPPED, along=COMMITMENT_MOVES, field="state")
    row.reason = reason
    return _kept(row, "dropped", by=by, at=at)


@transaction.atomic
def reopen(commitment: Commitment, *, by: User, at: datetime) -> Commitment:
    """It is owed after all. Raises NotOwedYet, BadMove."""
    row = _owed(commitment)
    move(row, CommitmentState.OWED, along=COMMITMENT_MOVES, field="state")
    row.done_on, row.reason = None, ""
    return _kept(row, "reopened", by=by, at=at)


def _kept(row: Commitment, verb: str, *, by: User, at: datetime) -> Commitment:
    row.save()
    let_out(case_of(row.inspection), by=by, at=at)
    _note(verb, row.inspection, by=by, at=at)
    return row


def _owed(commitment: Commitment) -> Commitment:
    locked(commitment.inspection)
    row = _locked(commitment)
    if row.made_at is None:
        raise NotOwedYet("It is owed from the day on which the letter is published.")
    return row


def _locked(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("inspection")
    return rows.get(pk=commitment.pk)


def _note(verb: str, row: Inspection, *, by: User, at: datetime) -> None:
    record(f"governance.commitment.{verb}", subject=row, by=by, at=at, thread=row.slug, report=str(row))
