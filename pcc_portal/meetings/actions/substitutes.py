"""Somebody stands in for a councillor at one meeting: they read its papers and no others, until it ends."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Person, RoleGrant, User
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.attendance import OnTheList, hold
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Attendance, Meeting, Sitting
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.seat import SeatKind
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.states import PENDING


class NoSubstitute(Refusal):
    """Nobody can stand in for this member, or not while they are there themselves."""


@transaction.atomic
def call_in(meeting: Meeting, sitting: Sitting, person: Person, *, by: User, at: datetime) -> Attendance:
    """Expected in a councillor's place, who then is away. An account of theirs may read this meeting's papers from now on.

    Whether they stand on the council's list is for the body's own app to say.
    Raises Cancelled, OnTheList, NoSubstitute.
    """
    held = hold(meeting)
    rows = attendance.of(held)
    away = next((row for row in rows if row.sitting_id == sitting.pk), None)
    if away is None or sitting.seat.kind != SeatKind.COUNCILLOR:
        raise NoSubstitute(f"Nobody can stand in for {sitting.person}: only councillors have substitutes.")
    if away.is_present:
        raise NoSubstitute(f"{sitting.person} is there themselves.")
    if any(row.stands_in_for_id == sitting.pk for row in rows):
        raise NoSubstitute(f"Somebody stands in for {sitting.person} already. Stand them down first.")
    if any(row.person_id == person.pk for row in rows):
        raise OnTheList(f"{person} is on the list of this meeting already.")
    _send_apologies(away, by=by, at=at)
    row = Attendance.objects.create(
        meeting=held,
        person=person,
        group=AttendanceGroup.MEMBER,
        stands_in_for=sitting,
        organisation=sitting.seat.nominated_by,
        capacity=sitting.seat.words,
        changed_at=at,
        changed_by=by,
    )
    record(
        "meetings.substitute.called_in",
        subject=row,
        by=by,
        at=at,
        thread=held.ref,
        person=str(person),
        member=str(sitting.person),
    )
    give_access(row, by=by, at=at)
    return row


def _send_apologies(away: Attendance, *, by: User, at: datetime) -> None:
    if away.status == AttendanceStatus.EXPECTED:
        away.status, away.changed_by, away.changed_at = AttendanceStatus.APOLOGIES, by, at
        away.save()


@transaction.atomic
def give_access(row: Attendance, *, by: User, at: datetime) -> RoleGrant | None:
    """The right to read this one meeting's papers, to the end of its day; None where there is no account, or no meeting to come."""
    user = User.objects.filter(person=row.person_id, is_active=True).first()
    meeting, today = row.meeting, timezone.localdate(at)
    is_to_come = meeting.life in PENDING and meeting.is_date_fixed and meeting.held_on >= today
    if user is None or not is_to_come or _grants(meeting).filter(reason=reason_of(row)).exists():
        return None
    return grants.give(
        user,
        role=Role.SUBSTITUTE,
        organisation=meeting.body.organisation,
        from_on=today,
        last_on=meeting.held_on,
        only=meeting.ref,
        reason=reason_of(row),
        by=by,
        at=at,
    )


@transaction.atomic
def stand_down(row: Attendance, *, by: User, at: datetime) -> None:
    """They are not needed after all: what they could read, they cannot read any more. Raises Cancelled, NoSubstitute."""
    meeting = hold(row.meeting)
    if row.stands_in_for is None:
        raise NoSubstitute(f"{row.person} stands in for nobody.")
    for grant in _grants(meeting).filter(reason=reason_of(row)):
        grants.end(grant, last_on=_yesterday(at), by=by, at=at)
    record(
        "meetings.substitute.stood_down",
        subject=row,
        by=by,
        at=at,
        thread=meeting.ref,
        person=str(row.person),
    )
    row.delete()


def may_be_called(row: Attendance) -> bool:
    """A councillor who is away has a substitute, where their council has named one."""
    away = row.status in {AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT}
    return away and row.sitting is not None and row.sitting.seat.kind == SeatKind.COUNCILLOR


def without_access(meeting: Meeting) -> set[int]:
    """Substitutes at this meeting who have an account by now, and no right yet. One query where there is none."""
    places = dict(
        Attendance.objects.filter(
            meeting=meeting, stands_in_for__isnull=False, person__user__is_active=True
        ).values_list("pk", "person")
    )
    if not places or meeting.life not in PENDING:
        return set()
    let_in = set(_grants(meeting).values_list("reason", flat=True))
    return {pk for pk in places if f"attendance {pk}" not in let_in}


def follow(meeting: Meeting, *, by: User, at: datetime) -> None:
    """The right goes with the meeting: to its new day, and away at once when it was held, cancelled or has no day any more.

    Belongs in the transaction of what became of it.
    """
    goes_on = meeting.life in PENDING and meeting.is_date_fixed
    last_on = meeting.held_on if goes_on else _yesterday(at)
    in_place = {
        reason_of(row) for row in Attendance.objects.filter(meeting=meeting, stands_in_for__isnull=False)
    }
    for grant in _grants(meeting).filter(reason__in=in_place):
        grants.end(grant, last_on=last_on, by=by, at=at)


def _grants(meeting: Meeting) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(role=Role.SUBSTITUTE, only=meeting.ref)


def _yesterday(at: datetime) -> date:
    return timezone.localdate(at) - timedelta(days=1)


def reason_of(row: Attendance) -> str:
    """Links a right to the place in which it is held."""
    return f"attendance {row.pk}"
