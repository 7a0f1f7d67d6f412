"""Sections of a text: a heading and what follows it, up to the next heading of any level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block


@dataclass
class Section:
    """``heading`` is None for what stands before the first heading."""

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)

    @property
    def key(self) -> str:
        """How addresses name it."""
        return str(self.heading.pk) if self.heading else "start"


def sections(blocks: Sequence[Block]) -> list[Section]:
    """All sections in order; the one before the first heading only if it holds something or nothing else is there."""
    found = [Section(None)]
    for block in blocks:
        if block.kind == BlockKind.HEADING:
            found.append(Section(block))
        found[-1].blocks.append(block)
    return found if found[0].blocks or len(found) == 1 else found[1:]


def blocks_of(blocks: Sequence[Block], heading: UUID | None) -> list[Block]:
    """The blocks of one section, its heading first; all of the text when that heading is gone."""
    for section in sections(blocks):
        if (section.heading.pk if section.heading else None) == heading:
            return section.blocks
    return list(blocks) if heading else []


def merged(standing: Sequence[Block], mine: Sequence[Block], *, after: Block | None) -> list[Block]:
    """The order of the whole text when ``mine`` stand together in their order.

    Blocks of others that stood between them stay behind the block they stood behind. New words without any
    neighbour go after ``after``, or first.
    """
    own = {block.pk for block in mine}
    places = [index for index, block in enumerate(standing) if block.pk in own]
    if not places:
        cut = next((i + 1 for i, block in enumerate(standing) if after and block.pk == after.pk), 0)
        return [*standing[:cut], *mine, *standing[cut:]]
    behind: dict[UUID | None, list[Block]] = {}
    neighbour: UUID | None = None
    for block in standing[places[0] : places[-1] + 1]:
        if block.pk in own:
            neighbour = block.pk
        else:
            behind.setdefault(neighbour, []).append(block)
    middle = [b for block in mine for b in (block, *behind.get(block.pk, []))]
    return [*standing[: places[0]], *middle, *standing[places[-1] + 1 :]]
