"""Counts: how many are announced and how many follow, and counts that only ever rise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pcc_portal.writing.proofing.amounts import A_NUMBER, in_cell, number_of
from pcc_portal.writing.proofing.checks.calendar import A_MONTH, in_order, month_of
from pcc_portal.writing.proofing.document import Document, Part, Passage, Table, around, lines_of
from pcc_portal.writing.proofing.registry import Finding, check

_THINGS = r"(?:areas? for improvement|AFIs?|causes? of concern|requests?|promises|undertakings|recommendations|actions|points|reasons|objectives|priorities|themes|questions|items|duties|steps|findings|partners|organisations|agencies|partnerships|boards|groups|schemes|projects|outcomes|threats|services|commitments|changes|principles|aims)"
_ANNOUNCED = re.compile(rf"\b(?P<number>{A_NUMBER})\s+(?:[\w’'-]+\s+){{0,3}}?(?P<things>{_THINGS})\b(?P<rest>[^.;:]*):?\s*$", re.IGNORECASE)  # fmt: skip
_INSPECTED = re.compile(r"improvement|AFI|concern|finding", re.IGNORECASE)
_LEADS = re.compile(
    r":\s*$|\b(?:these are|they are|as follows|the following|below|were|are)\b", re.IGNORECASE
)
_SO_FAR = re.compile(r"\bsince (?:1 [A-Z]\w+|the (?:first|start|beginning) of (?:the |this )?[\w/]+(?: year)?|April|January)(?: 20\d\d)?|\b(?:year )?to date\b|\bso far\b|\bcumulative\w*\b", re.IGNORECASE)  # fmt: skip
_FROM_TO = re.compile(rf"\bfrom (?P<old>{A_NUMBER}|\d[\d,]*)(?: [a-z][\w -]{{0,40}}?)? to (?P<new>{A_NUMBER}|\d[\d,]*)(?![\d.,]*\d|\s?%| [A-Z])", re.IGNORECASE)  # fmt: skip
_EARLIER = re.compile(r"\b(?:at|in) (?:the |my |our )?(?:last|previous) (?:meeting|report)\b|\bpreviously\b|\breported before\b|\bI reported\b", re.IGNORECASE)  # fmt: skip
_THING = re.compile(rf"\b(?P<number>{A_NUMBER}|\d{{1,3}}(?:,\d{{3}})+)\s+(?:(?:complaint|further|such|new|formal|more|active|Crown|working) )*(?P<thing>[a-z]{{4,}}s)\b", re.IGNORECASE)  # fmt: skip
_PROGRESS = re.compile(
    r"\b(?:progress|improv\w*|encouraging|good news|welcome[sd]?|recover\w*)\b", re.IGNORECASE
)
_NO_THING = frozenset({"hours", "days", "weeks", "months", "years", "minutes", "seconds", "times", "members", "points", "areas", "others"})  # fmt: skip
HEAD_AND_LINE = 2  # lines of a table that holds anything
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?=[A-Z])")


@check("count-differs", row="S16")
def announced(document: Document) -> Iterator[Finding]:
    """ "The Panel made five requests:", and eight points below it."""
    for points in lines_of(document.passages):
        place = points[0].position - 1
        intro = document.passages[place] if place >= 0 else None
        if intro is None or intro.part not in {Part.WORDS, Part.POINT}:
            continue
        last = re.split(r"(?<=[.!?])\s", intro.text)[-1]
        found = _ANNOUNCED.search(last)
        if found is None or not (_LEADS.search(found["rest"]) or last.rstrip().endswith(":")):
            continue
        count = sum(one.depth == points[0].depth for one in points)
        said = number_of(found["number"])
        if said != count:
            row = "S16" if _INSPECTED.search(found["things"]) else "D30"
            message = f"{found['number'].capitalize()} {found['things']} are announced, and {count} follow."
            yield Finding(
                "count-differs",
                message,
                intro.position,
                around(last, found.start(), found.end("things")),
                row,
            )


@check("cumulative-falls", row="A13")
def cumulative(document: Document) -> Iterator[Finding]:
    """A count "since 1 April" that is smaller later in the year than it was before."""
    for one in document.prose:
        so_far = _SO_FAR.search(one.text)
        if so_far is None:
            continue
        pair = _FROM_TO.search(one.text)
        if pair and _whole(pair["new"]) < _whole(pair["old"]):
            yield _falls(
                one.position, _whole(pair["old"]), _whole(pair["new"]), around(one.text, *pair.span())
            )
    told: dict[str, _Told] = {}
    for one in document.prose:
        yield from _in_prose(one, told)
    for table in document.tables:
        yield from _tabled(document, table)


@dataclass(frozen=True)
class _Told:
    value: int
    month: int
    is_earlier: bool


def _whole(said: str) -> int:
    return number_of(said.replace(",", ""))


def _falls(place: int, old: int, new: int, quote: str) -> Finding:
    return Finding("cumulative-falls", f"This count only ever grows, and it goes from {old:,} to {new:,}.", place, quote)  # fmt: skip


def _in_prose(one: Passage, told: dict[str, _Told]) -> Iterator[Finding]:
    """The same thing counted twice since the same day; the months, or "at the last meeting", say which was first."""
    is_so_far = bool(_SO_FAR.search(one.text))
    for sentence in re.split(r"(?<=[.;])\s", one.text):
        words = _SO_FAR.sub(" ", sentence) if is_so_far else sentence
        month = A_MONTH.search(words)
        for found in _THING.finditer(words):
            thing = found["thing"].lower()
            if thing in _NO_THING or not (is_so_far or thing in told):
                continue
            own = _Told(
                _whole(found["number"]),
                in_order(month_of(month[0])) if month else -1,
                bool(_EARLIER.search(sentence)),
            )
            other = told.setdefault(thing, own)
            if other is own:
                continue
            first, then = (own, other) if own.is_earlier and not other.is_earlier else (other, own)
            is_known = first.is_earlier != then.is_earlier or (-1 < first.month < then.month)
            if first.month > then.month > -1 and first.is_earlier == then.is_earlier:
                first, then, is_known = then, first, True
            if is_known and then.value < first.value and (is_so_far or _SO_FAR.search(sentence)):
                yield _falls(one.position, first.value, then.value, around(words, *found.span()))


def _tabled(document: Document, table: Table) -> Iterator[Finding]:
    above = document.passages[table.before].text if table.before >= 0 else ""
    head = table.lines[0]
    if len(table.lines) < HEAD_AND_LINE:
        return
    is_so_far = bool(_SO_FAR.search(f"{above} {head[0]}"))
    days = [_order(cell) for cell in head[1:]]
    if (
        all(day is not None for day in days)
        and days == sorted(days, key=lambda day: day or 0)
        and len(days) > 1
    ):
        for place, line in list(enumerate(table.lines))[1:]:
            if is_so_far or _SO_FAR.search(line[0]):
                yield from _run(
                    [_value(cell) for cell in line[1:]], [table.places[place]] * len(line), " | ".join(line)
                )
    rows = [_order(line[0]) for line in table.lines[1:]]
    if is_so_far and all(row is not None for row in rows) and rows == sorted(rows, key=lambda row: row or 0):
        for column in range(1, len(head)):
            if "%" not in head[column]:
                values = [_value(line[column]) if column < len(line) else None for line in table.lines[1:]]
                yield from _run(values, table.places[1:], head[column])


def _order(cell: str) -> int | None:
    """The month that a title names, by its place in the year."""
    found = A_MONTH.search(_DAY.sub("", cell))
    return in_order(month_of(found[0])) if found else None


def _value(cell: str) -> int | None:
    amount = in_cell(cell)
    return int(amount.value) if amount and not amount.is_percent and amount.unit == 1 else None


def _run(values: list[int | None], places: list[int], quote: str) -> Iterator[Finding]:
    for place, (old, new) in enumerate(pairwise(values)):
        if old is not None and new is not None and new < old:
            yield _falls(places[min(place + 1, len(places) - 1)], old, new, quote)


@check("progress-that-falls", row="D11", warns=True)
def progress(document: Document) -> Iterator[Finding]:
    """Seven court rooms in September and five in November, and both are called progress."""
    told: dict[str, tuple[int, int, Passage]] = {}
    for one in document.prose:
        if not _PROGRESS.search(one.text):
            continue
        month = A_MONTH.search(one.text)
        for found in _THING.finditer(one.text):
            thing = _stem(found["thing"])
            order = in_order(month_of(month[0])) if month else -1
            value = _whole(found["number"])
            other = told.get(thing)
            if (
                other
                and other[2] is not one
                and value < other[0]
                and (order > other[1] or -1 in {order, other[1]})
            ):
                message = f"This is called progress, and it is {found[0]}; before, it was {other[0]}. Are both counted alike?"
                yield Finding("progress-that-falls", message, one.position, around(one.text, *found.span()))
            told[thing] = (value, order, one)


def _stem(thing: str) -> str:
    """Courts and courtrooms may be the same thing."""
    said = thing.lower().rstrip("s")
    return said.removesuffix("room") if len(said) > len("room") + 2 else said
