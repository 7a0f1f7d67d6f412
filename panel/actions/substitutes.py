"""A council's list of substitutes, and calling one of them in to a meeting."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from panel.models import ListedSubstitute
from pcc_portal.accounts.actions import persons
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import substitutes
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Attendance, Body, Meeting, Seat, Sitting


class ListedAlready(Refusal):
    """They stand on a council's list on one of these days."""


class NotOnTheList(Refusal):
    """A council sends those whom it has named, and nobody else."""


@transaction.atomic
def put_on(
    body: Body, who: Person | NewPerson, *, council: Organisation, from_on: date, by: User, at: datetime
) -> ListedSubstitute:
    """Named by a council that has a seat. Raises ListedAlready, NotOnTheList, Namesake."""
    if not Seat.objects.filter(body=body, nominated_by=council).exists():
        raise NotOnTheList(f"{council} has no seat here, so it names no substitutes.")
    person = persons.known(who, by=by, at=at)
    try:
        with transaction.atomic():
            row = ListedSubstitute.objects.create(body=body, council=council, person=person, from_on=from_on)
    except IntegrityError as clash:
        if "on_one_list_at_a_time" not in str(clash):
            raise
        raise ListedAlready(f"{person} stands on a list already on one of these days.") from None
    record(
        "panel.substitute.listed",
        subject=row,
        by=by,
        at=at,
        thread=body.slug,
        person=str(person),
        council=str(council),
    )
    return row


@transaction.atomic
def strike_off(row: ListedSubstitute, *, last_on: date, by: User, at: datetime) -> ListedSubstitute:
    """The last day on the list. A meeting that they were called in to before stays theirs until they are stood down."""
    row = (
        ListedSubstitute.objects.select_for_update(of=("self",))
        .select_related("person", "body")
        .get(pk=row.pk)
    )
    row.to_on = max(last_on, row.from_on - timedelta(days=1))
    row.save(update_fields=["to_on"])
    record(
        "panel.substitute.struck_off",
        subject=row,
        by=by,
        at=at,
        thread=row.body.slug,
        person=str(row.person),
        last_on=last_on.isoformat(),
    )
    return row


@transaction.atomic
def call_in(meeting: Meeting, sitting: Sitting, person: Person, *, by: User, at: datetime) -> Attendance:
    """Somebody of the council's list on the day of the meeting stands in for its member, at this meeting alone.

    Raises NotOnTheList, and what ``meetings.actions.substitutes.call_in`` raises.
    """
    listed = ListedSubstitute.objects.on(meeting.held_on).filter(
        body=meeting.body_id, council=sitting.seat.nominated_by_id, person=person
    )
    if not listed.exists():
        raise NotOnTheList(f"{person} is not on the list of {sitting.seat.words} on that day.")
    return substitutes.call_in(meeting, sitting, person, by=by, at=at)
