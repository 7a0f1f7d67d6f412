"""Let something out to the public, and take it back: the only writers of the release tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection, models, transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents import chain, stores
from pcc_portal.documents.models import Release, ReleasedFile, ReleasedText

_CHAIN_LOCK = 7_241_002


@dataclass(frozen=True)
class Content:
    """What is let out: clean HTML with its contents list and pages, bytes, pictures."""

    html: str = ""
    contents: Sequence[Any] = ()
    pages: Sequence[Any] = ()
    data: bytes = b""
    suffix: str = ""
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return stores.sha256(self.data) if self.data else stores.sha256(self.html.encode())


@transaction.atomic
def release(
    kind: str,
    *,
    subject: models.Model,
    collection: str,
    title: str,
    rule: str,
    content: Content,
    by: User,
    at: datetime,
    position: int = 0,
    on: date | None = None,
    facts: Mapping[str, Any] | None = None,
    seconded_by: User | None = None,
) -> Release:
    """Freeze one thing for the public; what was live of the same kind and subject is superseded, never altered.

    The caller has checked the rule it names. Bytes go to the public store first: if the transaction fails they
    are bytes without an address.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    same = Release.objects.filter(kind=kind, subject_id=str(subject.pk))
    same.live().update(superseded_at=at)
    version = (same.aggregate(last=models.Max("version"))["last"] or 0) + 1
    previous = Release.objects.order_by("-pk").values_list("chain_hash", flat=True).first() or ""
    row = Release(
        kind=kind,
        subject_id=str(subject.pk),
        collection=collection,
        position=position,
        version=version,
        title=title,
        on=on,
        facts=dict(facts or {}),
        store_key=stores.put(content.data, store=stores.PUBLIC, folder="releases", suffix=content.suffix)
        if content.data
        else "",
        size=len(content.data) or len(content.html),
        sha256=content.sha256,
        previous_hash=previous,
        rule=rule,
        released_at=at,
        released_by=by,
        seconded_by=seconded_by,
    )
    row.chain_hash = chain.link(row)
    row.save(force_insert=True)
    if content.html:
        ReleasedText.objects.create(
            release=row, html=content.html, contents=list(content.contents), pages=list(content.pages)
        )
    ReleasedFile.objects.bulk_create(
        ReleasedFile(
            release=row,
            name=name,
            media_type=kind_of,
            store_key=stores.put(data, store=stores.PUBLIC, folder="pictures"),
        )
        for name, (kind_of, data) in content.files.items()
    )
    return row


@transaction.atomic
def withdraw(row: Release, *, by: User, at: datetime, reason: str) -> Release:
    """Take a release back, with a reason the public may read. Everything that reads releases follows at once.

    Its words, bytes and pictures are evidence from now on: they go to the private store, and leave the public tables
    at once and the public store when this commits. Withdrawn twice, the first moment and reason stand.
    """
    row = Release.objects.select_for_update().get(pk=row.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = at, by, reason
    files = list(row.files.all())
    everything: list[Release | ReleasedFile] = [row, *files]
    for held in everything:
        if held.store_key and held.store == stores.PUBLIC:
            stores.hold_back(held.store_key)
            held.store = stores.PRIVATE
    if not row.store_key and hasattr(
        row, "text"
    ):  # the hash of a text is that of its bytes: the chain goes on holding
        html = row.text.html.encode()
        row.store_key, row.store = stores.put(html, folder="evidence", suffix=".html"), stores.PRIVATE
        ReleasedText.objects.filter(release=row).update(html="", contents=[], pages=[])
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "store", "store_key"])
    ReleasedFile.objects.bulk_update(files, ["store"])
    transaction.on_commit(partial(clear_away, row), robust=True)
    record("documents.release.withdrawn", subject=row, by=by, at=at, thread=row.collection, reason=reason)
    return row


def clear_away(row: Release) -> None:
    """Nothing of a withdrawn release stays in the public store. Again and again does no harm, and reaches late what was
    drawn of it at the very moment of the withdrawal."""
    everything: list[Release | ReleasedFile] = [row, *row.files.all()]
    for held in everything:
        if held.store_key and held.store == stores.PRIVATE:
            stores.forget(held.store_key, store=stores.PUBLIC)
