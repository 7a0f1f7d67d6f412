"""Interests that members declare, and when they leave the room for one and come back."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.attendance import NotExpected, hold
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Declaration, Item, Meeting, PrivateMatter
from pcc_portal.meetings.queries import attendance


class DeclaredAlready(Refusal):
    """One interest a person and an item: what changes about it is put right there."""


class OutOfTurn(Refusal):
    """Who left comes back, and who is there leaves."""


@transaction.atomic
def declare(
    meeting: Meeting,
    person: Person,
    *,
    kind: str,
    by: User,
    at: datetime,
    item: Item | None = None,
    matter: str = "",
    is_sensitive: bool = False,
    dispensation: str = "",
) -> Declaration:
    """A member's interest in an item, or in all business, with what it is about (Localism Act 2011 s31).

    The words of a sensitive one (s32), and of one in an exempt item, are kept apart from what is public.
    Raises Cancelled, NotExpected, DeclaredAlready.
    """
    held = hold(meeting)
    if not any(row.person_id == person.pk for row in attendance.of(held) if row.is_member):
        raise NotExpected(f"{person} is no member of the body on that day.")
    if Declaration.objects.filter(meeting=held, item=item, person=person).exists():
        raise DeclaredAlready(f"{person} has declared an interest there already. Change that one.")
    row = Declaration(meeting=held, item=item, person=person)
    _say(row, kind=kind, matter=matter, is_sensitive=is_sensitive, dispensation=dispensation, by=by, at=at)
    _tell("meetings.interest.declared", row, by=by, at=at)
    return row


@transaction.atomic
def put_right(
    row: Declaration,
    *,
    kind: str,
    matter: str,
    is_sensitive: bool,
    dispensation: str,
    by: User,
    at: datetime,
) -> Declaration:
    """What was said of an interest, said better. Raises Cancelled."""
    hold(row.meeting)
    row = Declaration.objects.select_related("meeting", "item", "person").get(pk=row.pk)
    _say(row, kind=kind, matter=matter, is_sensitive=is_sensitive, dispensation=dispensation, by=by, at=at)
    _tell("meetings.interest.put_right", row, by=by, at=at)
    return row


@transaction.atomic
def take_back(row: Declaration, *, by: User, at: datetime) -> None:
    """Set down by mistake. Raises Cancelled."""
    hold(row.meeting)
    _tell("meetings.interest.taken_back", row, by=by, at=at)
    row.delete()


@transaction.atomic
def leave_room(row: Declaration, *, by: User, at: datetime) -> Declaration:
    """Left the room for this item, now. Raises Cancelled, OutOfTurn."""
    hold(row.meeting)
    row = Declaration.objects.select_related("meeting", "person").get(pk=row.pk)
    if row.left and row.back_at is None:
        raise OutOfTurn(f"{row.person} has left the room already.")
    row.left, row.left_at, row.back_at = True, at, None
    row.save(update_fields=["left", "left_at", "back_at"])
    _tell("meetings.interest.left_room", row, by=by, at=at)
    return row


@transaction.atomic
def come_back(row: Declaration, *, by: User, at: datetime) -> Declaration:
    """Came back into the room, now. Raises Cancelled, OutOfTurn."""
    hold(row.meeting)
    row = Declaration.objects.select_related("meeting", "person").get(pk=row.pk)
    if not row.left or row.back_at is not None:
        raise OutOfTurn(f"{row.person} has not left the room.")
    row.back_at = at
    row.save(update_fields=["back_at"])
    _tell("meetings.interest.came_back", row, by=by, at=at)
    return row


def _say(
    row: Declaration,
    *,
    kind: str,
    matter: str,
    is_sensitive: bool,
    dispensation: str,
    by: User,
    at: datetime,
) -> None:
    row.is_private = is_sensitive or (row.item is not None and row.item.is_exempt)
    row.kind, row.dispensation, row.by, row.at = kind, dispensation, by, at
    row.matter = "" if row.is_private else matter
    row.save()
    PrivateMatter.objects.filter(declaration=row).delete()
    if row.is_private and matter:
        PrivateMatter.objects.create(declaration=row, words=matter)


def _tell(kind: str, row: Declaration, *, by: User, at: datetime) -> None:
    """What it is about is not in the audit."""
    item = str(row.item_id) if row.item_id else ""
    person = str(row.person)
    record(kind, subject=row, by=by, at=at, thread=row.meeting.ref, person=person, item=item)
