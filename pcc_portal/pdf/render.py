"""One part through WeasyPrint. Imported by the render process only."""

import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Self

from PIL import Image
from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from pcc_portal.pdf import tags
from pcc_portal.pdf.fetch import ClosedFetcher
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import Part, Rendered

VARIANT = "pdf/ua-1"
POINTS = 0.75  # of a CSS pixel
NOTES = 50
BASE = "part:"  # relative addresses lead nowhere, without an error

# Pillow refuses pictures of more than twice this many pixels.
Image.MAX_IMAGE_PIXELS = 50_000_000


def render(part: Part) -> Rendered:
    """Lay the part out and write it as PDF/UA-1. Raises whatever WeasyPrint raises."""
    fetcher = ClosedFetcher(part.assets)
    # Before notes are taken: what a house style sheet says to browsers only is no news of this part.
    look = (_parsed if _OWN_STYLE.search(part.html) else _kept)(part.stylesheets)
    with _Notes() as notes:
        document = HTML(string=part.html, base_url=BASE, url_fetcher=fetcher).render(
            stylesheets=look.sheets, font_config=look.faces, counter_style=look.counters, pdf_variant=VARIANT
        )
        _forget(document)
        mark = sha256(part.html.encode()).hexdigest()[:12]
        pdf = document.write_pdf(pdf_variant=VARIANT, finisher=lambda _, pdf: tags.tidy(pdf, mark))
    return Rendered(
        pdf=pdf,
        pages=len(document.pages),
        anchors=_anchors(document),
        sizes=tuple((page.width * POINTS, page.height * POINTS) for page in document.pages),
        notes=tuple(notes.words),
    )


@dataclass(frozen=True)
class _Look:
    """Style sheets as parsed, and the fonts and counters that they brought."""

    sheets: list[CSS]
    faces: FontConfiguration
    counters: CounterStyle


def _parsed(texts: tuple[str, ...]) -> _Look:
    fetcher, faces, counters = ClosedFetcher({}), FontConfiguration(), CounterStyle()
    sheets = [
        CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=faces, counter_style=counters)
        for text in (font_css(), *texts)
    ]
    return _Look(sheets, faces, counters)


# Parsing takes 20 ms, a fifth of a short paper. Parts with a style of their own, which would add to what is kept,
# never share it.
_kept = lru_cache(maxsize=4)(_parsed)
_OWN_STYLE = re.compile(r"<(style|link)\b", re.IGNORECASE)


def _forget(document: Document) -> None:
    """Drop attachments and all metadata but title and language: no file and no person travels in a part."""
    kept = document.metadata
    document.metadata = type(kept)(title=kept.title, lang=kept.lang)
    for page in document.pages:
        page.links = [link for link in page.links if link[0] != "attachment"]


def _anchors(document: Document) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            places.setdefault(name, number)
    return places


class _Notes(logging.Handler):
    """What WeasyPrint complained of while a part was rendered: missing figures, dead links."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.words) < NOTES:
            self.words.append(record.getMessage()[:300])

    def __enter__(self) -> Self:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)
