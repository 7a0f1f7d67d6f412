"""Whether a panel is made up as the Act says on a day, and whether somebody sits who may not. Quiet flags: nothing stops."""

from __future__ import annotations

from collections import Counter
from datetime import date

from pcc_portal.accounts.models import Holding, Person
from pcc_portal.accounts.models.person import OrganisationKind, PostKind
from pcc_portal.meetings.models import Body, Seat, Sitting
from pcc_portal.meetings.models.seat import SeatKind, SeatOffice

COUNCILLORS, CO_OPTED, CAP = 10, 2, 20
# PRSRA 2011 Sch 6 para 22: staff of the Commissioner, civilian staff of the force.
EMPLOYERS = {OrganisationKind.OFFICE: "the Commissioner’s office", OrganisationKind.FORCE: "the force"}


def flags(body: Body, *, on: date) -> list[str]:
    """What does not agree with PRSRA 2011 Sch 6 (law.md A2), in words with the paragraph. Three queries."""
    seats = list(Seat.objects.filter(body=body).select_related("nominated_by"))
    sittings = list(
        Sitting.objects.on(on).filter(seat__body=body).select_related("person", "seat__nominated_by")
    )
    held = Holding.objects.on(on).filter(person__in=[s.person_id for s in sittings])
    posts = list(held.select_related("post__organisation", "person"))
    return [*_numbers(seats), *_twice(sittings), *_barred(sittings, posts), *_offices(sittings)]


def _numbers(seats: list[Seat]) -> list[str]:
    found = []
    councillors = [seat for seat in seats if seat.kind == SeatKind.COUNCILLOR]
    if len(councillors) < COUNCILLORS:  # more where there are more councils: each appoints one
        found.append(
            f"{len(councillors)} seats are for councillors; there should be {COUNCILLORS} (Sch 6 para 4)."
        )
    co_opted = len(seats) - len(councillors)
    if co_opted < CO_OPTED:
        found.append(f"{co_opted} seats are for co-opted members; there should be {CO_OPTED} (Sch 6 para 4).")
    if len(seats) > CAP:
        found.append(
            f"{len(seats)} seats are more than {CAP}, the most that a panel can have (Sch 6 para 4)."
        )
    return found


def _twice(sittings: list[Sitting]) -> list[str]:
    times = Counter(sitting.person_id for sitting in sittings)
    names = {sitting.person_id: str(sitting.person) for sitting in sittings}
    return [f"{names[pk]} sits in {n} seats." for pk, n in times.items() if n > 1]


def _barred(sittings: list[Sitting], posts: list[Holding]) -> list[str]:
    """The Commissioner sits on no panel (para 21); their staff and the force's are not co-opted (para 22); nor, of two
    co-opted members, a councillor (para 23: with three or more, at least two are none)."""
    co_opted = {s.person_id: s.person for s in sittings if s.seat.kind == SeatKind.INDEPENDENT}
    found = []
    for holding in posts:
        if holding.post.kind == PostKind.COMMISSIONER:
            found.append(f"{holding.person} is the Commissioner, and may not sit (Sch 6 para 21).")
        elif holding.person_id in co_opted and holding.post.organisation.kind in EMPLOYERS:
            where = EMPLOYERS[OrganisationKind(holding.post.organisation.kind)]
            found.append(f"{holding.person} works for {where}, and may not be co-opted (Sch 6 para 22).")
    councillors = [person for person in co_opted.values() if _is_councillor(person)]
    if councillors and len(co_opted) - len(councillors) < CO_OPTED:
        names = ", ".join(str(person) for person in councillors)
        found.append(f"{names}: at least two co-opted members must not be councillors (Sch 6 para 23).")
    return found


def _is_councillor(person: Person) -> bool:
    return person.style.casefold().startswith("councillor")


def _offices(sittings: list[Sitting]) -> list[str]:
    held = Counter(sitting.office for sitting in sittings)
    found = [] if held[SeatOffice.CHAIR] or not sittings else ["Nobody holds the Chair."]
    labels = {SeatOffice.CHAIR: "Chair", SeatOffice.VICE_CHAIR: "Vice-Chair"}
    return found + [
        f"{held[key]} members hold the office of {label}." for key, label in labels.items() if held[key] > 1
    ]
