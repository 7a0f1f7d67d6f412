"""Blocks in, page out: the same HTML for the reader, the editor's preview and the printed part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Literal
from uuid import UUID

from pcc_portal.writing import findings, html
from pcc_portal.writing.findings import Finding
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.numbering import Label, number
from pcc_portal.writing.references import written_out

type Mode = Literal["web", "print"]
type Entry = tuple[int, str, str, str]

_LIST_MARKS = ('<ol class="letters" type="a"', '<ol class="romans" type="i"')


@dataclass(frozen=True)
class Rendered:
    """``contents`` holds (level, number, title, anchor) of every heading, in order."""

    html: str
    contents: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def print_address(asset: Asset) -> str:
    """Where a printed part finds the picture: hand the bytes to the part under ``asset.file_name``."""
    return f"part:{asset.file_name}"


def render(
    blocks: Iterable[Block],
    *,
    asset_url: Callable[[Asset], str] = print_address,
    base_level: int = 3,
    id_prefix: str = "",
    mode: Mode = "web",
    labels: dict[UUID, Label] | None = None,
) -> Rendered:
    """All blocks in order, numbered, with references in today's words. Asks the database for nothing.

    Read them with ``text.blocks.to_read()``. A first-level heading becomes ``h{base_level}``. Every block keeps the
    element id ``{id_prefix}b-{uuid}`` on the web and in print, where it becomes a named destination. To draw a piece
    of a text, hand in the ``labels`` of the whole; a piece has no findings of its own.
    """
    ordered = list(blocks)
    whole = labels is None
    labels = number(ordered) if labels is None else labels
    page = _Page(labels, print_address if mode == "print" else asset_url, base_level, id_prefix, mode)
    found = findings.of(ordered, labels) if whole else []
    return Rendered(page.of(ordered), page.contents(ordered), found)


class _Page:
    def __init__(
        self,
        labels: dict[UUID, Label],
        asset_url: Callable[[Asset], str],
        base_level: int,
        id_prefix: str,
        mode: Mode,
    ) -> None:
        self.labels, self.asset_url, self.mode = labels, asset_url, mode
        self.base_level, self.prefix = base_level, id_prefix
        self.noted: set[UUID] = set()
        self.drawn = {
            BlockKind.HEADING: self.heading,
            BlockKind.PARAGRAPH: self.paragraph,
            BlockKind.LIST: self.list,
            BlockKind.TABLE: self.table,
            BlockKind.FIGURE: self.figure,
        }

    def of(self, blocks: Sequence[Block]) -> str:
        out = []
        for kind, group in groupby(in_reading_order(blocks), _grouped):
            if kind == BlockKind.RECOMMENDATION:
                out.append(self.recommendations(list(group)))
            elif kind == BlockKind.NOTE:
                out.append(self.notes(list(group)))
            else:
                out += [self.drawn[BlockKind(block.kind)](block) for block in group]
        return "\n".join(out)

    def contents(self, blocks: Sequence[Block]) -> list[Entry]:
        return [
            (block.level or 1, self.labels[block.id].number, html.words(self.said(block)), self.anchor(block))
            for block in blocks
            if block.kind == BlockKind.HEADING
        ]

    def anchor(self, block: Block) -> str:
        return f"{self.prefix}b-{block.id}"

    def said(self, block: Block) -> str:
        return written_out(block.html, self.labels, id_prefix=self.prefix, noted=self.noted)

    def heading(self, block: Block) -> str:
        name = f"h{min(6, self.base_level + (block.level or 1) - 1)}"
        return f'<{name} id="{self.anchor(block)}">{_shown(self.labels[block.id].number)} {self.said(block)}</{name}>'

    def paragraph(self, block: Block) -> str:
        return f'<p id="{self.anchor(block)}">{self.said(block)}</p>'

    def list(self, block: Block) -> str:
        inner = _marked(self.said(block))
        name = inner[1:3] if inner else "ul"
        return (
            inner.replace(f"<{name}", f'<{name} id="{self.anchor(block)}"', 1) if inner else self.empty(block)
        )

    def table(self, block: Block) -> str:
        anchor = self.anchor(block)
        if not block.html:
            return self.empty(block)
        caption = f'<caption id="{anchor}-c">{self.caption(block)}</caption>'
        table = f"{caption}{_marked(self.said(block))}</table>"
        if self.mode == "print":
            return f'<table id="{anchor}">{table}'
        return (
            f'<div class="scroll" id="{anchor}" role="region" aria-labelledby="{anchor}-c" tabindex="0">'
            f"<table>{table}</div>"
        )

    def figure(self, block: Block) -> str:
        asset = block.asset
        if asset is None:
            return self.empty(block)
        return (
            f'<figure id="{self.anchor(block)}"><img src="{escape(self.asset_url(asset))}" alt="{escape(block.alt)}"'
            f' width="{asset.width}" height="{asset.height}"><figcaption>{self.caption(block)}</figcaption></figure>'
        )

    def recommendations(self, blocks: Sequence[Block]) -> str:
        return f'<ol class="recommendations">{"".join(map(self.recommendation, blocks))}</ol>'

    def recommendation(self, block: Block) -> str:
        label = self.labels[block.id]
        said = _marked(self.said(block))
        body = said if said.startswith(("<p>", "<ol", "<ul")) else f"<p>{said}</p>"
        return f'<li id="{self.anchor(block)}" value="{label.number}"><b>{label.words}</b>{body}</li>'

    def notes(self, blocks: Sequence[Block]) -> str:
        """At the end, with a way back where there is something to press."""
        name, anchor = f"h{min(6, self.base_level)}", f"{self.anchor(blocks[0])}-notes"
        items = "".join(map(self.note, blocks))
        return (
            f'<section class="notes" role="doc-endnotes" aria-labelledby="{anchor}">'
            f'<{name} id="{anchor}">Notes</{name}><ol>{items}</ol></section>'
        )

    def note(self, block: Block) -> str:
        label = self.labels[block.id]
        back = ""
        if self.mode == "web" and block.id in self.noted:
            back = (
                f' <a href="#{self.prefix}r-{block.id}" role="doc-backlink"'
                f' aria-label="Back to where {label.words} is referred to">Back</a>'
            )
        return f'<li id="{self.anchor(block)}" value="{label.number}">{self.said(block)}{back}</li>'

    def caption(self, block: Block) -> str:
        words = self.labels[block.id].words
        return f"{words}: {escape(block.caption)}" if block.caption else words

    def empty(self, block: Block) -> str:
        """Nothing to show, but what points here still arrives."""
        return f'<p id="{self.anchor(block)}"></p>'


def in_reading_order(blocks: Sequence[Block]) -> list[Block]:
    """As a reader meets them: the notes after all the rest."""
    return sorted(blocks, key=lambda block: block.kind == BlockKind.NOTE)


def _grouped(block: Block) -> str:
    """What is drawn as one list, by its kind."""
    return block.kind if block.kind in {BlockKind.RECOMMENDATION, BlockKind.NOTE} else ""


def _shown(number: str) -> str:
    """First-level numbers carry a point, as in print: "3." but "3.1" and "a)"."""
    return f"{number}." if number.isdecimal() else number


def _marked(inner: str) -> str:
    """Ordered lists say how they count: a) outside, i) inside, also to those who do not see the style sheet."""
    if "<ol" not in inner:
        return inner
    head, *rest = inner.split("<ol")
    out, depth = head, head.count("</ol>") * -1
    for piece in rest:
        out += _LIST_MARKS[min(max(depth, 0), 1)] + piece
        depth += 1 - piece.count("</ol>")
    return out
