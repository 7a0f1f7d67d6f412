"""Cuts the HTML of a section into blocks that keep their ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bs4 import Tag
from bs4.element import PageElement

from pcc_portal.writing import dropping, safe
from pcc_portal.writing.html import shaped
from pcc_portal.writing.kinds import BlockKind

# The editor writes a first-level heading as h2, since the page has its own h1. Imported h1 counts as the same.
LEVELS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
TAGS = {1: "h2", 2: "h3", 3: "h4"}
_KINDS = {
    "ol": BlockKind.LIST,
    "ul": BlockKind.LIST,
    "table": BlockKind.TABLE,
    "figure": BlockKind.FIGURE,
    "blockquote": BlockKind.RECOMMENDATION,
    **dict.fromkeys(LEVELS, BlockKind.HEADING),
}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One top-level element. ``id`` is the block it says it is, or None for a new one."""

    id: UUID | None
    kind: BlockKind
    level: int | None
    html: str


def cut(html: str) -> tuple[list[Piece], list[str]]:
    """The pieces in order, and what was left out, in words. An id is believed once: a split paragraph is two blocks."""
    pieces: list[Piece] = []
    seen: set[UUID] = set()
    for tag in _top_level(safe.tree(html)):
        given = str(tag.get("data-id") or "")
        kind = _KINDS.get(tag.name, BlockKind.PARAGRAPH)
        if tag.name == "aside" and given:  # ours has an id; one that was pasted is words beside the point
            kind = BlockKind.NOTE
        known = UUID(given) if given and UUID(given) not in seen else None
        inner = shaped(tag, kind)
        if not _is_kept(kind, known, inner):
            continue
        if known:
            seen.add(known)
        pieces.append(Piece(id=known, kind=kind, level=LEVELS.get(tag.name), html=inner))
    return pieces, dropping.what(html)


def _is_kept(kind: BlockKind, known: UUID | None, inner: str) -> bool:
    """Blank lines are no blocks; a heading being retyped stays, and a figure has no words."""
    return bool(inner) or (kind in {BlockKind.HEADING, BlockKind.FIGURE} and known is not None)


def _top_level(root: Tag) -> Iterator[Tag]:
    """Elements at the top, boxes opened, loose words gathered into paragraphs."""
    loose: list[PageElement] = []
    for child in list(root.children):
        if isinstance(child, Tag) and child.name in safe.BLOCKS:
            yield from _gathered(loose)
            loose = []
            yield from _top_level(child) if child.name == "div" else [child]
        elif loose or not safe.is_blank(child):
            loose.append(child)
    yield from _gathered(loose)


def _gathered(nodes: list[PageElement]) -> Iterator[Tag]:
    if nodes:
        paragraph = Tag(name="p")
        paragraph.extend(nodes)
        yield paragraph
