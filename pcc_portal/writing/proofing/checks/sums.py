"""Totals and the parts that should make them: in tables, in lists and in sentences."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pcc_portal.writing.proofing.amounts import Amount, figure, in_cell, money_in, pounds
from pcc_portal.writing.proofing.document import Document, Part, Passage, Table, around, lines_of
from pcc_portal.writing.proofing.registry import Finding, check
from pcc_portal.writing.wording import sentences

_TOTAL = re.compile(
    r"(?:(?:grand|overall|sub-?)\s?)?totals?\b|^all\b|\bin all$|^sum$|^overall$", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"\bsub-?\s?total|^of which", re.IGNORECASE)
_NO_SUM = re.compile(r"%|per ?cent|rate|average|mean|median|change|share|per |index|variance|year of|ratio|score|target", re.IGNORECASE)  # fmt: skip
_EXACT = re.compile(r"\b(?:made up of|comprises?|comprised of|comprising|consist(?:s|ed|ing)? of|namely|split between|broken down (?:as|into)|divided (?:between|into)|as follows)\b", re.IGNORECASE)  # fmt: skip
_WITHIN = re.compile(r"\b(?:includ(?:es?|ed|ing)|of which|of this|from|through|thanks to|arising from|relat(?:es|ing) to|among (?:it|them)|such as|made up|being|with|in respect of|due to)\b|:", re.IGNORECASE)  # fmt: skip
_AFTER = re.compile(r"\b(?:a total of|totall?ing|in total|in all|altogether|together|sum(?:s|ming)? to|mak(?:es|ing)(?: a total of)?|comes? to)\s*(?:of\s*)?$", re.IGNORECASE)  # fmt: skip
_OVER_TIME = re.compile(r"\b(?:a|per|each) (?:year|month|week)\b|\bannual", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(?:from|to|by)\s*$", re.IGNORECASE)
# Another sentence may go on to say what the sum of the one before is made of.
_GOES_ON = re.compile(
    r"[.!?]\s+(?:This|It|That|These|They|Of (?:this|which|it)|Made up|The (?:total|sum|income|amount))\b"
)
A_WHOLE = 100  # per cent
MOST = 60  # sums in one paragraph; more is a table
LEAST, COARSE, FEW_PERCENT = 2, 100, Decimal("0.02")


def allowed(parts: Sequence[Amount], total: Amount) -> Decimal:
    """How far rounding alone can take a sum from its total: nothing for figures that are not rounded."""
    unit = max([total.unit, *(part.unit for part in parts)])
    if unit == 1 and not total.is_percent:
        return Decimal(0)
    far = unit * min(Decimal(len(parts) + 1) / 2, Decimal(2))
    # "£1m" of parts in thousands is meant as a million, give or take little.
    is_coarse = total.unit >= COARSE * max((part.unit for part in parts), default=total.unit)
    return min(far, abs(total.value) * FEW_PERCENT) if is_coarse else far


# Tables


@check("sum-of-parts", row="A1")
def in_tables(document: Document) -> Iterator[Finding]:
    """A row or a column called a total that the rest of its table does not make."""
    for table in document.tables:
        width = max(map(len, table.lines))
        if len(table.lines) > LEAST:
            yield from _columns(table, width)
            yield from _across(table, width)


def _head(table: Table) -> list[str]:
    first = table.lines[0]
    return [] if any(in_cell(cell) for cell in first[1:] if not re.fullmatch(r"20\d\d", cell)) else first


def _columns(table: Table, width: int) -> Iterator[Finding]:
    head = _head(table)
    body = list(enumerate(table.lines))[1 if head else 0 :]
    totals = [place for place, line in body if _is_total(line) and not _SUBTOTAL.search(line[0])]
    if not totals:
        return
    for column in range(1, width):
        if head and column < len(head) and _NO_SUM.search(head[column]):
            continue
        for total in totals:
            yield from _column(table, body, totals, total, column)


def _is_total(line: list[str]) -> bool:
    return bool(line and _TOTAL.search(line[0]))


def _column(table: Table, body: list[tuple[int, list[str]]], totals: list[int], total: int, column: int) -> Iterator[Finding]:  # fmt: skip
    stated = _cell(table.lines[total], column)
    if stated is None or (stated.is_percent and stated.value != A_WHOLE):
        return
    before = [(p, line) for p, line in body if p != total and not _SUBTOTAL.search(line[0] if line else "")]
    is_first = total == body[0][0]
    since = max((t for t in totals if t < total), default=-1)
    ways = [
        [line for p, line in before if (p > total if is_first else since < p < total) and p not in totals],
        [line for p, line in before if (p < total or is_first) and p not in totals],
        [line for p, line in before if p < total and p in totals],
    ]
    sums = [_sum(lines, column) for lines in ways]
    parts = sums[0]
    if parts is None or len(parts) < LEAST:
        return
    if any(own is not None and _agrees(own, stated) for own in sums):
        return
    yield _differs(parts, stated, table.places[total], " | ".join(table.lines[total]))


def _sum(lines: list[list[str]], column: int) -> list[Amount] | None:
    """The parts of a column; nothing where one of them is no figure."""
    found = []
    for line in lines:
        said = line[column].strip() if column < len(line) else ""
        if said in {"", "-", "–", "—", "nil", "Nil"}:
            continue
        amount = in_cell(said)
        if amount is None:
            return None
        found.append(amount)
    return found


def _cell(line: list[str], column: int) -> Amount | None:
    return in_cell(line[column]) if column < len(line) else None


def _across(table: Table, width: int) -> Iterator[Finding]:
    """A last column called a total."""
    head = _head(table)
    if len(head) != width or width < LEAST + 2 or not re.match(r"total\b", head[-1], re.IGNORECASE):
        return
    columns = [n for n in range(1, width - 1) if not _NO_SUM.search(head[n])]
    for place, line in list(enumerate(table.lines))[1:]:
        stated = _cell(line, width - 1)
        parts = [_cell(line, n) for n in columns]
        known = [part for part in parts if part is not None]
        if stated is None or len(known) < LEAST or len(known) != len(parts) or _agrees(known, stated):
            continue
        yield _differs(known, stated, table.places[place], " | ".join(line))


def _agrees(parts: Sequence[Amount], total: Amount) -> bool:
    return abs(sum((part.value for part in parts), Decimal(0)) - total.value) <= allowed(parts, total)


def _differs(
    parts: Sequence[Amount], total: Amount, place: int, quote: str, *, money: bool = False
) -> Finding:
    found = sum((part.value for part in parts), Decimal(0))
    more = "more" if found > total.value else "less"
    say = pounds if money else figure
    message = f"The parts make {say(found)}, and the total says {say(total.value)}: {say(abs(found - total.value))} {more}."
    return Finding("sum-of-parts", message, place, quote)


# Sentences and lists


@check("sum-of-parts", row="A1")
def in_words(document: Document) -> Iterator[Finding]:
    """A sum of money, and behind it the sums that it is said to be made of, or to hold."""
    for one in document.prose:
        amounts = money_in(one.text)[:MOST]
        if len(amounts) > LEAST:
            yield from _told(one, amounts)
    yield from _listed(document)


def _told(one: Passage, amounts: list[Amount]) -> Iterator[Finding]:
    ends = [end for _, end in sentences(one.text)]
    for place, total in enumerate(amounts[:-LEAST]):
        first = amounts[place + 1]
        between = one.text[total.end : first.start]
        stop = next((end for end in ends if end >= first.end), len(one.text))
        parts = [part for part in amounts[place + 1 :] if part.end <= stop and part.value <= total.value]
        exact, within = _EXACT.search(between), _WITHIN.search(between)
        if _FROM_TO.search(between):
            continue
        if re.search(r"[.!?]\s", between) and not _GOES_ON.search(between):
            continue
        if len(parts) < LEAST or not (exact or within) or _OVER_TIME.match(one.text[total.end :].lstrip()):
            continue
        found = sum((part.value for part in parts), Decimal(0))
        over = found - total.value
        if (over > allowed(parts, total) and not _is_nested(parts)) or (
            exact and abs(over) > allowed(parts, total)
        ):
            yield _differs(parts, total, one.position, around(one.text, total.start, total.end), money=True)
        return
    total = amounts[-1]
    if _AFTER.search(one.text[: total.start]) or re.match(
        r"\s*(?:in total|in all|altogether)\b", one.text[total.end :]
    ):
        start = next((begin for begin, end in sentences(one.text) if end >= total.end), 0)
        parts = [part for part in amounts[:-1] if part.start >= start]
        if len(parts) >= LEAST and not _agrees(parts, total) and not _agrees(amounts[:-1], total):
            yield _differs(parts, total, one.position, around(one.text, total.start, total.end), money=True)


def _is_nested(parts: Sequence[Amount]) -> bool:
    """A part that is itself the sum of those behind it."""
    return any(_agrees(parts[n + 1 :], part) for n, part in enumerate(parts[:-LEAST]))


def _listed(document: Document) -> Iterator[Finding]:
    """A list below a sentence that gives its total, or with its total as the last point."""
    for points in lines_of(document.passages):
        tops = [one for one in points if one.depth == points[0].depth]
        sums = [money_in(one.text) for one in tops]
        if len(tops) < LEAST or not all(sums):
            continue
        parts = [own[0] for own in sums]
        if _TOTAL.match(tops[-1].text) and len(parts) > LEAST:
            if not _agrees(parts[:-1], parts[-1]):
                yield _differs(parts[:-1], parts[-1], tops[-1].position, tops[-1].text, money=True)
            continue
        intro = document.passages[points[0].position - 1] if points[0].position else None
        if intro is None or intro.part != Part.WORDS:
            continue
        totals = [a for a in money_in(intro.text) if a.value >= max(part.value for part in parts)]
        within = bool(re.search(r"\b(?:includ\w+|among|such as|of which)\b", intro.text))
        if not totals or any(_agrees(parts, total) for total in totals):
            continue
        total = totals[-1]
        found = sum((part.value for part in parts), Decimal(0))
        if not within or found > total.value + allowed(parts, total):
            yield _differs(
                parts, total, intro.position, around(intro.text, total.start, total.end), money=True
            )
