"""Money over the years: a split by year that is not its total, a variance that is not explained, a budget moved without a reason."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pcc_portal.writing.proofing.amounts import Amount, in_cell, money_in, pounds
from pcc_portal.writing.proofing.checks.sums import allowed
from pcc_portal.writing.proofing.document import Document, Passage, Table, around
from pcc_portal.writing.proofing.registry import Finding, check
from pcc_portal.writing.wording import sentences

_YEAR = re.compile(r"\b20\d\d\s?[/–-]\s?(?:20)?\d\d\b|\b(?:the )?(?:first|second|third|fourth|fifth) year\b|\byear (?:one|two|three|1|2|3)\b", re.IGNORECASE)  # fmt: skip
_SPLIT = re.compile(
    r"\b(?:profil\w*|split|spread|phased|divided|allocated|yearly|each year|years?)\b", re.IGNORECASE
)
NEAR, LEAST, ALIKE = 60, 2, Decimal("0.3")
_NET = re.compile(r"\b(?P<way>under|over)\s?-?spen[dt]\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:outturn|revenue|overall|net|forecast)\b", re.IGNORECASE)
_WORSE = re.compile(r"\bovertime\b|\bover\s?-?spen[dt]|\bover budget\b|\badverse|\bpressure", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:additional|extra|more|increased)(?: \w+){0,2} income\b|\bincome\b|\bfavourable", re.IGNORECASE)  # fmt: skip
_REASON = re.compile(r"\b(?:because|due to|owing to|as a result|following|slippage|brought forward|reflect\w*|carried forward|re-?profil\w*|reason|explained by|arises from|was added|were added)\b", re.IGNORECASE)  # fmt: skip
_MOVED = "The budget moved one way and its forecast the other, and no reason is given."
TWO_MOVES = 4  # sums: from, to, and from, to
_FROM_TO = re.compile(r"\bfrom\s*$", re.IGNORECASE)


@check("year-split", row="A2")
def year_split(document: Document) -> Iterator[Finding]:
    """Sums for single years that together are not what they are a split of."""
    for one in document.prose:
        amounts = money_in(one.text)
        for start, end in sentences(one.text) if len(amounts) >= LEAST else ():
            own = [a for a in amounts if start <= a.start < end]
            parts = _by_year(one.text, own, start, end)
            if len(parts) < LEAST or not (_SPLIT.search(one.text[start:end]) or len(parts) < len(own)):
                continue
            yield from _against(document, one, amounts, parts)


def _by_year(words: str, amounts: list[Amount], start: int, end: int) -> list[Amount]:
    """Each sum that has a year of its own beside it, one for each year."""
    years = list(_YEAR.finditer(words, start, end))
    found: dict[str, Amount] = {}
    for place, amount in enumerate(amounts):
        after = amounts[place + 1].start if place + 1 < len(amounts) else end
        before = amounts[place - 1].end if place else start
        behind = [y for y in years if amount.end <= y.start() < min(after, amount.end + NEAR)]
        ahead = [
            y for y in years if max(before, amount.start - NEAR) <= y.start() and y.end() <= amount.start
        ]
        year = behind[0] if behind else ahead[-1] if ahead else None
        if year is not None and not re.search(
            r"\b(?:to|between|and)\s*$", words[year.start() - 5 : year.start()]
        ):
            found.setdefault(year[0].lower(), amount)
    return list(found.values())


def _against(
    document: Document, one: Passage, amounts: list[Amount], parts: list[Amount]
) -> Iterator[Finding]:
    made = sum((part.value for part in parts), Decimal(0))
    totals = [a for a in amounts if a not in parts] or list(_near(document, one))
    totals = [a for a in totals if a.value >= max(part.value for part in parts)]
    near = [a for a in totals if abs(a.value - made) <= a.value * ALIKE]
    if not near or any(abs(a.value - made) <= allowed(parts, a) for a in totals):
        return
    total = min(near, key=lambda a: abs(a.value - made))
    more = "more" if made > total.value else "less"
    message = f"The years make {pounds(made)}, and the total is {pounds(total.value)}: {pounds(abs(made - total.value))} {more}."
    yield Finding("year-split", message, one.position, around(one.text, parts[0].start, parts[-1].end))


def _near(document: Document, one: Passage) -> Iterator[Amount]:
    """Sums in the same section: of sentences, and of the totals of its tables."""
    for other in document.under(one.section):
        if other.position == one.position:
            continue
        if other.table:
            amount = in_cell(other.text)
            line = document.passages[other.position - 1]
            if amount is not None and re.match(r"(?:grand )?total", line.text, re.IGNORECASE):
                yield amount
        elif re.search(
            r"\b(?:total|award\w*|grant|fund\w*|bid|worth|allocation)\b", other.text, re.IGNORECASE
        ):
            yield from money_in(other.text)


@check("variance-not-explained", row="A5", warns=True)
def variance(document: Document) -> Iterator[Finding]:
    """What was got and what was overspent, and an outturn that they do not make."""
    for passages in document.by_section.values():
        net: tuple[Passage, Decimal, Amount] | None = None
        better = worse = None
        for one in passages:
            for start, end in sentences(one.text) if "£" in one.text else ():
                words = one.text[start:end]
                own = money_in(words)
                found = _NET.search(words)
                if (
                    found
                    and own
                    and _WHOLE.search(words)
                    and net is None
                    and not re.search("capital", words, re.IGNORECASE)
                ):
                    net = (one, own[0].value if found["way"].lower() == "under" else -own[0].value, own[0])
                    own = own[1:]
                for amount in own:
                    said = words[max(0, amount.start - 80) : amount.end + 30]
                    if better is None and _BETTER.search(said) and not _WORSE.search(said):
                        better = amount
                    elif worse is None and _WORSE.search(said):
                        worse = amount
        if net is None or better is None or worse is None:
            continue
        left = better.value - worse.value - net[1]
        if abs(left) > allowed([better, worse], net[2]):
            message = f"Income of {pounds(better.value)} and costs of {pounds(worse.value)} do not make this: {pounds(abs(left))} is not explained."
            yield Finding("variance-not-explained", message, net[0].position, around(net[0].text, net[2].start, net[2].end))  # fmt: skip


@check("moved-without-reason", row="A6", warns=True)
def moved(document: Document) -> Iterator[Finding]:
    """A budget that rose while its forecast fell, or the other way round, without a word why."""
    for passages in document.by_section.values():
        for one in passages:
            if len(money_in(one.text)) < TWO_MOVES or not re.search(r"\bbudget", one.text, re.IGNORECASE):
                continue
            moves = _moves(one.text)
            if len({move > 0 for move in moves}) > 1 and not _REASON.search(one.text):
                yield Finding("moved-without-reason", _MOVED, one.position, around(one.text, 0, 60))
    for table in document.tables:
        yield from _tabled(document, table)


def _tabled(document: Document, table: Table) -> Iterator[Finding]:
    """Rows of budget and of forecast with two columns of money."""
    moves: dict[str, tuple[Decimal, int]] = {}
    for place, line in zip(table.places, table.lines, strict=True):
        values = [amount.value for amount in map(in_cell, line[1:]) if amount is not None]
        what = next((word for word in ("budget", "forecast") if word in line[0].lower()), "")
        if what and len(values) == LEAST:
            moves[what] = (values[1] - values[0], place)
    said = " ".join(one.text for one in document.under(document.passages[table.places[0]].section))
    if len(moves) == LEAST and moves["budget"][0] * moves["forecast"][0] < 0 and not _REASON.search(said):
        yield Finding("moved-without-reason", _MOVED, moves["budget"][1])


def _moves(words: str) -> list[Decimal]:
    """ "from £12.6m to £13.4m", one after the other."""
    amounts = money_in(words)
    return [
        later.value - earlier.value
        for earlier, later in pairwise(amounts)
        if _FROM_TO.search(words[max(0, earlier.start - 10) : earlier.start]) and re.fullmatch(r"[^.£]{0,25}\bto\s*", words[earlier.end : later.start])
    ]  # fmt: skip
