"""Blocks as the desk names and shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pcc_portal.writing.desk.model import Desk
from pcc_portal.writing.html import words
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Revision
from pcc_portal.writing.numbering import Label
from pcc_portal.writing.references import written_out
from pcc_portal.writing.rendering import render

_SHORT = 60


@dataclass(frozen=True)
class Shown:
    """``title`` names the block in a sentence; ``url`` is where it is changed."""

    block: Block
    title: str
    url: str
    reading: str = ""

    @property
    def anchor(self) -> str:
        return f"b-{self.block.pk}"


@dataclass(frozen=True)
class Reference:
    """Something one can refer to."""

    id: str
    words: str
    title: str


def shown(block: Block, labels: dict[UUID, Label], desk: Desk, *, drawn: bool = False) -> Shown:
    """The block with its name; drawn as it is read where that is asked for."""
    reading = render([block], labels=labels, asset_url=desk.asset_url, base_level=2).html if drawn else ""
    return Shown(block, _title(block, labels), desk.block_url(block), reading)


def references(blocks: Sequence[Block], labels: dict[UUID, Label]) -> list[Reference]:
    """Every block that has a number, in order."""
    return [
        Reference(str(block.pk), labels[block.pk].inline, _said(block, labels))
        for block in blocks
        if block.pk in labels
    ]


def as_block(revision: Revision, *, with_number: bool = True) -> Block:
    """A block as it once was, to be drawn; a heading by itself is drawn as plain words, without the number of today."""
    is_plain = revision.kind == BlockKind.HEADING and not with_number
    return Block(
        id=revision.block_id,
        kind=BlockKind.PARAGRAPH if is_plain else revision.kind,
        level=None if is_plain else revision.level,
        html=revision.html,
        caption=revision.caption,
        alt=revision.alt,
        asset=revision.asset,
    )


def _title(block: Block, labels: dict[UUID, Label]) -> str:
    said = _said(block, labels)
    label = labels.get(block.pk)
    if block.kind == BlockKind.HEADING and label:
        return f"{label.number} {said}".strip()
    if label:
        return f"{label.words}: {said}" if said else label.words
    return f"{block.get_kind_display()}: {said}" if said else f"Empty {block.get_kind_display().lower()}"


def _said(block: Block, labels: dict[UUID, Label]) -> str:
    if block.kind in {BlockKind.TABLE, BlockKind.FIGURE}:
        return block.caption
    said = words(written_out(block.html, labels))
    return said if len(said) <= _SHORT else f"{said[:_SHORT].rsplit(' ', 1)[0]} …"
