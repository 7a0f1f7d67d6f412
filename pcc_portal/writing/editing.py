"""Blocks as the rich editor takes them: top-level elements that carry their ids."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from uuid import UUID

from pcc_portal.writing.cutting import TAGS
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.numbering import Label
from pcc_portal.writing.references import for_editing


def source(
    blocks: Iterable[Block], labels: Mapping[UUID, Label], *, asset_url: Callable[[Asset], str]
) -> str:
    """What the editor of a section begins with; ``cutting.cut`` is its way back."""
    return "".join(element(block, labels, asset_url=asset_url) for block in blocks)


def element(block: Block, labels: Mapping[UUID, Label], *, asset_url: Callable[[Asset], str]) -> str:
    """One block."""
    said = for_editing(block.html, labels)
    mark = f'data-id="{block.pk}"'
    match block.kind:
        case BlockKind.HEADING:
            tag = TAGS[block.level or 1]
            return f"<{tag} {mark}>{said}</{tag}>"
        case BlockKind.LIST:
            name = said[1:3] or "ul"
            return said.replace(f"<{name}", f"<{name} {mark}", 1)
        case BlockKind.TABLE:
            return f"<table {mark}>{said}</table>"
        case BlockKind.FIGURE:
            return _figure(block, labels, mark, asset_url)
        case BlockKind.RECOMMENDATION:
            inner = said if said.startswith(("<p>", "<ol", "<ul")) else f"<p>{said}</p>"
            return f"<blockquote {mark}>{inner}</blockquote>"
    name = "aside" if block.kind == BlockKind.NOTE else "p"
    return f"<{name} {mark}>{said}</{name}>"


def _figure(block: Block, labels: Mapping[UUID, Label], mark: str, asset_url: Callable[[Asset], str]) -> str:
    words = labels[block.pk].words if block.pk in labels else "Figure"
    caption = escape(f"{words}: {block.caption}")
    picture = escape(asset_url(block.asset)) if block.asset else ""
    return f'<figure {mark} data-words="{caption}"><img src="{picture}" alt="{escape(block.alt)}"></figure>'
