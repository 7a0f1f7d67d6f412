"""Later versions of what was issued to members only, and what nobody may read any more."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from pcc_portal.documents import stores
from pcc_portal.documents.models import Withheld


@transaction.atomic
def again(kind: str, *, subject_id: str, at: datetime, **said: Any) -> Withheld:
    """The next version of one thing; what was live of it is superseded, never altered."""
    same = Withheld.objects.filter(kind=kind, subject_id=subject_id)
    same.live().update(superseded_at=at)
    version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    html = said.get("html", "")
    said = {"sha256": stores.sha256(html.encode()), "size": len(html)} | said
    return Withheld.objects.create(kind=kind, subject_id=subject_id, version=version, issued_at=at, **said)


@transaction.atomic
def revise(row: Withheld, *, at: datetime, **changed: Any) -> Withheld:
    """The same thing in its next version, with something changed of it."""
    kept = ("collection", "position", "organisation", "title", "facts", "html", "contents", "pages", "files")
    people = ("issued_by", "seconded_by")  # of the issue, whoever changes something around it
    said = {name: getattr(row, name) for name in (*kept, *people)} | changed
    return again(row.kind, subject_id=row.subject_id, at=at, **said)


@transaction.atomic
def withdraw(kind: str, *, subject_id: str, since: datetime, at: datetime) -> None:
    """Every version issued since is gone for its readers; the rows and their bytes stay as evidence."""
    same = Withheld.objects.filter(kind=kind, subject_id=subject_id, issued_at__gte=since)
    same.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
