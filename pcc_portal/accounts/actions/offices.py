"""Under which name, logo and colours the site speaks, from a day on. What was printed before keeps its own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from pcc_portal.accounts import colours
from pcc_portal.accounts.models import Office, User
from pcc_portal.audit.log import record

WORDS = ("name", "publisher", "help_name", "help_role", "help_phone", "help_email", "help_hours")


@dataclass(frozen=True)
class Logo:
    """A picture taken apart and written again by us, kept in the public store under ``key``."""

    key: str
    sha256: str
    media_type: str


class DayTaken(Exception):
    """An office speaks from that day or a later one already."""


@transaction.atomic
def follow(*, from_on: date, by: User | None, at: datetime, logo: Logo | None = None, **said: Any) -> Office:
    """A new office, or the same under a new name, from a day on; the one before ends the day before.

    Raises DayTaken, colours.Unreadable.
    """
    before = Office.objects.select_for_update().order_by("-from_on").first()
    if before is not None and before.from_on >= from_on:
        raise DayTaken("An office speaks from that day or a later one already. Correct that one instead.")
    if before is not None:
        before.to_on = from_on - timedelta(days=1)
        before.save(update_fields=["to_on"])
    office = Office(from_on=from_on)
    if logo is None and before is not None:
        logo = Logo(before.logo_key, before.logo_sha256, before.logo_type)
    _dress(office, said, logo)
    office.save(force_insert=True)
    record("accounts.office.followed", subject=office, by=by, at=at, name=office.name, from_on=str(from_on))
    return office


@transaction.atomic
def correct(office: Office, *, by: User, at: datetime, logo: Logo | None = None, **said: Any) -> Office:
    """What this office says of itself, put right; its days stay. Raises colours.Unreadable."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    _dress(office, said, logo)
    office.save()
    record("accounts.office.corrected", subject=office, by=by, at=at, name=office.name)
    return office


def _dress(office: Office, said: dict[str, Any], logo: Logo | None) -> None:
    for field in WORDS:
        setattr(office, field, said[field])
    office.brand = colours.checked(said["brand"], colours.WHITE)
    office.link = colours.checked(said["link"], colours.WHITE, colours.BAND)
    if logo is not None:
        office.logo_key, office.logo_sha256, office.logo_type = logo.key, logo.sha256, logo.media_type
