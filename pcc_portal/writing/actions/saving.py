"""How words get into and out of rows: the shared steps of the actions. Callers hold the lock of the text."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing.actions.texts import revision_of
from pcc_portal.writing.content import Content
from pcc_portal.writing.models import Asset, Block, Revision, Text


@dataclass(frozen=True)
class Saved:
    """The block as it now stands. ``dropped`` says what cleaning left out."""

    block: Block
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BothTexts:
    """Somebody else saved first: what stands (None when the block is gone), and what was refused, side by side."""

    current: Block | None
    refused: Content
    block_id: UUID
    dropped: list[str] = field(default_factory=list)


def settle(
    current: Block,
    mine: Content,
    *,
    base_version: int,
    by: User | None,
    at: datetime,
    dropped: list[str],
) -> Saved | BothTexts:
    """Write ``mine`` if its writer saw what stands, or changed nothing; otherwise give back both."""
    if mine.same_as(Content.of(current)):
        return Saved(current, dropped)
    if base_version != current.version:
        seen = Revision.objects.filter(block_id=current.pk, version=base_version).first()
        if seen and mine.same_as(Content.of(seen)):
            return Saved(current, dropped)
        return BothTexts(current, mine, current.pk, dropped)
    return Saved(write(current, mine, by=by, at=at), dropped)


def write(block: Block, content: Content, *, by: User | None, at: datetime) -> Block:
    """The one place where words change: next version, and its revision."""
    block.kind, block.level, block.html = content.kind, content.level, content.html
    block.caption, block.alt = content.caption, content.alt
    block.version += 1
    block.updated_at, block.updated_by = at, by
    block.save()
    revision_of(block, at=at).save()
    return block


def add(
    text: Text,
    content: Content,
    *,
    position: int,
    by: User | None,
    at: datetime,
    block_id: UUID | None = None,
    version: int = 1,
    asset: Asset | None = None,
) -> Block:
    """Write a new block and its first revision at a free position."""
    block = Block.objects.create(
        id=block_id or uuid4(),
        text=text,
        position=position,
        kind=content.kind,
        level=content.level,
        html=content.html,
        caption=content.caption,
        alt=content.alt,
        asset=asset,
        version=version,
        updated_at=at,
        updated_by=by,
    )
    revision_of(block, at=at).save()
    return block


def put_in_order(blocks: list[Block]) -> None:
    """Give the blocks the positions 0, 1, 2 in this order."""
    changed = []
    for position, block in enumerate(blocks):
        if block.position != position:
            block.position = position
            changed.append(block)
    Block.objects.bulk_update(changed, ["position"])


def drop(block: Block, *, by: User | None, at: datetime) -> None:
    """Delete the row and say so; the caller closes the gap."""
    record(
        "writing.block.removed", subject=block, by=by, at=at, text=str(block.text_id), version=block.version
    )
    Block.objects.filter(pk=block.pk).delete()
