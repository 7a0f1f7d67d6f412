"""Take hold of an agenda: the lock that every change of it goes through."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models
from django.db.models import F

from pcc_portal.documents.actions import consents
from pcc_portal.meetings.models import Item, Meeting, Paper, Supplement
from pcc_portal.meetings.states import AGREED_TO_ISSUE, SupplementStatus


class Refusal(Exception):
    """What was asked of an agenda cannot be done; the words say why and what to do, fit to show where it was asked."""


class AgendaLocked(Refusal):
    """The agenda is being issued or has been: nothing issued is ever renumbered."""

    def __init__(self, meeting: Meeting) -> None:
        words = "being issued" if meeting.is_being_issued else "issued already"
        super().__init__(f"This agenda has been locked: it is {words}. What you typed was not saved.")


def hold(meeting: Meeting, *, at: datetime, of: Item | Paper | Supplement | None = None) -> Meeting:
    """Lock the meeting's row and count one more edition; a second person's agreement to the one before is void.

    ``of`` is what is to be changed. Once the agenda is out, only what belongs to a supplement in draft can be.
    Raises AgendaLocked; belongs in the caller's transaction.
    """
    held = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if not held.is_draft and not (held.is_issued and _comes_late(held, of)):
        raise AgendaLocked(held)
    Meeting.objects.filter(pk=held.pk).update(edition=F("edition") + 1, changed_at=at)
    consents.void(AGREED_TO_ISSUE, held, why="The agenda was changed.", by=None, at=at)
    held.edition += 1
    held.changed_at = at
    return held


def pressed_before[Row: models.Model](
    rows: models.QuerySet[Row], key: UUID | None, **words: Any
) -> Row | None:
    """What this very press has made already: the same key and the same words. Back, and other words, is another."""
    return rows.filter(pk=key, **words).first() if key else None


def new_key(rows: models.QuerySet[Any], key: UUID | None) -> UUID:
    """The form's key for what is made, unless something has it: then one of its own."""
    return uuid4() if key is None or rows.filter(pk=key).exists() else key


def _comes_late(held: Meeting, of: Item | Paper | Supplement | None) -> bool:
    """As the rows say now, under the lock: the caller's may be as old as the page it was pressed on."""
    in_hand = Supplement.objects.filter(meeting=held, status=SupplementStatus.DRAFT)
    if isinstance(of, Supplement):
        return in_hand.filter(pk=of.pk).exists()
    if isinstance(of, Paper):
        return in_hand.filter(papers=of.pk).exists()
    return of is not None and in_hand.filter(items=of.pk).exists()


def locked(supplement: Supplement) -> tuple[Meeting, Supplement]:
    """The meeting's row and then the supplement's under lock, always in this order."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation")
    meeting = rows.get(pk=supplement.meeting_id)
    fresh = Supplement.objects.select_for_update(of=("self",)).get(pk=supplement.pk)
    fresh.meeting = meeting
    return meeting, fresh
