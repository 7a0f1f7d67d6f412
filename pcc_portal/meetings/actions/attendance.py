"""Who comes to a meeting, who was there and for which part of it. A meeting that was cancelled counts for nobody."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.actions import persons
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Holding, Organisation, Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Attendance, Item, Meeting, Presence
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceMode, AttendanceStatus
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.states import Life


class Cancelled(Refusal):
    """It did not take place, so nobody was at it or away from it."""


class NotExpected(Refusal):
    """Somebody who neither sits on the body that day nor was added."""


class OnTheList(Refusal):
    """Somebody is added who is on the list already."""


class SaidAlready(Refusal):
    """The clerk has set down that they were there."""


class OutOfTurn(Refusal):
    """Somebody is said to leave who is not there, to come in who is, or to leave before they came."""


@transaction.atomic
def mark(
    meeting: Meeting,
    person: Person,
    *,
    status: AttendanceStatus,
    by: User,
    at: datetime,
    mode: AttendanceMode = AttendanceMode.ROOM,
) -> Attendance:
    """The clerk's one press: present and how, apologies, absent, or back to expected. Raises Cancelled, NotExpected."""
    row = _row(hold(meeting), person)
    row.status, row.mode = status, mode
    _save(row, by=by, at=at)
    if not row.is_present:
        row.presences.all().delete()
    record(
        "meetings.attendance.marked",
        subject=row,
        by=by,
        at=at,
        thread=meeting.ref,
        person=str(person),
        status=row.get_status_display(),
        mode=row.get_mode_display() if row.is_present else "",
    )
    return row


@transaction.atomic
def answer(meeting: Meeting, *, comes: bool, by: User, at: datetime) -> Attendance:
    """A member's one press, before the meeting: "I cannot come", or after all they can. Raises Cancelled, NotExpected, SaidAlready."""
    if by.person is None:
        raise NotExpected("Only members of the body say whether they come.")
    row = _row(hold(meeting), by.person)
    if row.is_present:
        raise SaidAlready("The clerk has set down that you are there. Tell the clerk if that is wrong.")
    row.status = AttendanceStatus.EXPECTED if comes else AttendanceStatus.APOLOGIES
    _save(row, by=by, at=at)
    record(
        "meetings.attendance.answered",
        subject=row,
        by=by,
        at=at,
        thread=meeting.ref,
        person=str(row.person),
        comes=comes,
    )
    return row


@transaction.atomic
def add(
    meeting: Meeting,
    who: Person | NewPerson,
    *,
    group: AttendanceGroup,
    by: User,
    at: datetime,
    capacity: str = "",
    organisation: Organisation | None = None,
    mode: AttendanceMode = AttendanceMode.ROOM,
) -> Attendance:
    """An officer, or somebody else who is there; someone new is added on the spot. Raises Cancelled, OnTheList, Namesake.

    Without a ``capacity`` it is the post that they hold on the day.
    """
    held = hold(meeting)
    person = persons.known(who, by=by, at=at)
    if any(row.person_id == person.pk for row in attendance.of(held)):
        raise OnTheList(f"{person} is on the list already.")
    if not capacity and (holding := _post_of(person, held)):
        capacity, organisation = holding.post.title, organisation or holding.post.organisation
    row = Attendance(
        meeting=held,
        person=person,
        group=group,
        capacity=capacity,
        organisation=organisation,
        status=AttendanceStatus.PRESENT,
        mode=mode,
    )
    _save(row, by=by, at=at)
    record(
        "meetings.attendance.added",
        subject=row,
        by=by,
        at=at,
        thread=meeting.ref,
        person=str(person),
        group=row.get_group_display(),
    )
    return row


@transaction.atomic
def take_off(row: Attendance, *, by: User, at: datetime) -> None:
    """Somebody who was added by mistake. Members are never taken off: they were there, or they were not. Raises Cancelled."""
    meeting = hold(row.meeting)
    if row.is_member:
        raise NotExpected(f"{row.person} is a member of the body. Say that they were absent.")
    record(
        "meetings.attendance.taken_off", subject=row, by=by, at=at, thread=meeting.ref, person=str(row.person)
    )
    row.delete()


