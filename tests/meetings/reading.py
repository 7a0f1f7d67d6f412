"""The agenda and the pack as people read them."""

import io
from dataclasses import dataclass
from functools import cache, cached_property

import pikepdf
import pypdfium2

from pcc_portal.meetings.queries import agenda_of
from tests.pdf import reading


def numbers(meeting):
    """ "1 Apologies", "1(1) Urgent business"."""
    return [f"{line.number} {line.title}" for line in agenda_of(meeting).walk()]


def titles(meeting):
    """The papers in their order, appendices with their letter."""
    return [sheet.title for _, sheet in agenda_of(meeting).sheets()]


@dataclass(frozen=True)
class File:
    """A PDF, read by others than those who wrote it."""

    data: bytes

    @cached_property
    def labels(self):
        return reading.labels(self.data)

    @cached_property
    def texts(self):
        document = pypdfium2.PdfDocument(self.data)
        try:
            return [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()

    def text(self, label):
        """All words of a page on one line."""
        return " ".join(self.texts[self.labels.index(label)].split())

    def open(self):
        return pikepdf.open(io.BytesIO(self.data))


@cache
def everything_in(data):
    """All that a PDF holds: its bytes, every stream decoded, every string and name, and its pages as they are read."""
    words = [data]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                is_photo = str(thing.get("/Filter", "")) == "/DCTDecode"
                words.append(thing.read_raw_bytes() if is_photo else thing.read_bytes())
            words += [said.encode() for said in _strings(thing)]
    words += [text.encode() for text in File(data).texts]
    return b"\n".join(words)


def holds(data, word):
    """Whether a word stands anywhere in a PDF, written either way."""
    return any(word.encode(form) in everything_in(data) for form in ("utf-8", "utf-16-be"))


def _strings(thing):
    """The strings and names of an object; what it only points to is asked for by itself."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for inner in thing:
            yield from _inner(inner)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, inner in thing.items():
            yield key
            yield from _inner(inner)


def _inner(thing):
    if not getattr(thing, "is_indirect", False):
        yield from _strings(thing)
