"""The meetings of a body as everyone reads of them: their notices, coming and past, from release tables alone."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pcc_portal.documents.models import Release

# A notice of before lives were told has none: it is as good as called.
TAKES_PLACE = Q(facts__life__isnull=True) | (~Q(facts__life="cancelled") & ~Q(facts__is_date_fixed=False))


def notices(slug: str) -> QuerySet[Release]:
    """One for each meeting of the body that was called."""
    return Release.objects.live().filter(kind="meetings.notice", collection__startswith=f"{slug}-")


def coming(slug: str, *, on: date) -> QuerySet[Any]:
    """Those that are called, with whether their papers are out (``has_papers``)."""
    papers = Release.objects.live().filter(kind="meetings.agenda", collection=OuterRef("collection"))
    return notices(slug).filter(on__gte=on).annotate(has_papers=Exists(papers)).order_by("on")


def past(slug: str, *, on: date) -> QuerySet[Any]:
    """Newest first, with whether their minutes are out (``has_minutes``)."""
    minutes = Release.objects.live().filter(kind="meetings.minutes", collection=OuterRef("collection"))
    return notices(slug).filter(on__lt=on).annotate(has_minutes=Exists(minutes)).order_by("-on")
