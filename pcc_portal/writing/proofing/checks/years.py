"""Years: the year of a precept, and how many years a plan says that it runs."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.amounts import A_NUMBER, number_of
from pcc_portal.writing.proofing.document import Document, Passage, around
from pcc_portal.writing.proofing.kind import Kind
from pcc_portal.writing.proofing.registry import Finding, check

_PRECEPT = re.compile(r"\bprecept\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? (?P<month>January|February|March) (?P<year>20\d\d)\b|\b(?P<d>\d{1,2})/(?P<m>0?[1-3])/(?P<y>20\d\d)\b")  # fmt: skip
_YEAR = re.compile(r"(?<![\d/])(20\d\d)\s?/\s?(\d\d)(?![\d/])")
_SPAN = re.compile(
    r"\bplan\b[^.\d]{0,30}(?P<first>20\d\d)\s?(?:[-–—]|to)\s?(?P<last>20\d\d)\b", re.IGNORECASE
)
LONGEST_PLAN = 10  # years
_AHEAD = re.compile(rf"\b(?:(?:next|coming|following) (?P<years>{A_NUMBER}) years|over (?:the|its) (?P<over>{A_NUMBER}) years of (?:this|the) plan|(?P<term>{A_NUMBER})[- ]year plan)\b", re.IGNORECASE)  # fmt: skip


@check("year-of-precept", row="D9")
def precept(document: Document) -> Iterator[Finding]:
    """A precept that is settled in February is that of the year which begins in April."""
    for one, words in _lines(document):
        found, year = _DAY.search(words), _YEAR.search(words)
        if not (_PRECEPT.search(words) and found and year):
            continue
        on = int(found["year"] or found["y"])
        right = f"{on}/{(on + 1) % 100:02}"
        if f"{year[1]}/{year[2]}" == f"{on - 1}/{on % 100:02}" and len(_YEAR.findall(words)) == 1:
            message = (
                f"A precept proposed on {found[0]} is for {right}; {year[0]} is the year that ends then."
            )
            yield Finding("year-of-precept", message, one.position, around(words, *year.span()))


def _lines(document: Document) -> Iterator[tuple[Passage, str]]:
    """Paragraphs, and tables row by row; a date alone in a heading goes with the lines below it."""
    for table in document.tables:
        date = ""
        for place, line in zip(table.places, table.lines, strict=True):
            words = " | ".join(line)
            date = words if _DAY.search(words) and not _PRECEPT.search(words) else date
            yield document.passages[place], words if _DAY.search(words) or not date else f"{date} {words}"
    for one in document.passages:
        if not one.table:
            above = document.passages[one.section].text if one.section >= 0 else ""
            is_dated = (
                bool(_DAY.search(above)) and not _DAY.search(one.text) and bool(_PRECEPT.search(one.text))
            )
            yield one, f"{above} {one.text}" if is_dated else one.text


@check("years-do-not-agree", row="D25", warns=True, kinds=frozenset({Kind.PLAN, Kind.REPORT}))
def spans(document: Document) -> Iterator[Finding]:
    """ "The next four years", in a plan of five."""
    span = _SPAN.search(document.text[:5_000])
    if span is None:
        return
    years = int(span["last"]) - int(span["first"])
    for one in document.passages:
        for found in _AHEAD.finditer(one.text):
            said = number_of(found["years"] or found["over"] or found["term"])
            if said != years and 1 < said < LONGEST_PLAN:
                message = f"This says {said} years, and the plan runs from {span['first']} to {span['last']}, which is {years}."
                yield Finding("years-do-not-agree", message, one.position, around(one.text, *found.span()))
