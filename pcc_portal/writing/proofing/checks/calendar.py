"""Months, quarters and financial years as words name them: the year of a council and of a police force begins in April."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pcc_portal.writing.proofing.document import Document, Part
from pcc_portal.writing.wording import days_in

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
# "May" is a month only with a day or a year beside it, or after a word that times have before them.
MONTH = r"(?:January|February|March|April|(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bfor )|(?<=\d ))May|June|July|August|September|October|November|December)"
A_MONTH = re.compile(rf"\b{MONTH}\b")
QUARTER = re.compile(
    r"\bQ(?P<number>[1-4])\b|\b(?P<word>first|second|third|fourth|last) quarter\b", re.IGNORECASE
)
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})\b(?:,? (?P<year>20\d\d))?"
)
_REPORTED = re.compile(
    r"\b(?:date of (?:this )?(?:report|letter)|report date|dated?|as at)\b[:\s]*", re.IGNORECASE
)
APRIL = 4
FRONT = 15  # passages in which a report gives its own date
A_LINE = 40  # no longer than a date by itself


def month_of(name: str) -> int:
    return MONTHS.index(name.lower()) + 1


def quarter_of(month: int) -> int:
    """April to June is the first."""
    return (month - APRIL) % 12 // 3 + 1


def in_order(month: int) -> int:
    """Its place in the financial year."""
    return (month - APRIL) % 12


def financial_year(on: date) -> str:
    """The one it lies in: 5 February 2024 is in 2023/24."""
    first = on.year if on.month >= APRIL else on.year - 1
    return f"{first}/{(first + 1) % 100:02}"


@dataclass(frozen=True)
class Day:
    """A day as it stands; without a year it is taken to be in the year given."""

    on: date
    start: int
    end: int
    has_year: bool


def named_days(words: str, *, year: int) -> Iterator[Day]:
    for found in DAY.finditer(words):
        try:
            on = date(int(found["year"] or year), month_of(found["month"]), int(found["day"]))
        except ValueError:
            continue
        yield Day(on, found.start(), found.end(), bool(found["year"]))


def written_on(document: Document) -> date | None:
    """The day that a report or a letter gives as its own, near its beginning."""
    return document.remember(_written_on)


def _written_on(document: Document) -> date | None:
    front = document.passages[:FRONT]
    for place, one in enumerate(front):
        found = _REPORTED.match(one.text)
        if found is None:
            continue
        said = one.text[found.end() :] or (front[place + 1].text if place + 1 < len(front) else "")
        if (day := next(days_in(said), None)) is not None:
            return day
    alone = (
        next(days_in(one.text), None) for one in front if one.part != Part.HEADING and len(one.text) < A_LINE
    )
    return next((day for day in alone if day is not None), None)
