"""Begin, copy and lock a text."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block, ProofAnswer, Revision, Text


class TextLocked(Exception):
    """Somebody wrote to a text that was issued or signed."""

    def __init__(self) -> None:
        super().__init__("This text is locked: it was issued or signed. Make a new version to change it.")


def open_for_writing(text: Text) -> Text:
    """The text with its row locked until the end of the transaction. Raises TextLocked."""
    held = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    if held.is_locked:
        raise TextLocked
    return held


def held(block: Block) -> Block | None:
    """The block as it stands now, or None when it is gone, with its text's row and then its own locked: one query.

    An autosave asks for it, which comes every second of a meeting. Raises TextLocked.
    """
    rows = Block.objects.select_for_update(of=("text", "self"), no_key=True).select_related("text")
    found = rows.filter(pk=block.pk).first()
    if found is None:
        open_for_writing(block.text)
    elif found.text.is_locked:
        raise TextLocked
    return found


@transaction.atomic
def create(*, kind: str, by: User | None, at: datetime) -> Text:
    """An empty text."""
    text = Text.objects.create(kind=kind)
    record("writing.text.created", subject=text, by=by, at=at, text_kind=str(kind))
    return text


@transaction.atomic
def lock(text: Text, *, by: User | None, at: datetime) -> Text:
    """From now on nobody can change it. Locking twice keeps the first moment."""
    held = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
    if held.is_locked:
        return held
    held.locked_at = at
    held.save(update_fields=["locked_at"])
    record("writing.text.locked", subject=held, by=by, at=at)
    return held


@transaction.atomic
def copy(text: Text, *, by: User | None, at: datetime) -> Text:
    """A new open text that says the same: blocks get ids of their own, and references follow them."""
    twin = Text.objects.create(kind=text.kind)
    pictures = {asset.pk: _copied_asset(asset, twin) for asset in text.assets.all()}
    blocks = list(text.blocks.order_by("position"))
    ids = {block.pk: uuid4() for block in blocks}
    Block.objects.bulk_create(
        Block(
            id=ids[block.pk],
            text=twin,
            position=position,
            kind=block.kind,
            level=block.level,
            html=repointed(block.html, ids),
            caption=block.caption,
            alt=block.alt,
            asset=pictures[block.asset_id] if block.asset_id else None,
            updated_at=at,
            updated_by=by,
        )
        for position, block in enumerate(blocks)
    )
    Revision.objects.bulk_create(revision_of(block, at=at) for block in twin.blocks.all())
    answers = ProofAnswer.objects.filter(text=text)
    ProofAnswer.objects.bulk_create(
        ProofAnswer(
            text=twin, name=a.name, fingerprint=a.fingerprint, reason=a.reason, by_id=a.by_id, at=a.at
        )
        for a in answers
    )
    record("writing.text.copied", subject=twin, by=by, at=at, of=str(text.pk))
    return twin


@transaction.atomic
def fill(text: Text, words: Sequence[str], *, by: User | None, at: datetime) -> list[Block]:
    """Paragraphs into an empty text, all at once and in this order; clean HTML, as the caller has seen to. Raises TextLocked."""
    text = open_for_writing(text)
    blocks = [
        Block(
            id=uuid4(),
            text=text,
            position=place,
            kind=BlockKind.PARAGRAPH,
            html=html,
            updated_at=at,
            updated_by=by,
        )
        for place, html in enumerate(words)
    ]
    Block.objects.bulk_create(blocks, batch_size=1_000)
    Revision.objects.bulk_create([revision_of(block, at=at) for block in blocks], batch_size=1_000)
    record("writing.text.filled", subject=text, by=by, at=at, blocks=len(blocks))
    return blocks


def revision_of(block: Block, *, at: datetime) -> Revision:
    """The block as it stands, for its history."""
    return Revision(
        block_id=block.pk,
        text_id=block.text_id,
        version=block.version,
        kind=block.kind,
        level=block.level,
        html=block.html,
        caption=block.caption,
        alt=block.alt,
        asset_id=block.asset_id,
        by_id=block.updated_by_id,
        at=at,
    )


def _copied_asset(asset: Asset, twin: Text) -> Asset:
    """A row of its own over the same stored bytes, which are never changed."""
    return Asset.objects.create(
        text=twin,
        name=asset.name,
        media_type=asset.media_type,
        sha256=asset.sha256,
        file=asset.file.name,
        width=asset.width,
        height=asset.height,
        made_here=asset.made_here,
    )


def repointed(html: str, ids: Mapping[UUID, UUID]) -> str:
    """References to these blocks lead to their twins."""

    def new(found: re.Match[str]) -> str:
        return f'data-ref="{ids.get(UUID(found[1]), UUID(found[1]))}"'

    return re.sub(r'data-ref="([0-9a-f-]{36})"', new, html) if "data-ref" in html else html
