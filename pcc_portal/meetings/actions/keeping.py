"""How long the bookkeeping of builds is kept. Nothing issued is forgotten here: its leaves have bytes of their own."""

from datetime import datetime, timedelta

from django.db import transaction

from pcc_portal.documents import stores
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.models import Pack, RenderedPart

KEPT = timedelta(days=30)


def forget(*, at: datetime) -> tuple[int, int]:
    """Rendered parts unused, and draft packs superseded, for 30 days: rows first, then their bytes.

    Returns how many parts and packs went. A part that is wanted again is laid out again.
    """
    before = at - KEPT
    with transaction.atomic():
        parts = RenderedPart.objects.filter(used_at__lt=before)
        keys = list(parts.values_list("key", flat=True))
        parts.delete()
        packs = _superseded(before)
        files = {key for pack in packs for key in (pack.public_key, pack.members_key)}
        Pack.objects.filter(pk__in=[pack.pk for pack in packs]).delete()
    for key in [*keys, *(files - _still_named(files))]:
        stores.drop(key)
    return len(keys), len(packs)


def _superseded(before: datetime) -> list[Pack]:
    """Old drafts that are not the last pack of their meeting, or of a supplement of it."""
    order = ("meeting_id", "supplement_id")
    latest = Pack.objects.order_by(*order, "-built_at").distinct(*order).values("pk")
    return list(Pack.objects.filter(is_draft=True, built_at__lt=before).exclude(pk__in=latest))


def _still_named(keys: set[str]) -> set[str]:
    """Files that another pack shares (an unchanged volume is not merged again), or that were issued."""
    named: set[str] = set()
    for field in ("public_key", "members_key"):
        named |= set(Pack.objects.filter(**{f"{field}__in": keys}).values_list(field, flat=True))
    for model in (Release, Withheld):
        named |= set(model.objects.filter(store_key__in=keys).values_list("store_key", flat=True))
    return named
