"""From an agenda to the parts of a pack: each paper's HTML without page numbers, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string

from pcc_portal.documents import stores
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.queries import Agenda, Line, Sheet
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import Part
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.rendering import render

CSS = Path("css/pack.css")

type Issued = Mapping[str, tuple[str, str]]
NONE_ISSUED: Issued = MappingProxyType({})


@cache
def stylesheet() -> str:
    return (settings.BASE_DIR / "static" / CSS).read_text(encoding="utf-8")


@dataclass
class Source:
    """One paper of the pack: HTML to be laid out, or the clean bytes of an uploaded file."""

    line: Line
    sheet: Sheet
    part: Part | None = None
    data: bytes = b""
    pages: int = 0
    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    assets: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Unique in the pack, and the name of its destination."""
        return f"p{self.sheet.paper.pk.hex}"

    @property
    def title(self) -> str:
        return self.sheet.title

    @property
    def place(self) -> str:
        """Item and appendix: stamped like the page number, so that a new order lays no paper out again."""
        letter = f", Appendix {self.sheet.letter}" if self.sheet.letter else ""
        late = self.sheet.paper.supplement
        return f"item {self.line.number}{letter}{f', supplement {late.number}' if late else ''}"

    @property
    def withheld(self) -> str:
        return self.sheet.exemption.not_for_publication if self.sheet.exemption else ""


def sources(agenda: Agenda, *, private: bool, issued: Issued = NONE_ISSUED) -> list[Source]:
    """The papers to print, open or exempt, never both: the public pack is built from the open ones alone.

    Blocks and pictures of all papers come in two queries; a lazy one would raise. ``issued`` are the page ranges that
    are out, by ``Source.key``: the cover of a correction names the pages that it puts right.
    """
    chosen = [
        (line, sheet) for line, sheet in agenda.sheets() if sheet.is_printed and sheet.is_private == private
    ]
    blocks = _blocks([sheet.paper.text_id for _, sheet in chosen if sheet.paper.text_id])
    return [_source(agenda.meeting, line, sheet, blocks, issued) for line, sheet in chosen]


def _blocks(text_ids: Iterable[Any]) -> dict[Any, list[Block]]:
    found: dict[Any, list[Block]] = {}
    rows = Block.objects.filter(text__in=list(text_ids)).to_read().fetch_mode(models.FETCH_RAISE)
    for block in rows.order_by("text_id", "position"):
        found.setdefault(block.text_id, []).append(block)
    return found


def _source(
    meeting: Meeting, line: Line, sheet: Sheet, blocks: dict[Any, list[Block]], issued: Issued
) -> Source:
    paper = sheet.paper
    if paper.version is not None:
        data = stores.get(paper.version.clean_key)
        return Source(line, sheet, data=data, pages=paper.version.pages, texts=list(paper.version.page_texts))
    own = blocks.get(paper.text_id, [])
    pictures = {b.asset.file_name: (b.asset.media_type, _bytes(b.asset)) for b in own if b.asset is not None}
    part = Part(
        title=sheet.title,
        html=render_to_string("print/meetings/paper_v1.html", paper_context(meeting, sheet, own, issued)),
        stylesheets=(font_css(), stylesheet()),
        assets={name: data for name, (_, data) in pictures.items()},
    )
    return Source(line, sheet, part=part, blocks=own, assets=pictures)


def _bytes(asset: Asset) -> bytes:
    with asset.file.open("rb") as file:
        return bytes(file.read())


def paper_context(
    meeting: Meeting, sheet: Sheet, blocks: list[Block], issued: Issued = NONE_ISSUED
) -> dict[str, Any]:
    """What the printed paper shows: its cover and its blocks, and nothing that changes with the order of the agenda."""
    corrected = sheet.paper.replaces
    return {
        "corrected": corrected,
        "corrected_pages": issued.get(f"p{corrected.pk.hex}") if corrected else None,
        "meeting": meeting,
        "body": meeting.body,
        "paper": sheet.paper,
        "document": sheet.paper.document,
        "text": render(blocks, base_level=2, mode="print").html,
    }
