"""Which kinds of mail a user gets."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import Sitting, SwitchedOff
from pcc_portal.meetings.states import Topic


def must_get(user: User, *, on: date) -> frozenset[Topic]:
    """New papers reach everyone who sits on a body: it is how they are summoned (LGA 1972 Sch 12 para 4(2))."""
    sits = user.person_id is not None and Sitting.objects.on(on).filter(person=user.person_id).exists()
    return frozenset({Topic.PAPERS}) if sits else frozenset()


def switched_off(user: User) -> set[str]:
    return set(SwitchedOff.objects.filter(user=user).values_list("topic", flat=True))


@transaction.atomic
def choose(user: User, *, wanted: Collection[str], on: date, at: datetime) -> None:
    """Only these kinds from now on, and what they must get in any case."""
    off = [topic for topic in Topic if topic not in wanted and topic not in must_get(user, on=on)]
    SwitchedOff.objects.filter(user=user).delete()
    SwitchedOff.objects.bulk_create(SwitchedOff(user=user, topic=topic) for topic in off)
    record("meetings.mail.chosen", subject=user, by=user, at=at, off=[str(topic) for topic in off])
