"""Seat people and end their sitting; the member's role comes and goes in the same act."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from pcc_portal.accounts.actions import grants, persons
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person, RoleGrant, User
from pcc_portal.accounts.roles import Role
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body, Seat, Sitting
from pcc_portal.meetings.models.seat import SeatOffice
from pcc_portal.meetings.queries import membership_of


class SeatTaken(Exception):
    """Someone sits there on that day."""


class NoAccount(Exception):
    """There is nobody to give access to."""


class EndsTooSoon(Exception):
    """Someone is said to have left before they came."""


@transaction.atomic
def fill(
    seat: Seat,
    who: Person | NewPerson,
    *,
    from_on: date,
    by: User | None,
    at: datetime,
    office: str = SeatOffice.MEMBER,
) -> Sitting:
    """Seat a person; if they have an account it gets the member's (or the Chair's) role with the seat.

    Raises SeatTaken, Namesake.
    """
    Seat.objects.select_for_update().get(pk=seat.pk)
    person = persons.known(who, by=by, at=at)
    if Sitting.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on), seat=seat).exists():
        raise SeatTaken("Someone sits in this seat on that day or after it. End their sitting first.")
    sitting = Sitting.objects.create(seat=seat, person=person, office=office, from_on=from_on)
    if user := User.objects.filter(person=person).first():
        _give_role(sitting, user, by=by, at=at)
    record(
        "meetings.seat.filled",
        subject=sitting,
        by=by,
        at=at,
        thread=seat.body.slug,
        person=str(person),
        office=office,
    )
    publish(seat.body, by=by, at=at)
    return sitting


@transaction.atomic
def give_access(sitting: Sitting, *, by: User | None, at: datetime) -> None:
    """The role of a seat for an account that was opened after the seat was filled.

    The clerk's act, not that of whoever opens accounts: else one person could let themselves in to the exempt part.
    Raises NoAccount.
    """
    user = User.objects.filter(person=sitting.person).first()
    if user is None or sitting.to_on is not None:
        raise NoAccount("This member has no account yet. The administrator can open one.")
    _give_role(sitting, user, by=by, at=at)


def _give_role(sitting: Sitting, user: User, *, by: User | None, at: datetime) -> None:
    grants.give(
        user,
        role=Role.PANEL_CHAIR if sitting.office == SeatOffice.CHAIR else Role.PANEL_MEMBER,
        organisation=sitting.seat.body.organisation,
        from_on=sitting.from_on,
        by=by,
        at=at,
        reason=_reason(sitting),
    )


@transaction.atomic
def end(sitting: Sitting, *, last_on: date, by: User | None, at: datetime) -> Sitting:
    """The last day in the seat, and of every role that came with it; a day put right later puts those right too.

    Raises EndsTooSoon.
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("seat__body", "person")
        .get(pk=sitting.pk)
    )
    if last_on < sitting.from_on:
        raise EndsTooSoon("The last day cannot lie before the first.")
    before, sitting.to_on = sitting.to_on, last_on
    sitting.save(update_fields=["to_on"])
    # Those that ended with the sitting so far. A role that someone took away earlier stays taken away.
    for grant in RoleGrant.objects.filter(reason=_reason(sitting), to_on=before):
        grants.end(grant, last_on=last_on, by=by, at=at)
    record(
        "meetings.seat.ended",
        subject=sitting,
        by=by,
        at=at,
        thread=sitting.seat.body.slug,
        last_on=last_on.isoformat(),
    )
    publish(sitting.seat.body, by=by, at=at)
    return sitting


def publish(body: Body, *, by: User | None, at: datetime) -> None:
    """The register of members is open to everyone (LGA 1972 s100G), so every change of a seat releases it anew.

    It says who sits on the day it is released, whatever day the change is for.
    """
    if by is None:
        return
    on = timezone.localdate(at)
    html = _register(body, on=on)
    releases.release(
        "meetings.membership",
        subject=body,
        collection=body.slug,
        title=f"Members of the {body.named_on(on).name}",
        rule="LGA 1972 s100G(1): register of members",
        content=Content(html=html),
        on=on,
        by=by,
        at=at,
    )


@transaction.atomic
def publish_what_changed(*, at: datetime) -> list[Body]:
    """Release anew each register that a day has changed: a seat filled or ended for today when it lay ahead.

    In the name of whoever released it last. Returns the bodies whose register was released.
    """
    changed = []
    live = Release.objects.live().filter(kind="meetings.membership").select_related("text", "released_by")
    for release in live:
        body = Body.objects.get(pk=release.subject_id)
        if _register(body, on=timezone.localdate(at)) != release.text.html:
            publish(body, by=release.released_by, at=at)
            changed.append(body)
    return changed


def _register(body: Body, *, on: date) -> str:
    return render_to_string("meetings/released/members_v1.html", {"membership": membership_of(body, on=on)})


def _reason(sitting: Sitting) -> str:
    return f"sitting {sitting.pk}"
