"""What the public reads of a decision: composed once, for the release and for whoever agrees to it."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from governance.models import Decision
from governance.states.decisions import DECISION
from pcc_portal.documents.models import Release


def facts_of(decision: Decision, *, first_on: date) -> dict[str, Any]:
    """Nothing of what is withheld but that something is, and on which ground."""
    parts = [
        ("What was asked for", decision.request),
        ("What was decided, and why", decision.decided),
        ("What it costs", decision.finance),
        ("Equality", decision.equality),
    ]
    assert decision.taken_on is not None, "only what was taken is published"
    reasons = [
        {"period": str(row.period), "words": row.words, "by": str(row.by)}
        for row in decision.period_reasons.select_related("period", "by__person")
    ]
    return {
        "reference": str(decision),
        "taken_on": decision.taken_on.isoformat(),
        "taken_by": str(decision.taken_by),
        "days": (first_on - decision.taken_on).days,
        "first_on": first_on.isoformat(),
        "parts": [{"title": title, "words": words} for title, words in parts if words],
        "ground": decision.get_ground_display() if decision.is_exempt else "",
        "files": [
            {"number": n, "title": row.title, "kind": row.get_kind_display(), "pages": row.pages}
            for n, row in enumerate(decision.files.filter(is_exempt=False), start=1)
        ],
        "reasons": reasons,
    }


def first_day(decision: Decision, *, at: datetime) -> date:
    """The day on which it was first published, here or before this register was kept here; today, where it never was."""
    if decision.published_before_on is not None:
        return decision.published_before_on
    rows = Release.objects.filter(kind=DECISION, subject_id=str(decision.pk))
    first = rows.order_by("released_at").values_list("released_at", flat=True).first()
    return timezone.localdate(first or at)


def print_of(decision: Decision) -> str:
    """Of all that goes out and all that is kept back: whoever agrees, agrees to exactly that."""
    private = getattr(decision, "private", None)
    files = [(row.clean_sha256, row.title, row.is_exempt) for row in decision.files.all()]
    said = [
        (decision.title, decision.request, decision.decided, decision.finance, decision.equality),
        (str(decision.taken_on), decision.taken_by_id, decision.ground, files),
        (private.words, private.reasons) if private else (),
    ]
    return sha256(repr(said).encode()).hexdigest()
