"""Add, move, remove and save single blocks. A save never overwrites what its writer has not seen."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import F

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing.actions.saving import BothTexts, Saved, add, drop, put_in_order, settle
from pcc_portal.writing.actions.texts import held, open_for_writing
from pcc_portal.writing.content import Content
from pcc_portal.writing.html import clean
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block, Text

__all__ = ["BothTexts", "Saved", "append", "change_kind", "insert", "move", "remove", "save_block"]


class KindFixed(ValueError):
    """A table or a figure was asked to become words, or words to become one."""

    def __init__(self) -> None:
        super().__init__("A figure or a table stays what it is. Remove it, and add what you want instead.")


@transaction.atomic
def save_block(
    block: Block,
    *,
    base_version: int,
    html: str,
    by: User | None,
    at: datetime,
    caption: str | None = None,
    alt: str | None = None,
    level: int | None = None,
) -> Saved | BothTexts:
    """Save what was typed over ``base_version``. What is left out besides the words is kept. Raises TextLocked."""
    current = held(block)
    cleaned = clean(html, block.kind)
    known = current or block
    mine = Content(
        kind=known.kind,
        level=known.level if level is None else level,
        html=cleaned.html if known.kind == block.kind else clean(html, known.kind).html,
        caption=known.caption if caption is None else caption.strip(),
        alt=known.alt if alt is None else alt.strip(),
    )
    if current is None:
        return BothTexts(None, mine, block.pk, cleaned.dropped)
    return settle(current, mine, base_version=base_version, by=by, at=at, dropped=cleaned.dropped)


@transaction.atomic
def change_kind(
    block: Block, *, kind: str, by: User | None, at: datetime, base_version: int, level: int | None = None
) -> Saved | BothTexts:
    """Make a paragraph a heading, a list or a recommendation, keeping its words and its id. Raises TextLocked."""
    open_for_writing(block.text)
    current = Block.objects.get(pk=block.pk)
    fixed = {BlockKind.FIGURE, BlockKind.TABLE}
    if kind != current.kind and (kind in fixed or current.kind in fixed):
        raise KindFixed
    level = (level or 1) if kind == BlockKind.HEADING else None
    mine = Content(kind=kind, level=level, html=clean(current.html, kind).html)
    return settle(current, mine, base_version=base_version, by=by, at=at, dropped=[])


@transaction.atomic
def insert(
    text: Text,
    *,
    after: Block | None,
    kind: str,
    by: User | None,
    at: datetime,
    level: int | None = None,
    html: str = "",
    caption: str = "",
    alt: str = "",
    asset: Asset | None = None,
) -> Block:
    """A new block after another one, or first. Raises TextLocked."""
    open_for_writing(text)
    position = Block.objects.get(pk=after.pk, text=text).position + 1 if after else 0
    text.blocks.filter(position__gte=position).update(position=F("position") + 1)
    content = Content(kind=kind, level=level, html=clean(html, kind).html, caption=caption, alt=alt)
    block = add(text, content, position=position, by=by, at=at, asset=asset)
    record("writing.block.created", subject=block, by=by, at=at, text=str(text.pk), block_kind=str(kind))
    return block


@transaction.atomic
def append(
    text: Text,
    *,
    kind: str,
    by: User | None,
    at: datetime,
    level: int | None = None,
    html: str = "",
    caption: str = "",
    alt: str = "",
    asset: Asset | None = None,
) -> Block:
    """A new block at the end. Raises TextLocked."""
    open_for_writing(text)
    last = text.blocks.order_by("position").last()
    return insert(
        text,
        after=last,
        kind=kind,
        by=by,
        at=at,
        level=level,
        html=html,
        caption=caption,
        alt=alt,
        asset=asset,
    )


@transaction.atomic
def move(block: Block, *, to: Literal["up", "down"], by: User | None, at: datetime) -> Block:
    """Change places with the block before or after; at the edge nothing happens. Raises TextLocked."""
    open_for_writing(block.text)
    order = list(Block.objects.filter(text=block.text_id).order_by("position"))
    here = next(index for index, other in enumerate(order) if other.pk == block.pk)
    there = here + (-1 if to == "up" else 1)
    if not 0 <= there < len(order):
        return order[here]
    order[here], order[there] = order[there], order[here]
    put_in_order(order)
    record("writing.block.moved", subject=block, by=by, at=at, text=str(block.text_id), to=to)
    return order[there]


@transaction.atomic
def remove(block: Block, *, by: User | None, at: datetime) -> None:
    """Take a block out of its text; its revisions keep the words, and what was after it closes up. Raises TextLocked."""
    text = open_for_writing(block.text)
    if current := Block.objects.filter(pk=block.pk).first():
        drop(current, by=by, at=at)
        put_in_order(list(text.blocks.order_by("position")))
