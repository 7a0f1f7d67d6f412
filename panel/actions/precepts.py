"""The scrutiny of a precept, a step at a time; what the law does not allow is refused in words (PRSRA 2011 schedule 5)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from panel.models import Precept
from panel.queries.clocks import Periods, Told, precept_days
from panel.states import PRECEPT_MOVES, ClockKind, PreceptState, Veto
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.rules import members_in_office, two_thirds_of
from pcc_portal.web.templatetags.words import long_date


class TooFewVotes(Refusal):
    """A veto needs two thirds of the members in office."""


class WrongWay(Refusal):
    """The revised figure does not answer the veto."""


class ScrutinyGoesOn(Refusal):
    """No precept is issued before the scrutiny has ended."""


class KnownAlready(Refusal):
    """There is one precept a year."""


@transaction.atomic
def notify(body: Body, *, year: int, proposed: Decimal, on: date, by: User, at: datetime) -> Precept:
    """The Commissioner has notified the proposed precept (regulation 3). Raises KnownAlready."""
    if Precept.objects.filter(body=body, year=year).exists():
        raise KnownAlready("The precept of that year was notified already.")
    row = Precept.objects.create(body=body, year=year, proposed=proposed, notified_on=on)
    return _noted(row, "notified", by=by, at=at)


@transaction.atomic
def report(
    row: Precept,
    *,
    on: date,
    veto: str,
    by: User,
    at: datetime,
    votes: int | None = None,
    recommended: Decimal | None = None,
) -> Precept:
    """The Panel's report, which must say whether it vetoes (schedule 5 paragraphs 3-4).

    A veto takes two thirds of the members in office that day, present or not. A veto in a report after the last day
    does not count: the scrutiny has ended and the proposed precept may be issued (regulation 4(2)). Raises TooFewVotes.
    """
    row = _locked(row)
    row.reported_on, row.recommended, row.veto = on, recommended, veto
    state = PreceptState.REPORTED
    if veto != Veto.NONE:
        row.members = members_in_office(row.body, on=on)
        row.votes = votes or 0
        if row.votes < (needed := two_thirds_of(row.members)):
            words = f"A veto needs {needed} votes: two thirds of the {row.members} members in office, not of those who are present."
            raise TooFewVotes(words)
        late = _day(row, ClockKind.PRECEPT_REPORT).is_late(today=on)
        state = PreceptState.VETO_VOID if late else PreceptState.VETOED
    return _to(row, state, "reported", by=by, at=at)


@transaction.atomic
def revise(row: Precept, *, revised: Decimal, on: date, by: User, at: datetime) -> Precept:
    """The response to a veto, with a figure that is lower if it was too high and higher if it was too low (regulation 5). Raises WrongWay."""
    row = _locked(row)
    assert row.proposed is not None, "it was notified"
    if row.veto == Veto.TOO_HIGH and revised >= row.proposed:
        raise WrongWay(f"The Panel found £{row.proposed} too high, so the revised figure must be lower.")
    if row.veto == Veto.TOO_LOW and revised <= row.proposed:
        raise WrongWay(f"The Panel found £{row.proposed} too low, so the revised figure must be higher.")
    row.revised, row.revised_on = revised, on
    return _to(row, PreceptState.REVISED, "revised", by=by, at=at)


@transaction.atomic
def report_again(row: Precept, *, on: date, is_rejected: bool, by: User, at: datetime) -> Precept:
    """The second report: it may reject the revised figure, and there is no second veto (regulation 6)."""
    row = _locked(row)
    row.second_on, row.is_rejected = on, is_rejected
    return _to(row, PreceptState.SECOND, "reported_again", by=by, at=at)


@transaction.atomic
def respond(row: Precept, *, on: date, by: User, at: datetime) -> Precept:
    """The Commissioner's response to the second report, which is published (regulation 7)."""
    row = _locked(row)
    row.responded_on = on
    return _to(row, PreceptState.RESPONDED, "responded", by=by, at=at)


@transaction.atomic
def issue(row: Precept, *, issued: Decimal, on: date, by: User, at: datetime) -> Precept:
    """Issued, once the scrutiny has ended and not before (schedule 5 paragraph 1). Raises ScrutinyGoesOn."""
    row = _locked(row)
    if PreceptState.ISSUED not in PRECEPT_MOVES[row.state]:
        raise ScrutinyGoesOn(
            f"No precept is issued before its scrutiny has ended. It stands at: {row.get_state_display()}."
        )
    last = _day(row, ClockKind.PRECEPT_REPORT)
    if row.state == PreceptState.NOTIFIED and not last.is_late(today=on):
        until = long_date(last.on)
        raise ScrutinyGoesOn(f"The Panel has not reported yet, and has until {until}.")
    row.issued, row.issued_on = issued, on
    return _to(row, PreceptState.ISSUED, "issued", by=by, at=at)


def _day(row: Precept, kind: ClockKind) -> Told:
    return precept_days(Periods.of(row.body), row.year)[kind]


def _locked(row: Precept) -> Precept:
    return Precept.objects.select_for_update(of=("self",)).select_related("body").get(pk=row.pk)


def _to(row: Precept, state: PreceptState, verb: str, *, by: User, at: datetime) -> Precept:
    move(row, state, along=PRECEPT_MOVES, field="state")
    row.save()
    return _noted(row, verb, by=by, at=at)


def _noted(row: Precept, verb: str, *, by: User, at: datetime, **facts: Any) -> Precept:
    record(f"panel.precept.{verb}", subject=row, by=by, at=at, thread=row.body.slug, title=str(row), **facts)
    return row
