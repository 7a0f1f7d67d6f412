"""Write and read audit events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from pcc_portal.audit.models import Event


def record(
    kind: str, *, subject: models.Model, by: Any, at: datetime, thread: str = "", **facts: Any
) -> Event:
    """Add one event; the caller's transaction decides whether it happened.

    ``kind`` reads ``app.noun.past_tense``. Raises RuntimeError outside a transaction: an act and its audit row
    stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs in the transaction of the act it records.")
    return Event.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,  # noqa: SLF001  Django's public name for a model's label lives on _meta
        subject_id=str(subject.pk),
        thread=thread,
        by_id=str(by.pk) if by is not None else "",
        by_name=str(by) if by is not None else "",
        at=at,
        facts=facts,
    )


def history(thread: str, *, limit: int = 30) -> Iterable[Event]:
    """The newest events of a thread, newest first."""
    return Event.objects.filter(thread=thread)[:limit]
