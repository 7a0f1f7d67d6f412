"""From a row of paragraphs, tables and pictures to the pieces of a text: headings, lists, captions, recommendations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from uuid import uuid4

from pcc_portal.writing.importing import captions, headings, points
from pcc_portal.writing.importing.captions import LONGEST_CAPTION, Captioned
from pcc_portal.writing.importing.inline import html
from pcc_portal.writing.importing.lists import Entry, listed, runs
from pcc_portal.writing.importing.things import Figure, Grid, Thing, Words
from pcc_portal.writing.importing.told import Told
from pcc_portal.writing.kinds import BlockKind

_ADVICE = re.compile(r"(?:the )?recommendations?(?: to the \w+(?: \w+)?)?\W*", re.IGNORECASE)
_ADVISED = re.compile(r"\s*recommendation\s+\d{1,2}\s*[:.)–-]\s*", re.IGNORECASE)
_REFERENCE = re.compile(r'<ref to="([^"]*)">(.*?)</ref>', re.DOTALL)
_SAID_TWICE = re.compile(
    r"\b(?:sections?|paragraphs?|tables?|figures?|fig\.?|charts?|recommendations?)(?:\s|&nbsp;)+(?=<a data-ref)",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"\b(?:sections?|paragraphs?|tables?|figures?|charts?)\s+\d{1,2}(?:\.\d{1,2})*\b", re.IGNORECASE
)


@dataclass
class Piece:
    """A block to be. ``shows`` is the part that holds the picture of a figure."""

    kind: BlockKind
    html: str = ""
    level: int | None = None
    caption: str = ""
    alt: str = ""
    shows: str = ""
    near: str = ""
    bookmarks: list[str] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid4()))

    @property
    def has_number(self) -> bool:
        return self.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST}


def pieces(things: list[Thing], told: Told) -> list[Piece]:
    """All of it in order, ready to be referred to."""
    things = headings.without_titles(things, told)
    headings.find(things, told)
    headings.settle_levels(things, told)
    things = points.typed(points.without_paragraph_numbers(things, told), told)
    captioned = captions.given(things, told)
    made = list(_Pieces(told).of(captioned))
    for piece in made:
        _count_typed_references(piece, told)
    return made


class _Pieces:
    """Walks the row once, gathering points into lists."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.points: list[Words] = []
        self.in_advice = False

    def of(self, row: list[Words | Captioned]) -> Iterator[Piece]:
        for thing in row:
            if isinstance(thing, Words) and thing.point and not thing.level:
                self.points.append(thing)
                continue
            yield from self.gathered()
            yield from self.piece(thing)
        yield from self.gathered()

    def piece(self, thing: Words | Captioned) -> Iterator[Piece]:
        match thing:
            case Words(level=int(level)) if thing.text:
                line = thing.line.without("strong", "em")
                line = replace(line, bits=[replace(bit, text=" ", is_break=False) if bit.is_break else bit for bit in line.bits])  # fmt: skip
                self.in_advice = bool(_ADVICE.fullmatch(line.text.strip()))
                yield Piece(BlockKind.HEADING, html(line), level, bookmarks=thing.line.bookmarks)
            case Words():
                yield self.paragraph(thing)
            case Captioned(thing=Grid() as grid):
                marks = [*grid.bookmarks, *thing.bookmarks]
                yield Piece(BlockKind.TABLE, grid.html, caption=(thing.caption or grid.said)[:LONGEST_CAPTION], bookmarks=marks)  # fmt: skip
            case Captioned(thing=Figure() as figure):
                yield Piece(
                    BlockKind.FIGURE,
                    caption=thing.caption,
                    alt=figure.shown.alt,
                    shows=figure.shown.part,
                    near=figure.shown.near,
                    bookmarks=[*figure.bookmarks, *thing.bookmarks],
                )

    def paragraph(self, words: Words) -> Piece:
        typed = _ADVISED.match(words.line.text)
        if typed:
            self.told.count("recommendations")
            line = words.line.after(typed.end())
            return Piece(BlockKind.RECOMMENDATION, html(line), bookmarks=words.line.bookmarks)
        return Piece(BlockKind.PARAGRAPH, html(words.line), bookmarks=words.line.bookmarks)

    def gathered(self) -> Iterator[Piece]:
        waiting, self.points = self.points, []
        entries = [Entry.of(w.point, html(w.line)) for w in waiting if w.point]
        place = 0
        for run in runs(entries):
            own = waiting[place : place + len(run)]
            place += len(run)
            if self.in_advice:
                yield from self.advice(run, own)
            else:
                marks = [name for words in own for name in words.line.bookmarks]
                yield Piece(BlockKind.LIST, listed(run), bookmarks=marks)

    def advice(self, run: list[Entry], own: list[Words]) -> Iterator[Piece]:
        """Each outermost point is a recommendation; the points below it stay its list."""
        starts = [n for n, entry in enumerate(run) if entry.depth <= run[0].depth]
        for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
            below = listed(run[start + 1 : end])
            said = f"<p>{run[start].html}</p>{below}" if below else run[start].html
            marks = [name for words in own[start:end] for name in words.line.bookmarks]
            self.told.count("recommendations")
            yield Piece(BlockKind.RECOMMENDATION, said, bookmarks=marks)


def refer(made: list[Piece], told: Told) -> None:
    """References to bookmarks become references to blocks; those that lead to nothing with a number keep their words."""
    places = {name: piece.id for piece in made if piece.has_number for name in piece.bookmarks}

    def led(found: re.Match[str]) -> str:
        target = places.get(unescape(found[1]))
        told.count("references" if target else "lost_references")
        return f'<a data-ref="{target}">{found[2]}</a>' if target else found[2]

    for piece in made:
        if "<ref " in piece.html:
            piece.html = _SAID_TWICE.sub("", _REFERENCE.sub(led, piece.html))


def _count_typed_references(piece: Piece, told: Told) -> None:
    """Words such as "see section 3.1" outside a reference: nobody but their writer knows what they mean."""
    if piece.kind == BlockKind.HEADING:
        return
    for found in _TYPED.finditer(re.sub(r"<[^>]+>", "", _REFERENCE.sub(" ", piece.html))):
        told.count("typed_references", quote=found[0])
