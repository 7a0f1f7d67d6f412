"""Proposed appointments before the Panel: notice, public hearing, report, decision (PRSRA 2011 schedules 1 and 8)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from panel.models import Hearing, HearingNotice
from panel.queries.clocks import Periods, hearing_day, overdue_hearings
from panel.states import HEARING_MOVES, HearingPost, HearingState, Recommended
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.meetings.rules import members_in_office, two_thirds_of
from pcc_portal.web.templatetags.words import long_date


class OutsideTheThreeWeeks(Refusal):
    """The hearing must fall inside the time to report, with its clear days of notice."""


class NoVetoHere(Refusal):
    """Only a Chief Constable is vetoed, and by two thirds of the members in office."""


class TooLate(Refusal):
    """The three weeks are over: the process has ended."""


@transaction.atomic
def receive(
    body: Body,
    *,
    post: str,
    received_on: date,
    candidate: str,
    criteria: str,
    why: str,
    terms: str,
    by: User,
    at: datetime,
    pause_from: date | None = None,
    pause_to: date | None = None,
) -> Hearing:
    """The Commissioner's notice with its four facts: name, criteria, why the candidate satisfies them, terms (schedule 1 paragraph 9)."""
    pause = {"pause_from": pause_from, "pause_to": pause_to}
    row = Hearing.objects.create(body=body, post=post, received_on=received_on, **pause)
    HearingNotice.objects.create(hearing=row, candidate=candidate, criteria=criteria, why=why, terms=terms)
    return _noted(row, "received", by=by, at=at)


@transaction.atomic
def set_meeting(row: Hearing, *, meeting: Meeting, by: User, at: datetime) -> Hearing:
    """A public hearing inside the three weeks, with the clear days of its agenda. Raises OutsideTheThreeWeeks."""
    row = _locked(row)
    periods = Periods.of(row.body)
    told, today = hearing_day(periods, row), timezone.localdate(at)
    last_notice = periods.calendar.last_day_for_notice(meeting.held_on, row.body.notice_days)
    if told is not None and told.on is not None and meeting.held_on > told.on:
        raise OutsideTheThreeWeeks(
            f"The Panel must report by {long_date(told.on)}. Choose a meeting on that day or before."
        )
    if not meeting.is_issued and last_notice < today:
        words = f"Its agenda would have had to be out by {long_date(last_notice)} for {row.body.notice_days} clear days."
        raise OutsideTheThreeWeeks(words)
    row.meeting = meeting
    row.save(update_fields=["meeting"])
    return _noted(row, "set", by=by, at=at)


@transaction.atomic
def report(
    row: Hearing, *, on: date, recommended: str, by: User, at: datetime, votes: int | None = None
) -> Hearing:
    """The Panel's report with its recommendation (schedule 1 paragraph 10; schedule 8 paragraphs 4-5).

    A veto is for a Chief Constable alone and takes two thirds of the members in office. Raises NoVetoHere, TooLate.
    """
    row = _locked(row)
    told = hearing_day(Periods.of(row.body), row)
    ends = (
        row.post == HearingPost.CHIEF_CONSTABLE
    )  # for the other posts a late report is late, and still a report
    if ends and told is not None and told.is_late(today=on):
        raise TooLate(
            f"The three weeks ended on {long_date(told.on)}: the process has ended without a report."
        )
    row.reported_on, row.recommended = on, recommended
    state = HearingState.REPORTED
    if recommended == Recommended.VETO:
        if row.post != HearingPost.CHIEF_CONSTABLE:
            raise NoVetoHere(
                "The Panel can recommend that this post is not filled so; it can veto only a Chief Constable."
            )
        row.members, row.votes = members_in_office(row.body, on=on), votes or 0
        if row.votes < (needed := two_thirds_of(row.members)):
            raise NoVetoHere(
                f"A veto needs {needed} votes: two thirds of the {row.members} members in office."
            )
        state = HearingState.VETOED
    move(row, state, along=HEARING_MOVES, field="state")
    row.save()
    return _noted(row, "reported", by=by, at=at)


@transaction.atomic
def decide(row: Hearing, *, on: date, is_accepted: bool, by: User, at: datetime) -> Hearing:
    """The Commissioner accepts or rejects the recommendation and notifies the Panel (schedule 1 paragraph 12). Raises BadMove."""
    row = _locked(row)
    row.decided_on, row.is_accepted = on, is_accepted
    move(row, HearingState.DECIDED, along=HEARING_MOVES, field="state")
    row.save()
    return _noted(row, "decided", by=by, at=at)


@transaction.atomic
def expire(*, at: datetime) -> list[Hearing]:
    """Without a report in three weeks the process ends, and the Commissioner may appoint: by the clock, and not by hand
    (schedule 8 paragraph 4)."""
    ended = []
    for late in overdue_hearings(on=timezone.localdate(at)):
        row = _locked(late)
        move(row, HearingState.EXPIRED, along=HEARING_MOVES, field="state")
        row.save(update_fields=["state"])
        ended.append(_noted(row, "expired", by=None, at=at))
    return ended


def _locked(row: Hearing) -> Hearing:
    return Hearing.objects.select_for_update(of=("self",)).select_related("body", "meeting").get(pk=row.pk)


def _noted(row: Hearing, verb: str, *, by: User | None, at: datetime) -> Hearing:
    record(f"panel.hearing.{verb}", subject=row, by=by, at=at, thread=row.body.slug, title=str(row))
    return row
