"""A report that comes from its author as a PDF: made as an office would make it, then taken in like any upload."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from demo.loading.county import AUTHORS, County
from demo.loading.texts import Row
from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import documents
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing import press
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import Part
from pcc_portal.writing import pictures
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.rendering import render

STYLES = Path(__file__).with_name("report.css")


def bring_in(
    paper: Paper, made: Sequence[Row], county: County, *, author: str, written: datetime, seen: datetime
) -> Paper:
    """Attached by its sender, read by the real inspection, its page pictures confirmed by the clerk."""
    original = _pdf(paper, made, author)
    found = press.pool().inspect(
        original, max_bytes=settings.UPLOAD_MAX_BYTES, max_pages=settings.UPLOAD_MAX_PAGES
    )
    name = f"{paper.public_title.lower().replace(' ', '-')}.pdf"
    sender: User = county.sender(author)
    version = papers.attach(
        paper, filename=name, original=original, found=found, is_scanned=False, by=sender, at=written
    )
    documents.confirm(version, by=county.clerk, at=seen)
    return paper


def _pdf(paper: Paper, made: Sequence[Row], author: str) -> bytes:
    """The report as its author's own office lays it out: tagged, with a title and a language, without page numbers."""
    blocks, drawings = [], {}
    for position, row in enumerate(made):
        block = Block(
            id=row.id,
            position=position,
            kind=row.kind,
            level=row.level,
            html=row.html,
            caption=row.caption,
            alt=row.alt,
        )
        if row.drawing:
            block.asset, drawing = _asset(row)
            drawings[block.asset.file_name] = drawing
        blocks.append(block)
    known = AUTHORS[author]
    context = {
        "paper": paper,
        "author": f"{known.given} {known.family}",
        "text": render(blocks, base_level=2, mode="print").html,
    }
    html = render_to_string("demo/report.html", context)
    sheets = (font_css(), STYLES.read_text(encoding="utf-8"))
    part = Part(title=paper.public_title, html=html, stylesheets=sheets, assets=drawings)
    return press.pool().render(part).pdf


def _asset(row: Row) -> tuple[Asset, bytes]:
    """A picture that is printed and never stored."""
    picture = pictures.drawing(row.drawing)
    asset = Asset(name=row.caption, media_type=picture.media_type, width=picture.width, height=picture.height)
    return asset, picture.content
