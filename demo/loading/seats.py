"""The seats of the Panel, and everyone who has sat in them in five years."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from demo.content import people
from demo.loading.accounts import Persons
from demo.loading.calendar import at, months_before
from demo.loading.organisations import Organisations
from pcc_portal.meetings.actions import seats
from pcc_portal.meetings.models import Body, Seat
from pcc_portal.meetings.models.seat import SeatKind, SeatOffice

OFFICES = {"Chair": SeatOffice.CHAIR, "Vice-Chair": SeatOffice.VICE_CHAIR, "": SeatOffice.MEMBER}


@dataclass(frozen=True)
class Stay:
    """One person in one seat and one office, in months before the coming meeting."""

    person: str
    office: SeatOffice
    began: int
    ended: int | None


def load(body: Body, persons: Persons, organisations: Organisations, *, coming: date) -> None:
    """Twelve seats, filled in the order of time; the actions give and end the members' role with each sitting."""
    for position, (known, stays) in enumerate(_plan(), start=1):
        seat = Seat.objects.create(
            body=body,
            position=position,
            kind=SeatKind(known.kind),
            nominated_by=organisations[known.council] if known.council else None,
        )
        for stay in stays:
            _sit(seat, stay, persons, coming=coming)


def _sit(seat: Seat, stay: Stay, persons: Persons, *, coming: date) -> None:
    from_on = months_before(coming, stay.began)
    sitting = seats.fill(
        seat, persons[stay.person], from_on=from_on, by=None, at=at(from_on), office=stay.office
    )
    if stay.ended is not None:
        last_on = months_before(coming, stay.ended) - timedelta(days=1)
        seats.end(sitting, last_on=last_on, by=None, at=at(last_on))


def _plan() -> list[tuple[people.Seat, list[Stay]]]:
    """Each seat of today with its stays, oldest first: those who left sat where a seat of their council was free."""
    before: dict[tuple[str, str], list[people.Seat]] = defaultdict(list)
    for former in people.FORMER_SEATS:
        before[former.kind, former.council].append(former)
    return [(seat, list(_stays(seat, before[seat.kind, seat.council]))) for seat in people.SEATS]


def _stays(seat: people.Seat, former: list[people.Seat]) -> Iterator[Stay]:
    """Takes out of ``former`` those who sat in this seat, the one before the other."""
    chain: list[people.Seat] = [seat] if seat.person else []
    until = seat.began
    while earlier := [one for one in former if (one.ended or 0) >= until]:
        found = min(earlier, key=lambda one: one.ended or 0)
        former.remove(found)
        chain.insert(0, found)
        until = found.began
    for one in chain:
        yield from _offices(one)


def _offices(seat: people.Seat) -> Iterator[Stay]:
    """One stay, or two where someone sat as a member before they took the chair."""
    assert seat.person is not None
    office = OFFICES[seat.office]
    began = seat.began
    if seat.took_office is not None:
        yield Stay(seat.person, SeatOffice.MEMBER, began, seat.took_office)
        began = seat.took_office
    yield Stay(seat.person, office, began, seat.ended)
