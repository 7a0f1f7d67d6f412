"""The chain of releases: each carries a hash over all that it says and over the release before it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC

from pcc_portal.documents import stores
from pcc_portal.documents.models import Release


def link(row: Release) -> str:
    """The hash of a release. Superseding and withdrawing come later, and are not part of what was let out."""
    said = [
        row.previous_hash,
        row.kind,
        row.subject_id,
        row.collection,
        row.position,
        row.version,
        row.title,
        row.on.isoformat() if row.on else "",
        row.facts,
        row.sha256,
        row.rule,
        row.released_at.astimezone(
            UTC
        ).isoformat(),  # one moment reads alike in summer time and from the database
        str(row.released_by_id),
        *([str(row.seconded_by_id)] if row.seconded_by_id else []),
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def broken() -> Iterator[Release]:
    """Every release that does not say what it said when it was let out, or does not follow on the one before it."""
    before = ""
    for row in Release.objects.select_related("text").order_by("pk").iterator():
        if (row.previous_hash, row.chain_hash, row.sha256) != (before, link(row), _now(row)):
            yield row
        before = row.chain_hash


def _now(row: Release) -> str:
    """The hash of what it holds today: nothing, where its bytes are gone."""
    if row.store_key:
        try:
            return stores.sha256(stores.get(row.store_key, store=row.store))
        except FileNotFoundError:
            return ""
    return stores.sha256(row.text.html.encode() if hasattr(row, "text") else b"")
