"""Decisions of the Commissioner: entered, taken, and what the Chief Executive says before an election."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.actions.numbering import next_reference
from governance.models import Decision, DecisionFile, DecisionPrivate, ElectionPeriod, PeriodReason
from governance.states.decisions import DECISION_MOVES, SHELF, DecisionState
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import private_files
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Meeting


class NotReady(Refusal):
    """What the public is to read is not whole yet."""


class PublishedTooSoon(Refusal):
    """Nothing was published before it was taken."""


class NotTheirs(Refusal):
    """Only the Chief Executive gives that reason."""


class TakenTooSoon(Refusal):
    """A decision is recorded once it has been taken."""


@transaction.atomic
def enter(
    office: Organisation, *, by: User, at: datetime, private: dict[str, str] | None = None, **said: Any
) -> Decision:
    """Something to be decided; nobody outside the office knows of it unless it is in the forward plan."""
    row = Decision.objects.create(office=office, entered_by=by, entered_at=at, **said)
    _withhold(row, private)
    note("entered", row, by=by, at=at)
    return row


@transaction.atomic
def change(
    row: Decision, *, by: User, at: datetime, private: dict[str, str] | None = None, **said: Any
) -> Decision:
    """What it says; what is published stays as it was let out until it is published again."""
    row = locked(row)
    for name, value in said.items():
        setattr(row, name, value)
    _in_order(row)
    row.save()
    _withhold(row, private)
    note("changed", row, by=by, at=at)
    return row


def _withhold(row: Decision, private: dict[str, str] | None) -> None:
    if row.is_exempt and private:
        DecisionPrivate.objects.update_or_create(decision=row, defaults=private)
    elif not row.is_exempt:
        DecisionPrivate.objects.filter(decision=row).delete()


def _in_order(row: Decision) -> None:
    if row.taken_on and row.published_before_on and row.published_before_on < row.taken_on:
        raise PublishedTooSoon(
            "It cannot have been published elsewhere before it was taken. Check both days."
        )


@transaction.atomic
def take(
    row: Decision,
    *,
    taken_on: date,
    taken_by: Person,
    decided: str,
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
) -> Decision:
    """It was taken, at a meeting or not, and has its reference from now on. Raises TakenTooSoon, PublishedTooSoon,
    BadMove."""
    row = locked(row)
    if taken_on > timezone.localdate(at):
        raise TakenTooSoon("That day is still to come. Record the decision once it has been taken.")
    move(row, DecisionState.TAKEN, along=DECISION_MOVES, field="state")
    row.reference = next_reference(Decision.objects, "d", taken_on.year)
    row.taken_on, row.taken_by, row.decided, row.meeting = taken_on, taken_by, decided, meeting
    row.is_planned = False
    _in_order(row)
    row.save()
    note("taken", row, by=by, at=at)
    return row


@transaction.atomic
def drop(row: Decision, *, by: User, at: datetime) -> Decision:
    """It will not be decided; it leaves the forward plan when that is next published. Raises BadMove."""
    row = locked(row)
    move(row, DecisionState.DROPPED, along=DECISION_MOVES, field="state")
    row.is_planned = False
    row.save(update_fields=["state", "is_planned"])
    note("dropped", row, by=by, at=at)
    return row


@transaction.atomic
def keep_file(
    row: Decision, *, title: str, kind: str, is_exempt: bool, by: User, at: datetime, **file: Any
) -> DecisionFile:
    """A form or a document as a PDF: original, found, is_scanned. An exempt one makes the decision exempt in part."""
    row = locked(row)
    if is_exempt and not row.is_exempt:
        raise NotReady("Say first that something of this decision is withheld, and on which ground.")
    kept = private_files.kept(title, by=by, at=at, **file)
    made = DecisionFile.objects.create(decision=row, kind=kind, is_exempt=is_exempt, **kept)
    note("file_kept", row, by=by, at=at)
    return made


@transaction.atomic
def excuse(row: Decision, *, period: ElectionPeriod, words: str, by: User, at: datetime) -> PeriodReason:
    """Why it is let out in a period before an election, by the Chief Executive alone. Raises NotTheirs."""
    row = locked(row)
    if (Role.CHIEF_EXECUTIVE, row.office_id) not in by.rights.held:
        raise NotTheirs("Only the Chief Executive gives the reason for a public act before an election.")
    made, _ = PeriodReason.objects.update_or_create(
        decision=row, period=period, defaults={"words": words, "by": by, "at": at}
    )
    note("excused", row, by=by, at=at)
    return made


@transaction.atomic
def add_period(office: Organisation, *, by: User, at: datetime, **said: Any) -> ElectionPeriod:
    """The days before an election, with where they are written."""
    row = ElectionPeriod.objects.create(office=office, **said)
    record("governance.period.added", subject=row, by=by, at=at, thread=SHELF, name=row.name)
    return row


def thread_of(row: Decision) -> str:
    """What a consent about it is read with: no ref of a meeting has a colon."""
    return f"decision:{row.pk}"


def period_on(office: Organisation, day: date) -> ElectionPeriod | None:
    return ElectionPeriod.objects.filter(office=office, from_on__lte=day, to_on__gte=day).first()


def locked(row: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related("office", "taken_by", "private")
    return rows.get(pk=row.pk)


def note(verb: str, row: Decision, *, by: User, at: datetime) -> None:
    """Its reference, once it has one: what is still to be decided is the office's own."""
    record(
        f"governance.decision.{verb}",
        subject=row,
        by=by,
        at=at,
        thread=thread_of(row),
        reference=row.reference.upper() if row.reference else "",
    )
