"""Days: told before they came, outside the period of a diary, figures without a day, and plans for a year that is nearly over."""

import re
from collections.abc import Iterator
from datetime import date

from pcc_portal.writing.proofing.checks.calendar import DAY, named_days, written_on
from pcc_portal.writing.proofing.document import Document, Part, Passage, around
from pcc_portal.writing.proofing.kind import PROSE, Kind
from pcc_portal.writing.proofing.registry import Finding, check

_PAST = re.compile(r"\b(?:was|were|took place|attended|visited|met|held|joined|spoke|hosted|opened|launched|welcomed|presented|received|heard|had|went|gave)\b", re.IGNORECASE)  # fmt: skip
_AHEAD = re.compile(r"\b(?:will|shall|would|is to|are to|due|planned|expected|intend\w*|hope[sd]?|going to|closes?|until|by|deadline|next|forthcoming|upcoming|was to|were to|scheduled|invited|before|from|takes? place)\b", re.IGNORECASE)  # fmt: skip
_SINCE = re.compile(r"\bsince (?:the )?(?:Panel(?:’s|'s)? )?(?:last|previous)(?: \w+){0,3} (?:meeting|report)[^.]{0,40}?\b(?=\d{1,2}(?:st|nd|rd|th)? [A-Z])|\bsince (?:the )?(?:Panel|Board) (?:last )?met on (?:\w+ )?(?=\d)", re.IGNORECASE)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:between|from) (?=\d{1,2}(?:st|nd|rd|th)? [A-Z]\w+(?: 20\d\d)? (?:and|to) \d)", re.IGNORECASE)  # fmt: skip
_DIARY = re.compile(r"\b(?:diary|engagements?|activit\w+|events?|visits?)\b", re.IGNORECASE)
_HEADCOUNT = re.compile(r"\b(?P<number>\d[\d,]{2,}|\d{2,3})\s+(?:full[- ]time |warranted |regular )?(?:police officers|officers|PCSOs|special constables|members of (?:police )?staff)\b|\bpopulation of (?:about |around |over |some )?[\d,]+|\b[\d,]{5,} (?:people|residents|inhabitants)\b")  # fmt: skip
_WAIT = re.compile(r"\b(?:average|typical)\s+(?:wait\w*|time)\b[^.]{0,60}\b(?:minutes?|seconds?)\b|\bwait\w*[^.]{0,40}\b(?:about|around|under|over|is|was) (?:\w+ )?(?:minutes?|seconds?)\b", re.IGNORECASE)  # fmt: skip
_DATED = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d|Q[1-4]|quarter|as at|last (?:year|month)|this (?:year|month)|census|today|now|date of this|by the date|worked out|mid-\d{4})\b", re.IGNORECASE)  # fmt: skip
_INTENDED = re.compile(r"\b(?:will|intend\w*|plan(?:s|ned)? to|is to|are to|aims? to)\b[^.]{0,80}\b(?:in|during) (?P<year>20\d\d)\b(?!\s?[/–-])", re.IGNORECASE)  # fmt: skip
SAME_YEAR = 200  # days: a day without a year that is further on is another year's
_LATE = 10  # of a year whose plans should be under way
_PRONOUN = re.compile(r"\b(?P<office>Chief Constable|Commissioner)\b[^.]{0,90}?\b(?P<word>him|her|his|hers|he|she|himself|herself)\b")  # fmt: skip


@check("told-before-it-happened", row="D18", warns=True)
def told_early(document: Document) -> Iterator[Finding]:
    """In a report of the 13th: what was done on the 18th."""
    on = written_on(document)
    if on is None or document.kind not in {Kind.REPORT, Kind.LETTER}:
        return
    for one in document.sentences:
        if not _PAST.search(one.text) or _AHEAD.search(one.text):
            continue
        for day in named_days(one.text, year=on.year):
            if on < day.on and (day.on - on).days < SAME_YEAR:
                message = f"This tells of {_said(day.on)} as past, and the text is dated {_said(on)}. Say as at which day it stands."
                yield Finding("told-before-it-happened", message, one.passage.position, around(one.text, day.start, day.end))  # fmt: skip


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@check("outside-period", row="D16", warns=True)
def outside(document: Document) -> Iterator[Finding]:
    """A diary of what was done since the last meeting, with days before it."""
    for one in document.passages:
        first, last = _period(one)
        if first is None or not _DIARY.search(f"{one.text} {_above(document, one)}"):
            continue
        rows = [other for other in document.under(one.section) if other.position > one.position] if one.part != Part.HEADING else document.under(one.position)  # fmt: skip
        for other in rows:
            if other.part not in {Part.CELL, Part.POINT} or (other.table and other.column):
                continue
            day = next(named_days(other.text[:60], year=first.year), None)
            if day and (day.on < first or (last and day.on > last)):
                message = (
                    f"{_said(day.on)} is outside what this says it covers, which begins on {_said(first)}."
                )
                yield Finding(
                    "outside-period", message, other.position, around(other.text, day.start, day.end)
                )


def _above(document: Document, one: Passage) -> str:
    return document.passages[one.section].text if one.section >= 0 else ""


def _period(one: Passage) -> tuple[date | None, date | None]:
    found = _SINCE.search(one.text) or _BETWEEN.search(one.text)
    if found is None:
        return None, None
    years = [int(year["year"]) for year in DAY.finditer(one.text, found.end()) if year["year"]]
    if not years:
        return None, None
    days = list(named_days(one.text[found.end() :], year=years[0]))
    is_span = found.re is _BETWEEN and len(days) > 1
    return (days[0].on if days else None), (days[1].on if is_span else None)


@check("no-as-at-date", row="D38", warns=True)
def undated(document: Document) -> Iterator[Finding]:
    """How many officers, people or minutes, and not on which day."""
    if document.kind not in PROSE:
        return
    for one in document.prose:
        above = _above(document, one)
        if _DATED.search(one.text) or _DATED.search(above):
            continue
        for shape in (_HEADCOUNT, _WAIT):
            if found := shape.search(one.text):
                row = "D39" if document.kind == Kind.PLAN else "D38"
                yield Finding("no-as-at-date", f"“{found[0]}” stands without a day. Say as at when.", one.position, around(one.text, *found.span()), row)  # fmt: skip
                break


@check("intended-in-a-year-that-ends", row="D39", warns=True)
def intended(document: Document) -> Iterator[Finding]:
    """ "We intend to consult in 2019", in a text of October 2019."""
    on = written_on(document)
    if on is None or document.kind not in PROSE:
        return
    for one in document.sentences:
        found = _INTENDED.search(one.text)
        if found and (int(found["year"]) < on.year or (int(found["year"]) == on.year and on.month >= _LATE)):
            message = f"This is still to be done in {found['year']}, and the text is dated {_said(on)}."
            yield Finding("intended-in-a-year-that-ends", message, one.passage.position, around(one.text, *found.span()))  # fmt: skip


@check("pronoun-of-office", row="D39", warns=True, kinds=frozenset({Kind.PLAN}))
def pronouns(document: Document) -> Iterator[Finding]:
    """A plan outlives its holders: "the Chief Constable and his officers"."""
    for one in document.sentences:
        if found := _PRONOUN.search(one.text):
            message = f"“{found['word']}” will be wrong when another {found['office']} comes."
            yield Finding("pronoun-of-office", message, one.passage.position, around(one.text, *found.span()))
