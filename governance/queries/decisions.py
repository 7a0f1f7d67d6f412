"""Decisions as everyone reads them, from their releases alone; and as their office keeps them."""

from datetime import date

from django.db.models import QuerySet

from governance.models import Decision
from governance.models.decision import DecisionQuerySet
from governance.states.decisions import (
    AGREED_TO_PUBLISH,
    DECISION,
    DECISION_FILE,
    SHELF,
    TO_COME,
    DecisionState,
)
from pcc_portal.documents.models import Consent, Release
from pcc_portal.documents.states import LIVE
from pcc_portal.web.templatetags.words import short_date

EVERYTHING = "all"
SHOWN = dict(DecisionState.choices) | {EVERYTHING: "Everything"}
A_PAGE = 30


def register() -> QuerySet[Release]:
    """Every published decision, newest first."""
    return Release.objects.live().filter(kind=DECISION, collection=SHELF).order_by("-on", "-pk")


def published(ref: str) -> Release | None:
    """By its reference, in whatever case somebody writes it."""
    return register().filter(facts__reference=ref.upper()).first()


def released_file(ref: str, number: int) -> Release | None:
    rows = Release.objects.live().filter(kind=DECISION_FILE, collection=ref.lower(), position=number)
    return rows.first()


def to_come() -> Release | None:
    return Release.objects.live().filter(kind=TO_COME, collection=SHELF).first()


def none_since(day: date) -> str:
    """The sentence that a report and the register say where nothing was decided; empty where something was."""
    taken = register().filter(on__gte=day).exists()
    return "" if taken else f"No decisions have been taken since {short_date(day)}."


def kept(rows: DecisionQuerySet, show: str) -> DecisionQuerySet:
    """What its office looks at: by state, what comes next first."""
    rows = rows if show == EVERYTHING else rows.filter(state=show)
    return rows.select_related("taken_by").order_by("-taken_on", "planned_for", "pk")


def years() -> list[int]:
    """The years in which something was decided, newest first."""
    return [day.year for day in register().order_by().dates("on", "year", order="DESC")]


def has_taken_unpublished(rows: DecisionQuerySet) -> int:
    return rows.filter(state=DecisionState.TAKEN).count()


def last_asked(row: Decision) -> Consent | None:
    """What a second person was last asked about it, and answered; None where it was voided since."""
    rows = Consent.objects.about(AGREED_TO_PUBLISH, row).select_related(
        "asked_by__person", "answered_by__person"
    )
    found: Consent | None = rows.first()
    return found if found is not None and (found.is_refused or found.state in LIVE) else None


def with_everything(rows: "QuerySet[Decision]") -> "QuerySet[Decision]":
    """Joined with what its own page says."""
    return rows.select_related("office", "taken_by", "meeting__body", "private", "entered_by__person")
