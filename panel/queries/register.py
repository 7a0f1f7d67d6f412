"""The 28 days in which a member registers their interests, and what stands on the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from panel.models import Notification, RegisteredInterest
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.models import Body, Declaration, Sitting
from pcc_portal.meetings.models.interest import InterestKind
from pcc_portal.notices.models import Message

# "Before the end of 28 days beginning with the day": the first day counts (Localism Act 2011 s30(1), s31(3)).
DAYS_TO_NOTIFY = 28


def last_day(begins_on: date) -> date:
    """The last of the 28 days that begin with a day."""
    return begins_on + timedelta(days=DAYS_TO_NOTIFY - 1)


@dataclass(frozen=True)
class Duty:
    """Something that a member has to notify, by when, and when they did."""

    why: str
    due_on: date
    done_on: date | None
    declaration: Declaration | None = None

    @property
    def key(self) -> str:
        """The same for the same duty, whenever it is asked for."""
        return f"{self.declaration.pk if self.declaration else 'seat'}:{self.due_on.isoformat()}"

    def is_late(self, *, on: date) -> bool:
        return self.done_on is None and on > self.due_on


@dataclass
class Entry:
    """One member on the register."""

    sitting: Sitting
    duties: list[Duty] = field(default_factory=list)
    interests: list[RegisteredInterest] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.sitting.person

    @property
    def owed(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.done_on is None]


def entries(body: Body, *, on: date) -> list[Entry]:
    """Every member of a day, by name, with what they owe and what they have registered; four queries."""
    sittings = list(
        Sitting.objects.filter(seat__body=body, from_on__lte=on)
        .select_related("person", "seat")
        .order_by("from_on")
    )
    found = {s.person_id: Entry(s) for s in sittings if s.to_on is None or s.to_on >= on}
    people = list(found)
    notices: dict[int, list[Notification]] = {}
    for row in Notification.objects.filter(body=body, person__in=people):
        notices.setdefault(row.person_id, []).append(row)
    for interest in (
        RegisteredInterest.objects.on(on)
        .filter(body=body, person__in=people)
        .select_related("sensitive", "home")
    ):
        found[interest.person_id].interests.append(interest)
    for pk, entry in found.items():
        began = _began([s for s in sittings if s.person_id == pk])
        entry.duties.append(_on_taking_the_seat(began, notices.get(pk, [])))
    declared = Declaration.objects.filter(meeting__body=body, person__in=people, kind=InterestKind.PECUNIARY)
    for declaration in declared.select_related("meeting__body"):
        found[declaration.person_id].duties.append(
            _after(declaration, notices.get(declaration.person_id, []))
        )
    return sorted(
        found.values(), key=lambda entry: (entry.person.family, entry.person.given, entry.person.pk)
    )


def path(entry: Entry) -> str:
    """Where a member reads what is registered of them."""
    return reverse("panel:register-member", args=[entry.person.pk])


def to_notify(here: Standing, user: User, *, on: date) -> None:
    """What a member has to register, and by when: the 28 days of each body they sit on."""
    sits = Sitting.objects.on(on).filter(person=user.person_id) if user.person_id else Sitting.objects.none()
    for body in Body.objects.filter(seats__sittings__in=sits).distinct():
        for entry in entries(body, on=on):
            for duty in entry.owed if entry.person.pk == user.person_id else ():
                words = f"{duty.why.capitalize()}: write to the Monitoring Officer by {duty.due_on.day} {duty.due_on:%B %Y}."
                here.needs.append(
                    Task("Register your interests", words, path(entry), "Open", is_late=duty.is_late(on=on))
                )


def still_owes(message: Message) -> bool:
    """Nobody is reminded of a notice that has come in."""
    sitting = Sitting.objects.select_related("seat__body").filter(pk=message.about_id).first()
    if sitting is None:
        return False
    rows = entries(sitting.seat.body, on=timezone.localdate(message.queued_at))
    return any(row.owed for row in rows if row.person.pk == sitting.person_id)


def _began(sittings: list[Sitting]) -> date:
    """The first day of the unbroken membership: another office or a new term begins no new 28 days (s30(2))."""
    began, until = sittings[0].from_on, sittings[0].to_on
    for sitting in sittings[1:]:
        if until is not None and sitting.from_on > until + timedelta(days=1):
            began = sitting.from_on
        until = sitting.to_on
    return began


def _on_taking_the_seat(began: date, notices: list[Notification]) -> Duty:
    """A notice of before the seat counts too: what is registered already need not be registered again."""
    done = min((row.received_on for row in notices if row.declaration_id is None), default=None)
    return Duty("on taking the seat", last_day(began), done)


def _after(declaration: Declaration, notices: list[Notification]) -> Duty:
    done = next((row.received_on for row in notices if row.declaration_id == declaration.pk), None)
    return Duty(
        f"declared at {declaration.meeting}", last_day(timezone.localdate(declaration.at)), done, declaration
    )