@transaction.atomic
def come_in(
    row: Attendance, *, item: Item, by: User, at: datetime, came_at: datetime | None = None
) -> Presence:
    """Arrived late, or came back: there from this item on. Raises Cancelled, OutOfTurn."""
    meeting = hold(row.meeting)
    row = _row(meeting, row.person)
    spans = _spans(row)
    if any(span.is_open for span in spans):
        raise OutOfTurn(f"{row.person} is there already. Say first when they left.")
    order = attendance.order_of(meeting)
    if any(span.to_item_id and order.get(span.to_item_id, 0) > order.get(item.pk, 0) for span in spans):
        raise OutOfTurn(f"{row.person} left after that item. Choose a later one.")
    if not row.is_present or row.pk is None:
        row.status = AttendanceStatus.PRESENT
        _save(row, by=by, at=at)
    span = Presence.objects.create(attendance=row, from_item=item, from_at=came_at)
    _tell("meetings.attendance.came_in", row, item, by=by, at=at)
    return span


@transaction.atomic
def leave(
    row: Attendance, *, item: Item, by: User, at: datetime, left_at: datetime | None = None
) -> Presence:
    """Left, and missed this item and what followed. Raises Cancelled, OutOfTurn."""
    meeting = hold(row.meeting)
    row = _row(meeting, row.person)
    spans = _spans(row)
    if not row.is_present or (spans and not any(span.is_open for span in spans)):
        raise OutOfTurn(f"{row.person} is not there, so they cannot leave.")
    span = next((span for span in spans if span.is_open), Presence(attendance=row))
    order = attendance.order_of(meeting)
    if span.from_item_id and order.get(span.from_item_id, 0) >= order.get(item.pk, 0):
        raise OutOfTurn(f"{row.person} came in at that item or after it. Choose a later one.")
    if span.from_at is not None and left_at is not None and left_at < span.from_at:
        raise OutOfTurn(f"{row.person} came in later than that.")
    span.to_item, span.to_at = item, left_at
    span.save()
    _tell("meetings.attendance.left", row, item, by=by, at=at)
    return span


@transaction.atomic
def stay(row: Attendance, *, by: User, at: datetime) -> None:
    """They were there throughout: what was said of coming late and leaving is taken back. Raises Cancelled."""
    meeting = hold(row.meeting)
    row = _row(meeting, row.person)
    if not Presence.objects.filter(attendance=row.pk).delete()[0]:
        return
    record(
        "meetings.attendance.stayed", subject=row, by=by, at=at, thread=meeting.ref, person=str(row.person)
    )


def hold(meeting: Meeting) -> Meeting:
    """The meeting under lock: a member and the clerk who press at once take turns. Raises Cancelled."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if held.life == Life.CANCELLED:
        raise Cancelled("This meeting was cancelled. It counts for nobody’s attendance.")
    return held


def _row(meeting: Meeting, person: Person) -> Attendance:
    """What is said of this person so far, saved or not. Raises NotExpected."""
    row = next((row for row in attendance.of(meeting) if row.person_id == person.pk), None)
    if row is None:
        raise NotExpected(f"{person} is not on the list of this meeting. Add them first.")
    return row


def _post_of(person: Person, meeting: Meeting) -> Holding | None:
    held = Holding.objects.on(meeting.held_on).filter(person=person)
    return held.select_related("post__organisation").first()


def _spans(row: Attendance) -> list[Presence]:
    return list(row.presences.all()) if row.pk else []


def _save(row: Attendance, *, by: User, at: datetime) -> None:
    row.changed_by, row.changed_at = by, at
    row.save()


def _tell(kind: str, row: Attendance, item: Item, *, by: User, at: datetime) -> None:
    """The audit names the item by its id: a title may be private."""
    record(kind, subject=row, by=by, at=at, thread=row.meeting.ref, person=str(row.person), item=str(item.pk))
