"""A complaint about the Commissioner, step by step (SI 2012/62). Each step is a row of the complaint's own record.

No audit event is written: that table is read by others, and would tell that there is a complaint (ADR 21).
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from panel.actions import complaint_readers as readers
from panel.actions.complaint_readers import locked, step
from panel.models import Complaint, ComplaintWords
from panel.states.complaints import (
    COMPLAINT_MOVES,
    OVER,
    ComplaintState,
    NotRecorded,
    Otherwise,
    StepKind,
)
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal, new_key, pressed_before
from pcc_portal.meetings.models import Body, Meeting

C, K = ComplaintState, StepKind


class MustBeReferred(Refusal):
    """Serious complaints and conduct matters go to the IOPC before anything else is done (regulation 13)."""

    def __init__(self) -> None:
        super().__init__(
            "This is serious, or a conduct matter: it is referred to the IOPC first (SI 2012/62, regulation 13)."
        )


class NobodyComplained(Refusal):
    """A conduct matter has no complainant with whom it could be resolved."""


class NotNow(Refusal):
    """It is over, or with the IOPC, where it is known already."""


class NotThatDay(Refusal):
    """A day that lies ahead, or before the complaint came."""


@transaction.atomic
def receive(
    body: Body,
    *,
    kind: str,
    about: str,
    subject: str,
    words: str,
    received_on: date,
    by: User,
    at: datetime,
    name: str = "",
    contact: str = "",
    others: Iterable[RoleGrant] = (),
    key: UUID | None = None,
) -> Complaint:
    """It came in. Who enters it is named, and so are the ``others``. The same press again (``key``) gives what it made.

    Raises NotThatDay, NotThisPerson.
    """
    if made := pressed_before(Complaint.objects.all(), key, body=body, subject=subject):
        return made
    row = Complaint(body=body, kind=kind, about=about, subject=subject, received_on=received_on)
    row.pk = new_key(Complaint.objects.all(), key)
    _is_a_day(row, received_on, at=at)
    row.save(force_insert=True)
    ComplaintWords.objects.create(complaint=row, name=name, contact=contact, words=words)
    step(row, K.RECEIVED, on=received_on, by=by, at=at)
    readers.name_clerk(row, by=by, at=at)
    for grant in others:
        readers.name(row, grant, by=by, at=at)
    return row


@transaction.atomic
def record(row: Complaint, *, on: date, by: User, at: datetime, words: str = "") -> Complaint:
    """It is a complaint within the regulations (regulation 9), and stands in the register. Raises BadMove, NotThatDay."""
    row = _moved(row, C.RECORDED, on=on, at=at)
    row.recorded_on, row.ground, row.closed_on = on, "", None
    return _kept(row, K.RECORDED, on=on, words=words, by=by, at=at)


@transaction.atomic
def not_record(row: Complaint, *, on: date, ground: str, words: str, by: User, at: datetime) -> Complaint:
    """Not recorded, on a ground, of which the complainant is told (regulation 10).

    A conduct matter, and what is serious, cannot be left at that. Raises MustBeReferred, BadMove, NotThatDay.
    """
    row = _moved(row, C.NOT_RECORDED, on=on, at=at)
    if row.must_be_referred:
        raise MustBeReferred
    row.ground = NotRecorded(ground)
    words = f"{NotRecorded(ground).label}. {words}"
    return _kept(row, K.NOT_RECORDED, on=on, words=words, by=by, at=at)


@transaction.atomic
def find_serious(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """It alleges what may be a criminal offence: from this day the time to refer it runs (regulation 13). Raises NotNow, NotThatDay."""
    row = locked(row)
    _is_a_day(row, on, at=at)
    if row.is_over or row.state == C.REFERRED:
        raise NotNow("It is closed, or with the IOPC already. What is new is another complaint.")
    row.serious_on, row.referred_on, row.returned_on = on, None, None
    return _kept(row, K.SERIOUS, on=on, words=words, by=by, at=at)


@transaction.atomic
def preserve(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """What was done to keep evidence of the conduct (regulation 8). Raises NotThatDay."""
    row = locked(row)
    _is_a_day(row, on, at=at)
    row.evidence_on = row.evidence_on or on
    return _kept(row, K.EVIDENCE, on=on, words=words, by=by, at=at)


@transaction.atomic
def refer(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """To the IOPC (regulation 13). Raises BadMove, NotThatDay."""
    row = _moved(row, C.REFERRED, on=on, at=at)
    row.referred_on, row.returned_on = on, None
    return _kept(row, K.REFERRED, on=on, words=words, by=by, at=at)


@transaction.atomic
def come_back(
    row: Complaint, *, on: date, is_returned: bool, words: str, by: User, at: datetime
) -> Complaint:
    """The IOPC sends it back, for the Panel to deal with; or has dealt with it. Raises BadMove, NotThatDay."""
    row = _moved(row, C.RETURNED if is_returned else C.INVESTIGATED, on=on, at=at)
    if is_returned:
        row.returned_on = on
    return _kept(row, K.RETURNED if is_returned else K.INVESTIGATED, on=on, words=words, by=by, at=at)


@transaction.atomic
def tell(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """The complainant was written to: what was decided, on which ground, and what they can do (regulations 10 and 15)."""
    row = locked(row)
    _is_a_day(row, on, at=at)
    row.told_on = on
    return _kept(row, K.TOLD, on=on, words=words, by=by, at=at)


@transaction.atomic
def handle_otherwise(
    row: Complaint, *, on: date, ground: str, words: str, by: User, at: datetime
) -> Complaint:
    """Otherwise than the usual way, or not at all, on a ground of regulation 15. Raises MustBeReferred, BadMove, NotThatDay."""
    row = _moved(row, C.OTHERWISE, on=on, at=at)
    if row.must_be_referred:
        raise MustBeReferred
    row.ground = Otherwise(ground)
    return _kept(row, K.OTHERWISE, on=on, words=f"{Otherwise(ground).label}. {words}", by=by, at=at)


@transaction.atomic
def begin_resolving(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """Informal resolution (Part 4): the Panel investigates nothing; it may ask for papers and for answers.

    Raises MustBeReferred, NobodyComplained, BadMove, NotThatDay.
    """
    row = _moved(row, C.RESOLVING, on=on, at=at)
    if row.must_be_referred:
        raise MustBeReferred
    if row.is_conduct:
        raise NobodyComplained("Nobody complained, so there is nothing to be resolved between two sides.")
    row.resolving_on = on
    return _kept(row, K.RESOLVING, on=on, words=words, by=by, at=at)


@transaction.atomic
def resolve(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """The outcome, recorded; a copy goes to both sides (Part 4). Raises MustBeReferred, BadMove, NotThatDay."""
    row = _moved(row, C.RESOLVED, on=on, at=at)
    if row.must_be_referred:
        raise MustBeReferred
    return _kept(row, K.RESOLVED, on=on, words=words, by=by, at=at)


@transaction.atomic
def withdraw(row: Complaint, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    """The complainant takes it back, which does not settle what is serious. Raises MustBeReferred, BadMove, NotThatDay."""
    row = _moved(row, C.WITHDRAWN, on=on, at=at)
    if row.must_be_referred:
        raise MustBeReferred
    return _kept(row, K.WITHDRAWN, on=on, words=words, by=by, at=at)


@transaction.atomic
def consider(row: Complaint, *, meeting: Meeting, words: str, by: User, at: datetime) -> Complaint:
    """It goes to a meeting, in private and by word of mouth. The agenda says what its standing item says, and no more."""
    row = locked(row)
    row.considered_at = meeting
    words = f"{meeting}. {words}".strip()
    return _kept(row, K.CONSIDERED, on=timezone.localdate(at), words=words, by=by, at=at)


@transaction.atomic
def note(row: Complaint, *, words: str, by: User, at: datetime) -> Complaint:
    """Something that belongs to the record of it: a telephone call, a letter, where a document is kept."""
    return _kept(locked(row), K.NOTED, on=timezone.localdate(at), words=words, by=by, at=at)


def _moved(row: Complaint, state: ComplaintState, *, on: date, at: datetime) -> Complaint:
    row = locked(row)
    _is_a_day(row, on, at=at)
    move(row, state, along=COMPLAINT_MOVES, field="state")
    row.closed_on = on if state in OVER else None
    return row


def _is_a_day(row: Complaint, on: date, *, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise NotThatDay("That day lies ahead. Give the day on which it was done.")
    if on < row.received_on:
        raise NotThatDay("That day lies before the one on which it came in.")


def _kept(row: Complaint, kind: StepKind, *, on: date, words: str, by: User, at: datetime) -> Complaint:
    row.save()
    step(row, kind, on=on, words=words, by=by, at=at)
    return row
