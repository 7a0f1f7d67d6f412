"""Periods: quarters, months and years that there cannot be, or that do not fit what stands beside them."""

import calendar as days_of
import re
from collections.abc import Iterator
from datetime import date

from pcc_portal.writing.proofing.checks.calendar import A_MONTH, QUARTER, month_of, quarter_of
from pcc_portal.writing.proofing.document import Document, Passage, around
from pcc_portal.writing.proofing.registry import Finding, Fix, check

_QUARTER = re.compile(r"\bQ(?:0|[5-9]|\d{2})\b|\bquarter (?:0|[5-9]|\d{2})\b|\b(?:fifth|sixth|seventh) quarter\b", re.IGNORECASE)  # fmt: skip
_QUESTION = re.compile(r"Q\d{1,2}\s?[:.)]")  # of a list of questions, which may be more than four
_PAIR = re.compile(r"(?<![\d/])(?P<first>20\d\d)\s?/\s?(?P<second>\d\d|20\d\d)(?![\d/])")
_DATE = re.compile(r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)?,?\s*\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?:,? (?P<year>(?:19|20)\d\d))?")  # fmt: skip
_TOLD_IN = re.compile(r"\b(?:in|by|of) (?:the |our |its |last )?Q(?P<number>[1-4])(?: [\w/]+){0,3}? report\b", re.IGNORECASE)  # fmt: skip
_ROLLING = re.compile(r"\brolling\b|\b(?:six|twelve|three|12|6|3)[- ]months?\b", re.IGNORECASE)
_VALUE = re.compile(r"\d")
LEAST_KINDS, LEAST_VALUES = 3, 3
CENTURY = 100


@check("impossible-period", row="D5")
def impossible(document: Document) -> Iterator[Finding]:
    """A seventh quarter, a year that runs from itself into itself, a thirty-first of June."""
    for one in document.passages:
        for found in _QUARTER.finditer(one.text, 3 if _QUESTION.match(one.text) else 0):
            yield _at(one, found, f"There is no {found[0]}: a year has four quarters.")
        for found in _PAIR.finditer(one.text):
            first, second = int(found["first"]), int(found["second"])
            if second % CENTURY != (first + 1) % CENTURY or second not in {first + 1, (first + 1) % CENTURY}:
                right = f"{first}/{(first + 1) % CENTURY:02}"
                yield _at(one, found, f"A financial year is one and the next: {right}, not {found[0]}.", row="D6", fix=Fix(found[0], right))  # fmt: skip
        for found in _DATE.finditer(one.text):
            year = int(found["year"] or 2024)  # a leap year, where none is said
            month = month_of(found["month"])
            if not 0 < int(found["day"]) <= days_of.monthrange(year, month)[1]:
                yield _at(one, found, f"There is no {figure_of(found)}.")


def figure_of(found: re.Match[str]) -> str:
    return " ".join(part for part in (found["day"], found["month"], found["year"]) if part)


def _at(
    one: Passage, found: re.Match[str], message: str, *, row: str = "", fix: Fix | None = None
) -> Finding:
    return Finding("impossible-period", message, one.position, around(one.text, *found.span()), row, fix)


@check("weekday-differs")
def weekdays(document: Document) -> Iterator[Finding]:
    """ "Tuesday 3 January 2022", which was a Monday."""
    for one in document.passages:
        for found in _DATE.finditer(one.text):
            if not (found["weekday"] and found["year"]):
                continue
            try:
                on = date(int(found["year"]), month_of(found["month"]), int(found["day"]))
            except ValueError:
                continue
            if f"{on:%A}" != found["weekday"]:
                message = f"{figure_of(found)} was a {on:%A}, not a {found['weekday']}."
                yield Finding("weekday-differs", message, one.position, around(one.text, *found.span()))


@check("month-in-other-quarter", row="D7", warns=True)
def other_quarter(document: Document) -> Iterator[Finding]:
    """What happened in July, said to have been told in the report of the quarter before July."""
    for one in document.sentences:
        told = _TOLD_IN.search(one.text)
        months = {month[0] for month in A_MONTH.finditer(one.text)}
        if told is None or len(months) != 1:
            continue
        month = months.pop()
        real, said = quarter_of(month_of(month)), int(told["number"])
        if real > said:
            message = f"{month} lies in Q{real}, and a Q{said} report cannot have told of it."
            yield Finding(
                "month-in-other-quarter", message, one.passage.position, around(one.text, *told.span())
            )


@check("periods-mixed", row="D8", warns=True)
def mixed(document: Document) -> Iterator[Finding]:
    """In one list, table or section: values for a month, for a quarter and for rolling months."""
    groups: dict[tuple[int, int], list[Passage]] = {}
    for one in document.passages:
        groups.setdefault((one.section, one.table), []).append(one)
    for passages in groups.values():
        told = [one for one in passages if _VALUE.search(one.text)]
        kinds = {kind for one in told for kind in _kinds(one.text)}
        if len(kinds) >= LEAST_KINDS and sum(bool(_kinds(one.text)) for one in told) >= LEAST_VALUES:
            first = told[0]
            message = (
                f"Figures for {', '.join(sorted(kinds))} stand beside each other. Say the period of each."
            )
            yield Finding("periods-mixed", message, first.position, around(first.text, 0, 40))


def _kinds(words: str) -> set[str]:
    found = set()
    if _ROLLING.search(words) and "rolling" in words.lower():
        found.add("rolling months")
    if QUARTER.search(words):
        found.add("a quarter")
    if A_MONTH.search(re.sub(r"\d{1,2} [A-Z]\w+|since [A-Z]\w+", " ", words)):
        found.add("a month")
    return found
