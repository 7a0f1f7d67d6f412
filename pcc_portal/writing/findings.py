"""What is not yet right in a text: quiet flags while people write, a stop when the text is to be issued."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Text
from pcc_portal.writing.numbering import Label, number
from pcc_portal.writing.references import targets


@dataclass(frozen=True)
class Finding:
    """``message`` is fit to show; ``blocks_release`` says whether the text can be issued with it."""

    block_id: UUID | None
    check: str
    message: str
    blocks_release: bool = True


def findings(text: Text) -> list[Finding]:
    """The findings of a text as it stands: two queries at most."""
    return of(list(text.blocks.to_read()))


def of(blocks: Sequence[Block], labels: dict[UUID, Label] | None = None) -> list[Finding]:
    """The findings of blocks that are already read, in reading order."""
    if not any(block.html or block.kind == BlockKind.FIGURE for block in blocks):
        return [Finding(None, "empty", "Nothing is written yet.")]
    labels = number(blocks) if labels is None else labels
    found = []
    level = 0
    notes = any(block.kind == BlockKind.NOTE for block in blocks)
    referred = {target for block in blocks for target in targets(block.html)} if notes else set()
    for block in blocks:
        found += list(_about(block, labels, level))
        if block.kind == BlockKind.NOTE and block.id not in referred:
            message = f"{labels[block.id].words} is referred to nowhere in the text."
            found.append(Finding(block.id, "note_unused", message, blocks_release=False))
        if block.kind == BlockKind.HEADING:
            level = block.level or level
    return found


def _about(block: Block, labels: dict[UUID, Label], level_before: int) -> Iterator[Finding]:
    name = labels[block.id].words if block.id in labels else "this paragraph"
    if any(target not in labels for target in targets(block.html)):
        yield Finding(
            block.id, "reference_missing", f"A reference in {name} leads to something that is gone."
        )
    match block.kind:
        case BlockKind.HEADING:
            yield from _about_heading(block, name, level_before)
        case BlockKind.FIGURE:
            if not block.alt.strip():
                message = f"{name} has no text alternative for those who cannot see it."
                yield Finding(block.id, "alternative_missing", message)
        case BlockKind.TABLE:
            if "<thead>" not in block.html:
                yield Finding(block.id, "header_missing", f"{name} has no heading row.")
    if block.kind in {BlockKind.FIGURE, BlockKind.TABLE} and not block.caption.strip():
        yield Finding(block.id, "caption_missing", f"{name} has no caption.")


def _about_heading(block: Block, name: str, level_before: int) -> Iterator[Finding]:
    if not block.html:
        yield Finding(block.id, "heading_empty", f"The heading of {name} has no words.")
    if (block.level or 1) > level_before + 1:
        message = f"The heading of {name} skips a level: screen readers will look for the one between."
        yield Finding(block.id, "level_skipped", message)
