"""Percentages: against the whole numbers that they must have come from, and against the two values beside them."""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pcc_portal.writing.proofing.amounts import Amount, counts_in, in_cell, money_in, percentages_in
from pcc_portal.writing.proofing.document import Document, Passage, Table, around
from pcc_portal.writing.proofing.registry import Finding, check
from pcc_portal.writing.wording import sentences

_DOWN = r"(?:down|fall(?:s|en|ing)?|fell|decreas\w*|reduc\w*|drop\w*|lower|fewer|declin\w*|less)"
_UP = r"(?:up|ris(?:e|es|en|ing)|rose|increas\w*|higher|more|grew|grow\w*|growth)"
_WAY = re.compile(rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|around|nearly|almost|over|under|some|roughly|approximately|more than|less than|at least|up to|just|below|above|by a further)\s*$", re.IGNORECASE)  # fmt: skip
_NO_COUNT = re.compile(r"(?:\b(?:section|paragraph|para|item|table|figure|appendix|priority|objective|page|quarter|aged?|under|over|round|year|rule|part|schedule|january|february|march|april|may|june|july|august|september|october|november|december|Q|(?:in|of|by|since) (?=20\d\d))\s?)$", re.IGNORECASE)  # fmt: skip
_UNIT = re.compile(r"\s?(?:-?\s?(?:hours?|days?|weeks?|months?|years?|minutes?|seconds?|miles?|january|february|march|april|may|june|july|august|september|october|november|december|am|pm|st|nd|rd|th)\b|,?\s?000\b)", re.IGNORECASE)  # fmt: skip
_N = re.compile(r"\bn\s?=\s?(\d[\d,]*)")
_TO = re.compile(r"\bfrom (?P<old>\d[\d,]*)(?: [^\d.;]{0,40})? to (?P<new>\d[\d,]*)(?![\d.,]*\d)")
_AGAINST = re.compile(r"(?P<new>\d[\d,]*)(?: [^\d.;]{0,50})?[ (](?:compared (?:with|to)|against|up from|down from|from) (?P<old>\d[\d,]*)(?![\d.,]*\d)")  # fmt: skip
_SHARE = re.compile(r"(?P<part>\d[\d,]*) (?:\w+ ){0,3}?(?:of|out of)(?: (?:the|its|their|our|all))* (?P<whole>\d[\d,]*)(?![\d.,]*\d)")  # fmt: skip
_CHANGE = re.compile(r"change|difference|variation|\+/-", re.IGNORECASE)
_YEAR = range(1900, 2100)
WINDOW, BESIDE, BRACKET, NEAR = 45, 60, 3, 30
BEFORE_AND_AFTER = 2  # values of one line
HUNDRED = Decimal(100)


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", "").rstrip("."))


def _half(percent: Amount) -> Decimal:
    return percent.unit / 2 + Decimal("0.000001")


def came_from(value: Decimal, percent: Amount) -> tuple[int, int] | None:
    """The whole numbers that would have given this change, smallest and largest."""
    most, least = HUNDRED + percent.value - _half(percent), HUNDRED + percent.value + _half(percent)
    if most <= 0:
        return (1, 10**9) if value == 0 else None
    low = (HUNDRED * value / least).to_integral_value(ROUND_CEILING)
    high = (HUNDRED * value / most).to_integral_value(ROUND_FLOOR)
    return (int(low), int(high)) if high >= low and high > 0 else None


def is_change(old: Decimal, new: Decimal, percent: Amount) -> bool:
    return bool(old) and abs((new - old) * HUNDRED / old - percent.value) <= _half(percent)


def _signed(words: str, percent: Amount, start: int, end: int) -> Amount | None:
    """With the way it went, by its sign or by the nearest word in its sentence."""
    if percent.value < 0 or words[percent.start] == "+":
        return percent
    before = list(_WAY.finditer(words, max(start, percent.start - WINDOW), percent.start))
    after = _WAY.search(words, percent.end, min(end, percent.end + WINDOW))
    found = before[-1] if before else after
    if found is None:
        return None
    value = -percent.value if found["down"] else percent.value
    return Amount(value, percent.unit, percent.start, percent.end, is_percent=True)


def changes(words: str, start: int, end: int) -> Iterator[Amount]:
    """Each percentage of a sentence that is a change, and exact."""
    for percent in percentages_in(words[start:end]):
        one = Amount(percent.value, percent.unit, percent.start + start, percent.end + start, is_percent=True)
        signed = _signed(words, one, start, end)
        if signed is not None and not _ABOUT.search(words[max(0, one.start - NEAR) : one.start]):
            yield signed


def counted(words: str, start: int, end: int) -> list[Amount]:
    """The counts of a sentence that may be what a percentage is of."""
    return [
        Amount(a.value, a.unit, a.start + start, a.end + start)
        for a in counts_in(words[start:end])
        if a.unit == 1 and int(a.value) not in _YEAR
        and not _NO_COUNT.search(words[: a.start + start][-20:]) and not _UNIT.match(words, a.end + start)
    ]  # fmt: skip


