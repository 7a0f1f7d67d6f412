"""Look for a word in everything of a meeting that the public can be sent, and in the members' file to show that it can be found."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2

from pcc_portal.documents import stores
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.models import Meeting

WORD = "Millrace"  # of the complaint that the last meeting heard without the public


@dataclass(frozen=True)
class Searched:
    """One thing that was gone through, how much of it, and whether the word is there."""

    what: str
    size: int
    found: bool


def public(meeting: Meeting, word: str) -> list[Searched]:
    """Every live release of the meeting: titles, facts, page, the text kept for search, file."""
    rows = Release.objects.live().filter(collection=meeting.ref).select_related("text")
    return [_in_release(row, word) for row in rows.order_by("position", "pk")]


def members(meeting: Meeting, word: str) -> list[Searched]:
    """The members' pack, by the same search."""
    rows = Withheld.objects.live().filter(collection=meeting.ref, kind="meetings.pack")
    return [
        Searched("The members’ pack", row.size, _holds(_pieces(stores.get(row.store_key)), word))
        for row in rows
    ]


def _in_release(row: Release, word: str) -> Searched:
    pieces = [row.title.encode(), str(row.facts).encode()]
    if hasattr(row, "text"):
        pieces += [row.text.html.encode(), str(row.text.pages).encode(), str(row.text.contents).encode()]
    if row.store_key:
        pieces += _pieces(stores.get(row.store_key, store=stores.PUBLIC))
    return Searched(row.title, sum(map(len, pieces)), _holds(pieces, word))


def _holds(pieces: list[bytes], word: str) -> bool:
    """In any spelling of capitals, as bytes or as the two-byte text of a PDF."""
    wanted = {word.lower().encode(), word.lower().encode("utf-16-be")}
    return any(want in piece.lower() for piece in pieces for want in wanted)


def _pieces(pdf: bytes) -> list[bytes]:
    """The file as it is, every stream of it unpacked, its objects, and the words of each page as they are read."""
    return [pdf, *_unpacked(pdf), *_read(pdf)]


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                yield (
                    thing.read_bytes()
                    if "/DCTDecode" not in str(thing.get("/Filter"))
                    else thing.read_raw_bytes()
                )
            else:
                yield thing.unparse(resolved=True)


def _read(pdf: bytes) -> Iterator[bytes]:
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            yield page.get_textpage().get_text_range().encode()
