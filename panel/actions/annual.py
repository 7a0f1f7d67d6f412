"""The annual meeting: every seat and office confirmed, filled anew or left vacant, in one act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import seats
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Seat, Sitting


class CannotBeSettled(Refusal):
    """A seat cannot be filled or emptied from that day on; ``seat`` is which."""

    def __init__(self, seat: Seat, why: object) -> None:
        self.seat = seat
        super().__init__(f"Seat {seat.position}: {why}")


@dataclass(frozen=True)
class Choice:
    """What becomes of one seat: who sits there, in which office; None leaves it vacant."""

    seat: Seat
    who: Person | NewPerson | None
    office: str


@transaction.atomic
def settle(body: Body, choices: Sequence[Choice], *, on: date, by: User, at: datetime) -> Counter[str]:
    """From the day of the annual meeting on. Who stays in their seat and office stays without a break; rights go and come
    with the seats. All of it or nothing. Raises CannotBeSettled, persons.Namesake.
    """
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    sitting = {
        row.seat_id: row for row in Sitting.objects.on(on).filter(seat__body=body).select_related("person")
    }
    changed = [choice for choice in choices if not _stays(sitting.get(choice.seat.pk), choice)]
    for choice in changed:  # first everyone out, so that somebody can change seats
        if now := sitting.get(choice.seat.pk):
            _end(now, choice.seat, last_on=on - timedelta(days=1), by=by, at=at)
    for choice in changed:
        if choice.who is not None:
            _fill(choice, choice.who, from_on=on, by=by, at=at)
    told = Counter(
        confirmed=len(choices) - len(changed),
        filled=sum(choice.who is not None for choice in changed),
        vacant=sum(choice.who is None for choice in choices),
    )
    record("panel.annual.settled", subject=body, by=by, at=at, thread=body.slug, on=on.isoformat(), **told)
    return told


def _stays(now: Sitting | None, choice: Choice) -> bool:
    if now is None or choice.who is None:
        return now is None and choice.who is None
    return now.person == choice.who and now.office == choice.office


def _end(now: Sitting, seat: Seat, *, last_on: date, by: User, at: datetime) -> None:
    try:
        seats.end(now, last_on=last_on, by=by, at=at)
    except seats.EndsTooSoon:
        raise CannotBeSettled(
            seat, f"{now.person} was seated on that very day. Choose a later one."
        ) from None


def _fill(choice: Choice, who: Person | NewPerson, *, from_on: date, by: User, at: datetime) -> None:
    try:
        seats.fill(choice.seat, who, office=choice.office, from_on=from_on, by=by, at=at)
    except seats.SeatTaken as taken:
        raise CannotBeSettled(choice.seat, taken) from None
