"""Measures of the force: areas that cannot make the whole, and claims that go beyond the figures given."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.amounts import Amount, in_cell
from pcc_portal.writing.proofing.checks.percentages import changes
from pcc_portal.writing.proofing.document import Document, Passage, Table, around
from pcc_portal.writing.proofing.registry import Finding, check

_AREA = re.compile(
    r"\b(?:North|South|East|West|Central|[A-Z]\w+(?= (?:LPA|area|district|borough|command)))\b"
)
_WHOLE = re.compile(r"\b(?:force|county|overall|total|whole|countywide|force-?wide)\b", re.IGNORECASE)
_CHANGE = re.compile(r"change|%|difference", re.IGNORECASE)
_ALL_THROUGH = re.compile(r"\b(?:throughout|all through|across|over the whole of|in every month of|each month of|month on month (?:in|through))\b[^.]{0,20}\b(?:Q[1-4]|quarter)\b", re.IGNORECASE)  # fmt: skip
_FALLS = re.compile(r"\b(?:fall\w*|fell|reduc\w*|decreas\w*|declin\w*|drop\w*|down|ris\w*|rose|increas\w*|improv\w*)\b", re.IGNORECASE)  # fmt: skip
_ONE_MONTH = re.compile(r"\b(?:compared (?:with|to)|against|on|than|from) (?:the )?(?:previous month|month before|August|July|September|October|November|December|January|February|March|April|May|June|last month)\b", re.IGNORECASE)  # fmt: skip
_QUARTERLY = re.compile(r"\b(?:previous|preceding|last) quarter\b|\bquarter on quarter\b|\bcompared (?:with|to) Q[1-4]\b", re.IGNORECASE)  # fmt: skip
LEAST, REACH = 2, 45


@check("areas-do-not-make-the-whole", row="A8", warns=True)
def areas(document: Document) -> Iterator[Finding]:
    """The force fell by 2% and both areas that are named by more: another must have risen, and is not shown."""
    for one in document.prose:
        if one.text.count("%") + one.text.count("cent") > LEAST:
            yield from _told(one)
    for table in document.tables:
        yield from _tabled(table)


def _told(one: Passage) -> Iterator[Finding]:
    found = list(changes(one.text, 0, len(one.text)))
    parts: dict[str, Amount] = {}
    whole: Amount | None = None
    for place, percent in enumerate(found):
        start = found[place - 1].end if place else 0
        area = _area_of(one.text, percent, start)
        if area:
            parts.setdefault(area, percent)
        elif whole is None and (_WHOLE.search(one.text[start : percent.end + REACH]) or not parts):
            whole = percent
    if whole is not None and len(parts) >= LEAST:
        yield from _outside(one.position, whole, parts, around(one.text, whole.start, whole.end))


def _area_of(words: str, percent: Amount, start: int) -> str:
    behind = re.compile(r"\s*\)?\s*(?:in|across|for) (?:the )?").match(words, percent.end)
    if behind and (named := _AREA.match(words, behind.end())):
        return named[0]
    before = list(_AREA.finditer(words, max(start, percent.start - REACH), percent.start))
    return (
        before[-1][0] if before and not re.search(r"[.;%]", words[before[-1].end() : percent.start]) else ""
    )


def _tabled(table: Table) -> Iterator[Finding]:
    head = table.lines[0]
    column = next((n for n, cell in enumerate(head) if n and _CHANGE.search(cell)), 0)
    if not column:
        return
    parts: dict[str, Amount] = {}
    whole, place = None, 0
    for n, line in enumerate(table.lines[1:], start=1):
        amount = in_cell(line[column]) if column < len(line) else None
        if amount is None or not (amount.is_percent or "%" in head[column]):
            continue
        if _WHOLE.search(line[0]):
            whole, place = amount, table.places[n]
        elif _AREA.match(line[0]):
            parts[line[0]] = amount
    if whole is not None and len(parts) >= LEAST:
        yield from _outside(place, whole, parts, f"{whole.value}%")


def _outside(place: int, whole: Amount, parts: dict[str, Amount], quote: str) -> Iterator[Finding]:
    values = [part.value for part in parts.values()]
    if min(values) <= whole.value <= max(values):
        return
    said = " and ".join(f"{area} {part.value:+f}%" for area, part in parts.items())
    message = f"The whole changed by {whole.value:+f}%, and {said} lie on one side of it: another area must differ, and is not shown."
    yield Finding("areas-do-not-make-the-whole", message, place, quote)


@check("claim-beyond-figures", row="D37", warns=True)
def beyond(document: Document) -> Iterator[Finding]:
    """Falls "throughout the quarter", where the figures set one month against the month before."""
    for one in document.sentences:
        found = _ALL_THROUGH.search(one.text)
        if found is None or not _FALLS.search(one.text):
            continue
        section = " ".join(other.text for other in document.under(one.passage.section))
        if _ONE_MONTH.search(section) and not _QUARTERLY.search(section):
            message = "This speaks of the whole quarter, and the figures here set one month against another. Name the figures for each month."
            yield Finding(
                "claim-beyond-figures", message, one.passage.position, around(one.text, *found.span())
            )
