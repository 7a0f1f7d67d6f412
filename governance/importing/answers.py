"""A returned Word file, row by row: which answer is whose, and in plain words what of the table is not as it went out.

Answers are taken by their reference and by nothing else. Whatever cannot be taken is told at its row, with its words.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from governance.models import Question
from governance.printing.questions import HEADS, LINES, TITLE, question_words
from governance.queries.questions import Asked
from pcc_portal.writing.importing.verbatim import Row, Verbatim

REFERENCE = re.compile(r"(?<![A-Za-z])Q\s*[-‐‑–]\s*(\d{4})\s*[-‐‑–]\s*(\d{3,6})(?!\d)", re.IGNORECASE)
MOST = 20_000  # characters in one answer
_REFERENCE, _QUESTION, _ANSWER = range(3)


class NoTable(Exception):
    """There is nothing in it that could be an answer."""

    def __init__(self) -> None:
        super().__init__(
            "There is no table in this Word file. Answers are read from the table with the columns Reference, Question and Answer: "
            "take the file away once more and write into it."
        )


@dataclass
class Line:
    """One row of the table. ``asked`` is the question that it answers, where that can be said."""

    number: int
    reference: str = ""
    asked: Asked | None = None
    words: str = ""
    told: list[str] = field(default_factory=list)
    # Whether its answer can be taken; whether it is, unless somebody says otherwise.
    can: bool = False
    takes: bool = False

    @property
    def question(self) -> Question | None:
        return self.asked.question if self.asked else None


@dataclass
class Returned:
    """All rows in the order of the file, what stands outside the table, and the questions that are not in it."""

    lines: list[Line]
    outside: list[str] = field(default_factory=list)
    missing: list[Question] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return sum(line.takes for line in self.lines)


def read(said: Verbatim, known: dict[str, Asked], *, wanted: list[Question]) -> Returned:
    """``known`` are the questions that whoever brings the file may answer, by reference; ``wanted`` those still open
    that the file should hold. Raises NoTable."""
    outside = _outside(said.rows)
    rows = [row for row in said.rows if row.table]
    if not rows:
        raise NoTable
    headings = {asked.question.heading.casefold() for asked in known.values()}
    lines: list[Line] = []
    places: list[int] | None = None
    for number, (_, group) in enumerate(groupby(rows, lambda row: (row.table, row.line)), start=1):
        cells = _cells(list(group))
        if (found := _places(cells)) is not None:
            places = found
            continue
        if len(cells) == 1 and cells.get(0, "").casefold() in headings:
            continue
        lines.append(_line(number, cells, places or [0, 1, 2], known, is_headed=places is not None))
    _twice(lines)
    _moved(lines)
    there = {line.reference for line in lines}
    missing = [question for question in wanted if str(question) not in there]
    return Returned(lines, outside, missing, said.dropped)


def _cells(rows: list[Row]) -> dict[int, str]:
    """The words of a row by column; paragraphs of a cell stay paragraphs, points keep their sign."""
    cells: dict[int, list[str]] = {}
    for row in rows:
        cells.setdefault(row.column, []).append(f"{row.mark} {row.text.strip()}".strip())
    return {column: "\n".join(said).strip() for column, said in cells.items()}


def _places(cells: dict[int, str]) -> list[int] | None:
    """Where the three columns are, if this is the row that names them."""
    named = {words.strip(" :").casefold(): column for column, words in cells.items()}
    if not all(head.casefold() in named for head in HEADS):
        return None
    return [named[head.casefold()] for head in HEADS]


def _line(
    number: int, cells: dict[int, str], places: list[int], known: dict[str, Asked], *, is_headed: bool
) -> Line:
    line = Line(number, words=cells.get(places[_ANSWER], ""))
    beside = [words for column, words in sorted(cells.items()) if column not in places]
    if beside:
        line.told.append(
            f"There is another column beside the three, which is not taken: “{'”, “'.join(beside)}”."
        )
    found = REFERENCE.search(cells.get(places[_REFERENCE], ""))
    line.reference = f"Q-{found[1]}-{found[2]}" if found else ""
    asked = known.get(line.reference)
    if not line.reference:
        said = " / ".join(words for column, words in sorted(cells.items()) if column in places)
        line.told.append(f"This row has no reference, so nothing of it is taken: “{said}”.")
    elif asked is None:
        line.told.append(f"No question with the reference {line.reference} was put to you. It is not taken.")
    elif beside and not is_headed:
        line.asked = asked
        line.told.append(
            "The table has more than three columns and no row that names them: it cannot be said which is the answer, so it is not taken."
        )
    else:
        line.asked = asked
        _weigh(line, asked, cells.get(places[_QUESTION], ""))
    return line


def _weigh(line: Line, asked: Asked, question: str) -> None:
    """Whether the answer of a row can be taken, and is."""
    here = question_words(asked.question)
    if plain(question) != plain(here):
        line.told.append(
            f"The question reads otherwise in the file: “{question}”. The answer is taken to the question as it stands here."
            if question
            else "The question is not in the file any more. The answer is taken by its reference."
        )
    if not line.words:
        line.told.append("There is no answer in this row. The question stays as it is.")
    elif not asked.question.takes_answers:
        line.told.append(
            f"The question is {asked.question.get_state_display().lower()}. Its answer is not taken."
        )
    elif len(line.words) > MOST:
        line.told.append(f"The answer has more than {MOST:,} letters. Attach it as a PDF. It is not taken.")
    elif asked.answer and plain(line.words) in {
        plain(asked.answer.words),
        plain(asked.answer.restricted_words),
    }:
        line.told.append("The portal has this very answer already.")
    else:
        line.can = True
        line.takes = asked.answer is None or not asked.question.is_answered
        if not line.takes:
            line.told.append(
                "It has been answered in the portal, in other words: both texts are shown. Nothing is overwritten unless you choose the one in the file."
            )


def _twice(lines: list[Line]) -> None:
    """The same reference in two rows: where they say the same the first is taken, otherwise whoever brings them chooses."""
    counts = Counter(line.reference for line in lines if line.asked)
    for reference in (one for one, count in counts.items() if count > 1):
        own = [line for line in lines if line.reference == reference and line.asked]
        said = {plain(line.words) for line in own if line.words}
        for line in own:
            rows = ", ".join(str(other.number) for other in own if other is not line)
            line.told.append(f"The same reference stands in row {rows} as well.")
        first = next((line for line in own if line.can), None)
        for line in own:
            line.takes = line.takes and len(said) == 1 and line is first


def _moved(lines: list[Line]) -> None:
    """Rows that left their place: the fewest without which the others stand as they went out."""
    placed = [line for line in lines if line.question]
    keys = [(line.question.follows_id or line.question.pk, line.question.pk) for line in placed if line.question]  # fmt: skip
    for place in set(range(len(placed))) - _in_order(_by_heading(placed, keys)):
        placed[place].told.append("This row stands in another place than it was sent in. It is taken by its reference.")  # fmt: skip


def _by_heading(lines: list[Line], keys: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The place of each in the order in which they went out: headings as they were first used, then as they were asked."""
    first: dict[str, int] = {}
    for (leads, _), line in sorted(zip(keys, lines, strict=True), key=lambda pair: pair[0]):
        if line.question:
            first.setdefault(line.question.heading.casefold(), leads)
    return [
        (first[line.question.heading.casefold()], *key)
        for line, key in zip(lines, keys, strict=True)
        if line.question
    ]


def _in_order[Key: tuple[int, ...]](keys: list[Key]) -> set[int]:
    """The places of a longest run that rises."""
    ends: list[Key] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, key in enumerate(keys):
        n = bisect_left(ends, key)
        before.append(last[n - 1] if n else None)
        if n == len(ends):
            ends.append(key)
            last.append(place)
        else:
            ends[n], last[n] = key, place
    found: set[int] = set()
    step: int | None = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _outside(rows: list[Row]) -> list[str]:
    """What stands beside the table and is none of ours."""
    own = {plain(words) for words in (TITLE, *LINES)}
    return [row.text.strip() for row in rows if not row.table and plain(row.text) not in own]


def plain(words: str) -> str:
    """For comparing: Word changes quotes, dashes and spaces by itself."""
    said = words.translate(str.maketrans("‘’“”‐‑–—\xa0", "''\"\"---- "))
    return " ".join(said.split()).casefold()
