"""A text as a check reads it: passages in order, each with its part and its place; tables as grids; sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.proofing.kind import Kind
from pcc_portal.writing.wording import plain, sentences

LONGEST = 20_000  # a passage longer than ten pages is no passage
LONGEST_HEADING, LONGEST_CAPTION = 110, 300
QUOTED = 60
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,5})(?P<end>[.)]?)\s+(?=\S)")
_DECIMAL = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))(?=[A-Z“‘])"
)
CAPTION = re.compile(r"\s*(?P<what>table|figure|fig|chart|graph)\.?\s+(?P<number>\d{1,3})(?P<end>\s*[:.)–—-]|\s*$|\s+)\s*", re.IGNORECASE)  # fmt: skip


class Part(StrEnum):
    """What a passage is to the page."""

    HEADING = "heading"
    WORDS = "words"
    POINT = "point"
    CELL = "cell"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True)
class Passage:
    """``number`` is what is printed before it, "3.1." or "(a)"; ``section`` the place of the heading above, or -1."""

    position: int
    text: str
    part: Part
    number: str = ""
    level: int = 0
    depth: int = 0
    table: int = 0
    line: int = 0
    column: int = 0
    section: int = -1


@dataclass
class Table:
    """Lines of cells; ``places`` is the passage at which each line begins."""

    number: int
    lines: list[list[str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    before: int = -1


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, and where in it it begins."""

    passage: Passage
    start: int
    text: str


class Document:
    """``rows`` are those of a Word file, or of blocks laid out alike; ``blocks`` says which block each came from."""

    def __init__(self, rows: Sequence[Row], *, kind: Kind, blocks: Sequence[str] = ()) -> None:
        self.rows, self.kind, self.blocks = list(rows), kind, list(blocks)
        self.passages: list[Passage] = []
        self._remembered: dict[Any, Any] = {}
        section = -1
        for position, row in enumerate(self.rows):
            one = _passage(row, position, section)
            self.passages.append(one)
            if one.part == Part.HEADING:
                section = position

    def remember[Made](self, make: Callable[["Document"], Made]) -> Made:
        """What several checks read out of the text, made once."""
        if make not in self._remembered:
            self._remembered[make] = make(self)
        made: Made = self._remembered[make]
        return made

    @cached_property
    def prose(self) -> list[Passage]:
        """All but cells, headings and captions."""
        return [one for one in self.passages if one.part in {Part.WORDS, Part.POINT, Part.NOTE}]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Of prose, and of cells that hold more than a figure."""
        return [
            Sentence(one, start, one.text[start:end])
            for one in self.passages
            if one.part in {Part.WORDS, Part.POINT, Part.NOTE} or (one.part == Part.CELL and len(one.text) > QUOTED)
            for start, end in sentences(one.text)
        ]  # fmt: skip

    @cached_property
    def headings(self) -> list[Passage]:
        return [one for one in self.passages if one.part == Part.HEADING]

    @cached_property
    def tables(self) -> list[Table]:
        found: dict[int, Table] = {}
        for one in self.passages:
            if not one.table:
                continue
            table = found.setdefault(one.table, Table(one.table, before=one.position - 1))
            if not table.lines or one.line != self.passages[table.places[-1]].line:
                table.lines.append([])
                table.places.append(one.position)
            line = table.lines[-1]
            line.extend([""] * (one.column + 1 - len(line)))
            line[one.column] = f"{line[one.column]}\n{one.text}".strip()
        return list(found.values())

    @cached_property
    def text(self) -> str:
        """All of it; a check that looks for a word anywhere."""
        return "\n".join(one.text for one in self.passages)

    def under(self, heading: int) -> list[Passage]:
        """What stands below a heading, up to the next of any level."""
        return self.by_section.get(heading, [])

    @cached_property
    def by_section(self) -> dict[int, list[Passage]]:
        """The passages below each heading; -1 is what stands before the first."""
        found: dict[int, list[Passage]] = {}
        for one in self.passages:
            if one.part != Part.HEADING:
                found.setdefault(one.section, []).append(one)
        return found

    def where(self, position: int | None) -> str:
        """In words, since nobody counts lines: "section 3.1 Costs, row 4 of table 2"."""
        if position is None:
            return "the whole text"
        one = self.passages[position]
        said = [self._section(one)]
        if one.table:
            said.append(f"row {one.line + 1} of table {one.table}")
        elif one.part != Part.HEADING:
            said.append(f"“{short(one.text)}”")
        return ", ".join(part for part in said if part)

    def _section(self, one: Passage) -> str:
        place = one.position if one.part == Part.HEADING else one.section
        if place < 0:
            return "" if not one.table else "before the first heading"
        heading = self.passages[place]
        number = "" if heading.text.startswith(heading.number) else f"{heading.number} "
        return f"“{number}{short(heading.text)}”"


def short(words: str) -> str:
    """The beginning, for a finding that names its place."""
    said = plain(words)
    return said if len(said) <= QUOTED else f"{said[:QUOTED].rsplit(' ', 1)[0]} …"


def around(words: str, start: int, end: int, *, width: int = 60) -> str:
    """The words found and a few beside them."""
    left, right = max(0, start - width), min(len(words), end + width)
    left = words.find(" ", left, start) + 1 if left else 0
    cut = words.rfind(" ", end, right)
    right = right if right == len(words) or cut < 0 else cut
    return plain(f"{'… ' if left else ''}{words[left:right]}{' …' if right < len(words) else ''}")


def _passage(row: Row, position: int, section: int) -> Passage:
    text = row.text[:LONGEST]
    part, number = Part.WORDS, row.mark
    if row.table:
        part = Part.CELL
    elif row.is_note:
        part = Part.NOTE
    elif row.level or (row.style != "caption" and _is_heading(row, text)):
        part, number = Part.HEADING, row.mark or _typed(text)
    elif row.style == "caption" or _is_caption(row, text):
        part = Part.CAPTION
    elif row.mark or (_NUMBER.match(text) and not _DECIMAL.match(text)) or re.match(r"[•·▪–*o-]\s", text):
        part, number = Part.POINT, row.mark or _typed(text)
    return Passage(position, text, part, number, row.level or 0, row.depth, row.table, row.line, row.column, section)  # fmt: skip


def _is_heading(row: Row, text: str) -> bool:
    """Without a style: a short line in bold, or one that begins with a number and ends like a title."""
    if len(text) > LONGEST_HEADING or not text or text[-1] in ".,;:?!" or CAPTION.match(text):
        return False
    return row.is_bold or (not row.mark and bool(_DECIMAL.match(text)) and "£" not in text)


def _is_caption(row: Row, text: str) -> bool:
    """ "Table 1 shows that" is a sentence; "Table 1: Crimes" is a caption."""
    found = CAPTION.match(text)
    return bool(
        found
        and len(text) <= LONGEST_CAPTION
        and (row.is_bold or found["end"].strip() or found.end() == len(text))
    )


def _typed(text: str) -> str:
    """The number typed before a line, as it is printed."""
    found = _NUMBER.match(text)
    return found[0].strip() if found else ""


def lines_of(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Runs of points that stand one below the other."""
    run: list[Passage] = []
    for one in passages:
        if one.part == Part.POINT and run and one.position == run[-1].position + 1:
            run.append(one)
        else:
            if len(run) > 1:
                yield run
            run = [one] if one.part == Part.POINT else []
    if len(run) > 1:
        yield run
