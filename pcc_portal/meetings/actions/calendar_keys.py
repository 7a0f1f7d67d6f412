"""The key of a private calendar: made, made anew, taken back. Calendars cannot sign in, so the address is the key."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from pcc_portal.accounts.access import rights_of
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import Body, CalendarKey


@transaction.atomic
def make(user: User, *, at: datetime) -> str:
    """A new key, in place of the one before, which opens nothing from now on. Only its hash is kept: it is shown once."""
    token = secrets.token_urlsafe(32)
    row, _ = CalendarKey.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": at}
    )
    record("meetings.calendar_key.made", subject=row, by=user, at=at)
    return token


@transaction.atomic
def take_back(user: User, *, at: datetime) -> None:
    """The address opens nothing from now on."""
    row = CalendarKey.objects.filter(user=user).first()
    if row is not None:
        record("meetings.calendar_key.taken_back", subject=row, by=user, at=at)
        row.delete()


def bodies_of(token: str, *, on: date) -> list[Body]:
    """Whose meetings the key opens on a day: the bodies whose exempt part its owner may read that day; none for a wrong key."""
    row = CalendarKey.objects.filter(token_hash=hash_of(token)).select_related("user").first()
    if row is None:
        return []
    return bodies_for(row.user, on=on)


def bodies_for(user: User, *, on: date) -> list[Body]:
    offices = rights_of(user, on=on).organisations(Power.READ_EXEMPT)
    return list(Body.objects.filter(organisation__in=offices))


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