@check("percentage-impossible", row="A7")
@check("percentage-differs", row="A7")
def in_sentences(document: Document) -> Iterator[Finding]:
    """A change that its own two values do not make, or that no whole number before it gives."""
    for one in document.passages:
        if "%" not in one.text and "cent" not in one.text:
            continue
        spans = list(sentences(one.text))
        for start, end in spans:
            found = list(changes(one.text, start, end))
            if len(found) == 1 and not money_in(one.text[start:end]):
                yield from _of_one(one, found[0], start, end)
            yield from _shares(one, start, end)


def _of_one(one: Passage, percent: Amount, start: int, end: int) -> Iterator[Finding]:
    words = one.text[start:end]
    pair = _TO.search(words) or _AGAINST.search(words)
    quote = around(one.text, percent.start, percent.end)
    if pair is not None:
        if one.text[start + pair.end("new") : start + pair.end("new") + 2].strip().startswith(("%", "per")):
            return
        old, new = _number(pair["old"]), _number(pair["new"])
        if not is_change(old, new, percent) and old and not re.match(r"\s?(?:%|per)", words[pair.end() :]):
            yield _contradicts(one.position, old, new, percent, quote)
        return
    value = _value(one.text, percent, start, end)
    if value is not None and value > 0 and came_from(value, percent) is None:
        message = f"No whole number changed by {abs(percent.value)}% gives {value}."
        yield Finding("percentage-impossible", message, one.position, quote)


def _value(words: str, percent: Amount, start: int, end: int) -> Decimal | None:
    """The count that the percentage led to: "n=30", "by 29% to 30", or the one count of the sentence."""
    named = [found for found in _N.finditer(words, start, end) if abs(found.start() - percent.end) < BESIDE or found.end() <= percent.start]  # fmt: skip
    if named:
        return _number(min(named, key=lambda found: abs(found.start() - percent.start))[1])
    own = counted(words, start, end)
    if to := re.compile(r",? to (\d[\d,]*)(?![\d.,]*\d|\s?%| per| hours| days| minutes)").match(
        words, percent.end
    ):
        return _number(to[1])
    if (
        len(own) != 1
        or abs(own[0].end - percent.start) > BESIDE
        or re.search(r"\bfrom\s*$", words[: own[0].start])
    ):
        return None
    return own[0].value


def _contradicts(place: int, old: Decimal, new: Decimal, percent: Amount, quote: str) -> Finding:
    real = (new - old) * HUNDRED / old
    places = max(0, -int(percent.unit.adjusted()))
    message = f"From {old:,f} to {new:,f} is {real:+.{places}f}%, and the text says {percent.value:+f}%."
    return Finding("percentage-differs", message, place, quote)


def _shares(one: Passage, start: int, end: int) -> Iterator[Finding]:
    """ "22,640 of 25,360 (89%)"."""
    words = one.text[start:end]
    for found in _SHARE.finditer(words):
        part, whole = _number(found["part"]), _number(found["whole"])
        near = [p for p in percentages_in(words) if 0 <= p.start - found.end() <= WINDOW or 0 <= found.start() - p.end <= BRACKET]  # fmt: skip
        between = words[found.end() : near[0].start] if near else ""
        if len(near) != 1 or not 0 < part <= whole or int(whole) in _YEAR or _WAY.search(between) or _ABOUT.search(words[max(0, near[0].start - NEAR) : near[0].start]):  # fmt: skip
            continue
        real = part * HUNDRED / whole
        if abs(real - near[0].value) > _half(near[0]):
            message = f"{part:,f} of {whole:,f} is {real:.1f}%, and the text says {near[0].value}%."
            yield Finding(
                "percentage-differs", message, one.position, around(words, found.start(), found.end())
            )


@check("percentage-impossible", row="A7")
@check("percentage-differs", row="A7")
def in_tables(document: Document) -> Iterator[Finding]:
    """A column of changes beside the values that they are changes of."""
    for table in document.tables:
        head = table.lines[0]
        own = [n for n, cell in enumerate(head) if _CHANGE.search(cell)]
        if len(own) == 1:
            yield from _rows(table, own[0])


def _rows(table: Table, change: int) -> Iterator[Finding]:
    for place, line in list(enumerate(table.lines))[1:]:
        percent = in_cell(line[change]) if change < len(line) else None
        if percent is None or not (percent.is_percent or "%" in table.lines[0][change]):
            continue
        figures = [in_cell(cell) for n, cell in enumerate(line) if n not in {0, change}]
        values = [a.value for a in figures if a is not None and not a.is_percent]
        quote = " | ".join(line)
        if len(values) == BEFORE_AND_AFTER:
            first, second = values
            if (
                not (is_change(first, second, percent) or is_change(second, first, percent))
                and first
                and second
            ):
                old, new = sorted((first, second), reverse=percent.value < 0)
                yield _contradicts(table.places[place], old, new, percent, quote)
        elif (
            len(values) == 1
            and figures.count(None) == 0
            and values[0] > 0
            and values[0] == values[0].to_integral_value()
            and "£" not in quote
            and came_from(values[0], percent) is None
        ):
            message = f"No whole number changed by {percent.value}% gives {values[0]}."
            yield Finding("percentage-impossible", message, table.places[place], quote)
