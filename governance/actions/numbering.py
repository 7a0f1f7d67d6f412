"""References that people say: A-2026-014. Given in their order, never twice, whoever presses at the same moment."""

from typing import Any

from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr

_LOCK = 7_241_005


def next_reference(rows: Any, letter: str, year: int) -> str:
    """The next one of a year, to be stored in the caller's transaction: until it ends, nobody else gets a number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    prefix = f"{letter}-{year}-"
    number = Cast(Substr("reference", len(prefix) + 1), IntegerField())
    last = rows.filter(reference__startswith=prefix).aggregate(last=Max(number))["last"] or 0
    return f"{prefix}{last + 1:03d}"
