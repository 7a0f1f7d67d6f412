"""Formal challenges: as everyone reads those that are let out, and as the office and the addressee see them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from governance.models.challenge import ChallengeQuerySet
from governance.states.challenges import CHALLENGE, CHALLENGE_FILE, SHELF, ChallengeState
from pcc_portal.documents.models import Release

LATE, EVERYTHING = "late", "all"
A_PAGE = 20
SHOWN = {LATE: "Overdue"} | dict(ChallengeState.choices) | {EVERYTHING: "Everything"}


def register() -> QuerySet[Release]:
    """Those that are public, newest first."""
    return Release.objects.live().filter(kind=CHALLENGE, collection=SHELF).order_by("-on", "-pk")


def published(ref: str) -> Release | None:
    return register().filter(facts__reference=ref.upper()).first()


def released_file(ref: str, number: int) -> Release | None:
    rows = Release.objects.live().filter(kind=CHALLENGE_FILE, collection=ref.lower(), position=number)
    return rows.first()


def read_on(row: Release, *, on: date) -> dict[str, Any]:
    """A released challenge with how it stands on the day on which it is read."""
    facts = row.facts
    due = date.fromisoformat(facts["due"])
    waits = not facts["received"] and not facts["closed"]
    came = date.fromisoformat(facts["received"]) if facts["received"] else None
    return facts | {
        "row": row,
        "is_late": waits and due < on,
        "late_by": (came - due).days if came and came > due else 0,
        "waits": waits,
    }


def kept(rows: ChallengeQuerySet, show: str, *, on: date) -> ChallengeQuerySet:
    if show == LATE:
        rows = rows.late(on=on)
    elif show != EVERYTHING:
        rows = rows.filter(state=show)
    return rows.select_related("owner_person", "owner_post", "body")
