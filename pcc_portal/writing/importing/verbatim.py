"""A Word file row by row as it stands: nothing is shaped and nothing strung together, so that nothing can be lost or added.

Old minutes come in this way. Runs in the closed process, as ``reading`` does, and by the same reader.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from pcc_portal.pdf.process import TookTooLong, WorkerError, WorkerGone
from pcc_portal.writing.importing.closed import Pool
from pcc_portal.writing.importing.inline import Line, html
from pcc_portal.writing.importing.reading import Reading, opened
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.importing.styles import Level, Point
from pcc_portal.writing.importing.things import Figure, Grid, Thing, Words

OPERATION = "pcc_portal.writing.importing.verbatim:answer"
MOST_ROWS = 30_000
EMPTY = "This Word file has no words in its text: there is nothing to bring in."
# What the reader tells of papers alone, and what is no news of minutes.
_OF_PAPERS = ("moved_pictures", "bold_heads", "captions")
_INNER = re.compile(r"</?ref[^>]*>|<a data-ref=[^>]*>\[note\]</a>")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A paragraph. ``mark`` is the number or sign that Word shows before it, which is none of its words.

    In a table it says in which one (``table``, from 1), and in which row and column of it.
    """

    text: str
    html: str = ""
    level: int | None = None
    is_bold: bool = False
    style: str = ""
    mark: str = ""
    depth: int = 0
    table: int = 0
    line: int = 0
    column: int = 0
    is_note: bool = False


@dataclass(frozen=True)
class Verbatim:
    """All rows that hold a word, and what was changed and left out: in words, and counted by name."""

    rows: list[Row]
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def read(data: bytes, *, max_bytes: int) -> Verbatim:
    """Raises Refused, and nothing else, whatever the bytes are."""
    return opened(data, max_bytes=max_bytes, then=lambda reading: _Rows(reading).done())


def answer(header: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The closed process's way to ``read``."""
    return asdict(read(blobs[0], max_bytes=header["max_bytes"])), []


def ask(pool: Pool, data: bytes, *, max_bytes: int, seconds: float) -> Verbatim:
    """Read in a render process. Raises Refused, and nothing else, whatever becomes of the process."""
    try:
        said, _ = pool.ask(OPERATION, data[: max_bytes + 1], seconds=seconds, max_bytes=max_bytes)
    except WorkerError as trouble:
        raise Refused(str(trouble) if trouble.kind == "Refused" else Refused.DAMAGED) from trouble
    except (WorkerGone, TookTooLong) as trouble:
        raise Refused(Refused.TOO_LONG) from trouble
    return Verbatim([Row(**row) for row in said["rows"]], said["changed"], said["dropped"], said["counts"])


class _Rows:
    """Walks the page once."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.told = reading, reading.told
        self.tables = 0
        self.numbers: dict[tuple[str, int], str] = {}

    def done(self) -> Verbatim:
        self.reading.body.is_verbatim = True
        rows = [row for thing in self.reading.things() for row in self._thing(thing)]
        if not rows:
            raise Refused(EMPTY)
        if len(rows) > MOST_ROWS:
            raise Refused(Refused.TOO_LONG)
        self.reading.tell_what_stayed_behind()
        for name in _OF_PAPERS:
            self.told.counts.pop(name, None)
        return Verbatim(rows, self.told.changed(), self.told.dropped(), dict(self.told.counts))

    def _thing(self, thing: Thing) -> Iterator[Row]:
        match thing:
            case Words():
                yield from self._words(thing)
            case Grid():
                yield from self._grid(thing)
            case Figure():
                self.told.count("not_words")

    def _grid(self, grid: Grid) -> Iterator[Row]:
        self.tables += 1
        if any(cell.across > 1 or cell.down > 1 for row in grid.rows for cell in row):
            self.told.count("merged")
        for line, row in enumerate(grid.rows):
            for cell in row:
                for words in cell.lines:
                    place: dict[str, Any] = {"table": self.tables, "line": line, "column": cell.column}
                    yield from self._words(words, **place)

    def _words(self, words: Words, **place: Any) -> Iterator[Row]:
        point = words.point
        mark = self._mark(point) if point else ""
        if words.text:
            yield Row(
                text=words.line.text,
                html=_INNER.sub("", html(words.line)),
                level=words.level,
                is_bold=words.line.is_bold,
                style=words.style,
                mark=mark,
                depth=point.depth if point else 0,
                **place,
            )
        yield from self._notes(words.line, **place)

    def _notes(self, of: Line, **place: Any) -> Iterator[Row]:
        """A note stands behind the paragraph that refers to it."""
        keys = {made: key for key, made in self.reading.ids.items()}
        for bit in of.bits:
            if key := keys.get(bit.note):
                self.told.count("notes_behind")
                for thing in self.reading.note_things(key):
                    if isinstance(thing, Words) and thing.text:
                        words = _INNER.sub("", html(thing.line))
                        yield Row(text=thing.line.text, html=words, is_note=True, **place)

    def _mark(self, point: Point) -> str:
        """What Word prints before a point: "3.", "(b)", "1.2", "•"."""
        self.numbers[point.key, point.depth] = counted(point.number, point.level.format)
        if not point.level.is_ordered:
            return _PRIVATE.sub("•", point.level.text) or "•"
        return re.sub(r"%([1-9])", lambda found: self._part(point, int(found[1]) - 1), _text(point.level))

    def _part(self, point: Point, depth: int) -> str:
        return self.numbers.get((point.key, depth), "1")


def _text(level: Level) -> str:
    return level.text or "%1."


def counted(number: int, way: str) -> str:
    """A number in the way in which a list counts."""
    match way:
        case "lowerLetter" | "upperLetter" if number > 0:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if way == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman" if 0 < number < 1000:  # noqa: PLR2004  nobody counts so far in these
            roman = _roman(number)
            return roman if way == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        while number >= size:
            out, number = out + letters, number - size
    return out
