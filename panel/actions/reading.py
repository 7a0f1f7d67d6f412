"""What a person has read and where they stopped, and how they like to read: kept for them, without an audit row."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from panel.models import Reading, ReadingChoice
from pcc_portal.accounts.models import User


@transaction.atomic
def read(paper: UUID, *, version: int, is_exempt: bool, by: User, at: datetime) -> Reading:
    """From now on only what is different from this version counts as changed."""
    said = {"version": version, "is_exempt": is_exempt, "read_at": at}
    row, _ = Reading.objects.update_or_create(user=by, paper_id=paper, defaults=said)
    return row


@transaction.atomic
def stop(paper: UUID, *, page: str, by: User, at: datetime) -> Reading:
    """The page to carry on at."""
    row, _ = Reading.objects.update_or_create(
        user=by, paper_id=paper, defaults={"page": page, "stopped_at": at}
    )
    return row


@transaction.atomic
def choose(user: User, *, text: str, space: str, paper: str) -> ReadingChoice:
    """Text size, spacing and paper colour, on every device."""
    row, _ = ReadingChoice.objects.update_or_create(
        pk=user.pk, defaults={"text": text, "space": space, "paper": paper}
    )
    return row
