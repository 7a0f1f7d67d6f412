"""Which lines are the titles of items: by their style, or by a number that goes on from the one before."""

import re
from dataclasses import dataclass

from pcc_portal.meetings.printing.wording import resolved, within
from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.wording import plain

LONGEST = 280  # a title of an item; what is longer is a paragraph
SHORT = 120
_TYPED = re.compile(r"\s*(?:item\s+)?(\d{1,2})(?:\s*[.):–-]\s*|\s+(?=\S))(?=\S)", re.IGNORECASE)
_WITHIN = re.compile(
    r"\s*(?:(\d{1,2})\s*\(\s*(\d{1,2})\s*\)|(\d{1,2})\.(\d{1,2})\.?(?!\d)|\(\s*(\d{1,2})\s*\))\s*(?=\S)"
)
_MARKED = re.compile(r"(\d{1,2})[.)]?")
_MARKED_WITHIN = re.compile(r"(?:\d{1,2}\((\d{1,2})\)|\((\d{1,2})\)|\d{1,2}\.(\d{1,2})\.?|\(?([a-z])[.)])")
_A_SENTENCE = re.compile(r"[;:,]$|[.](?<!\.\.)$|\b(?:that|was|were|has|had|noted|resolved)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """``start`` is where the words of the title begin, behind a number that was typed."""

    number: str
    is_part: bool
    start: int = 0
    is_certain: bool = True


class Titles:
    """Reads down the lines; a file is either written with heading styles, or with bold lines, or with neither."""

    def __init__(self, rows: list[Row]) -> None:
        levels = sorted({row.level for row in rows if row.level and not _is_title_style(row)})
        numbered = [row.level for row in rows if row.level and _number(row)]
        self.first = min(numbered) if numbered else (levels[0] if levels else None)
        self.has_styles = sum(bool(row.level) for row in rows) > 1
        bold = [row for row in rows if _is_short(row) and row.is_bold and not row.table]
        self.has_bold = not self.has_styles and sum(bool(_number(row)) for row in bold) > 1
        self.last = 0

    def of(self, row: Row, *, in_list: int | None) -> Title | None:
        """``in_list`` is the number of the next point where a resolution is being read, which also counts from 1."""
        if len(plain(row.text)) > LONGEST:
            return None
        title = (
            self._styled(row)
            if self.has_styles
            else self._bold(row)
            if self.has_bold
            else self._typed(row, in_list)
        )
        if title and not title.is_part and title.number.isdigit():
            self.last = int(title.number)
        return title

    def _styled(self, row: Row) -> Title | None:
        if (
            not row.level
            or self.first is None
            or row.table
            or _is_title_style(row)
            or row.level > self.first + 1
        ):
            return None
        found = _number(row)
        return (
            Title(found[0], row.level > self.first or found[2], found[1])
            if found
            else Title("", row.level > self.first)
        )

    def _bold(self, row: Row) -> Title | None:
        found = _number(row)
        if not found or not _is_short(row) or not row.is_bold or row.table:
            return None
        return Title(found[0], found[2], found[1])

    def _typed(self, row: Row, in_list: int | None) -> Title | None:
        """Neither style nor bold: a short line whose number is the next one, or the last one once more."""
        found = _number(row)
        if not found or row.table or not _is_short(row):
            return None
        number, start, is_part = found
        words = plain(row.text[start:])
        if _A_SENTENCE.search(words) or not words[:1].isupper():
            return None
        if is_part:
            return Title(number, is_part=True, start=start) if self.last else None
        if int(number) not in {self.last, self.last + 1} or number == "0":
            return None
        is_next_point = int(number) == in_list
        if is_next_point and (words[-1] in ".;," or does_something(words)):
            return None
        return Title(number, is_part=False, start=start, is_certain=not is_next_point)


def _number(row: Row) -> tuple[str, int, bool] | None:
    """The number of a title, where its words begin, and whether it is that of a part."""
    if row.mark:
        if found := _MARKED.fullmatch(row.mark):
            return found[1], 0, row.depth > 0
        if found := _MARKED_WITHIN.fullmatch(row.mark):
            return row.mark.rstrip("."), 0, True
        return None
    if found := _WITHIN.match(row.text):
        return plain(found[0]).rstrip("."), found.end(), True
    if found := _TYPED.match(row.text):
        return found[1], found.end(), False
    return None


def does_something(words: str) -> bool:
    """ "Notes the report", "To note the report": what a point of a resolution begins with."""
    said = words[:1].upper() + words[1:]
    return resolved(said) != said or within(said) != said


def _is_short(row: Row) -> bool:
    return 0 < len(plain(row.text)) <= SHORT


def _is_title_style(row: Row) -> bool:
    return row.style in {"title", "subtitle"}
