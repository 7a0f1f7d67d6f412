"""Who sits on a body on a day, and who may hold what its members alone read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pcc_portal.accounts.models import Person, RoleGrant
from pcc_portal.accounts.roles import ROLES_WITH, Power
from pcc_portal.meetings.models import Body, Meeting, Seat, Sitting


@dataclass(frozen=True)
class Membership:
    """Who sits on a body on a day, and which seats nobody fills."""

    sittings: list[Sitting]
    vacant: list[Seat]

    @property
    def vacancy_words(self) -> str:
        """The vacancy line of the front sheet: "One seat is vacant (Aldercote District Council)." """
        if not self.vacant:
            return ""
        where = ", ".join(seat.words for seat in self.vacant)
        return (
            f"One seat is vacant ({where})."
            if len(self.vacant) == 1
            else f"{len(self.vacant)} seats are vacant ({where})."
        )


def membership_of(body: Body, *, on: date) -> Membership:
    """Chair and vice-chair first, then by surname; two queries."""
    seats = list(Seat.objects.filter(body=body).select_related("nominated_by"))
    sittings = list(
        Sitting.objects.on(on).filter(seat__body=body).select_related("person", "seat__nominated_by")
    )
    filled = {s.seat_id for s in sittings}
    order = {"chair": 0, "vice_chair": 1, "member": 2}
    sittings.sort(key=lambda s: (order[s.office], s.person.family, s.person.given))
    return Membership(sittings, [seat for seat in seats if seat.pk not in filled])


def readers_of(meeting: Meeting) -> QuerySet[Person]:
    """Who may hold an exempt copy: those who sit that day, or stand in for one (LGA 1972 s100F), and the clerks."""
    members = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id).values("person")
    in_place = meeting.attendances.filter(stands_in_for__isnull=False).values("person")
    grants = RoleGrant.objects.on(meeting.held_on).filter(
        organisation=meeting.body.organisation_id, role__in=ROLES_WITH[Power.READ_EXEMPT]
    )
    clerks = grants.values("user__person")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=in_place) | Q(pk__in=clerks))
