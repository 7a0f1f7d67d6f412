"""Other people's PDFs: really parsed, told about in plain words, and rebuilt without what may not travel.

Run it in a render process (RenderPool.inspect): a file may be made to break its reader.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pypdfium2
from pikepdf import PasswordError, Pdf, PdfError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from pcc_portal.pdf.assemble import Leaf, assemble
from pcc_portal.pdf.cleaning import Cleaned, clean
from pcc_portal.pdf.structure import is_tagged

MOST_OBJECTS = 500_000
WIDEST, HIGHEST = 4_000, 12_000  # pixels of a page picture


class Refused(Exception):
    """The file cannot be taken; the words are fit to show."""

    UNREADABLE: ClassVar[str] = (
        "This file could not be read as a PDF. Save it again as a PDF and upload the new file."
    )
    DAMAGED: ClassVar[str] = "This PDF is damaged beyond repair. Ask for it again."
    LOCKED: ClassVar[str] = "This PDF needs a password to open. Ask for an open copy."


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """The rebuilt file and what is to be said about it.

    With any ``warnings`` a person must look at the page pictures before the file is used. ``removed`` says what
    the rebuilt file lacks. ``sizes`` are points as seen, ``texts`` one string a page.
    """

    pdf: bytes
    pages: int
    warnings: Sequence[str]
    removed: Sequence[str]
    texts: Sequence[str]
    sizes: Sequence[tuple[float, float]]
    tagged: bool
    has_title: bool
    has_lang: bool


def inspect(data: bytes, *, max_bytes: int, max_pages: int) -> Inspection:
    """Parse, clean and read an upload. Raises Refused, and nothing else, whatever the bytes are."""
    _refuse_by_look(data, max_bytes)
    try:
        return _inspected(data, max_pages)
    except Refused:
        raise
    except PasswordError as trouble:
        raise Refused(Refused.LOCKED) from trouble
    except PdfError as trouble:
        raise Refused(Refused.DAMAGED) from trouble
    except Exception as trouble:  # there is no list of what a broken file makes its readers raise
        raise Refused(Refused.UNREADABLE) from trouble


def picture(pdf: bytes, *, page: int, width: int) -> bytes:
    """A PNG of one page (0-based), ``width`` pixels wide. Raises IndexError, or PdfiumError."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        leaf = document[page]
        across, up = leaf.get_size()
        scale = min(min(width, WIDEST) / across, HIGHEST / up)
        out = io.BytesIO()
        leaf.render(scale=scale).to_pil().save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def _refuse_by_look(data: bytes, max_bytes: int) -> None:
    if not data:
        raise Refused("This file is empty.")
    if len(data) > max_bytes:
        raise Refused(f"This file is larger than {max_bytes / 1_000_000:.3g} MB.")
    if not data.startswith(b"%PDF-"):
        raise Refused("This file is not a PDF.")


def _inspected(data: bytes, max_pages: int) -> Inspection:
    with Pdf.open(io.BytesIO(data)) as source:
        _refuse_by_size(source, max_pages)
        locked, claims_tags = source.is_encrypted, is_tagged(source)
    cleaned, repaired = _rebuilt(data, tags=claims_tags)
    texts, sizes, bare, scanned = _read(cleaned.pdf)
    warnings = [
        *(["The file was damaged and has been repaired: parts of it may be missing."] if repaired else []),
        *(["The file carries a password against changing or copying it."] if locked else []),
        *_about(bare, "no text and no picture", "content may be missing"),
        *_about(scanned, "a picture without text", "it can be neither read aloud nor searched"),
        *cleaned.warnings,
        *(["Its tags were damaged and are left out."] if claims_tags and not cleaned.tagged else []),
    ]
    return Inspection(
        pdf=cleaned.pdf,
        pages=len(texts),
        warnings=warnings,
        removed=cleaned.removed,
        texts=texts,
        sizes=sizes,
        tagged=cleaned.tagged,
        has_title=cleaned.has_title,
        has_lang=cleaned.has_lang,
    )


def _rebuilt(data: bytes, *, tags: bool) -> tuple[Cleaned, bool]:
    """The file rebuilt and tried out in an assembly; without its tags where they break it. And whether it was damaged."""
    try:
        with Pdf.open(io.BytesIO(data)) as source:
            cleaned = clean(source, tags=tags)
            assemble([Leaf(key="trial", pdf=cleaned.pdf, pages=len(source.pages))], title="Trial")
            return cleaned, bool(source.get_warnings()) or b"%%EOF" not in data[-1024:]
    except Exception:
        if not tags:
            raise
    return _rebuilt(data, tags=False)


def _refuse_by_size(source: Pdf, max_pages: int) -> None:
    if len(source.objects) > MOST_OBJECTS:
        raise Refused("This PDF is built of too many pieces. Print it to a new PDF and upload that.")
    pages = len(source.pages)
    if not pages:
        raise Refused("This PDF has no pages.")
    if pages > max_pages:
        raise Refused(f"This PDF has {pages} pages; at most {max_pages} are taken.")


def _read(pdf: bytes) -> tuple[list[str], list[tuple[float, float]], list[int], list[int]]:
    """Texts and sizes of all pages, and the 0-based pages that are bare, or pictures only."""
    texts: list[str] = []
    sizes: list[tuple[float, float]] = []
    bare: list[int] = []
    scanned: list[int] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            sizes.append(page.get_size())
            if not texts[-1].strip():
                pictured = any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=4))
                (scanned if pictured else bare).append(number)
            text_page.close()
            page.close()
    finally:
        document.close()
    return texts, sizes, bare, scanned


def _about(pages: list[int], what: str, so: str) -> list[str]:
    if not pages:
        return []
    shown = ", ".join(str(number + 1) for number in pages[:8]) + (" and more" if len(pages) > 8 else "")  # noqa: PLR2004
    return [f"{'Page' if len(pages) == 1 else 'Pages'} {shown}: {what}; {so}."]
