"""Figures as people write them: money, percentages, counts, and numbers in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?"
_SIZES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}  # fmt: skip
MONEY = re.compile(rf"£\s?(?P<figure>{_FIGURE})\s?(?P<size>bn|billion|million|thousand|m|k)?(?![\w,]*\d)(?!\w)", re.IGNORECASE)  # fmt: skip
PERCENT = re.compile(r"(?P<sign>[-−–+]\s?)?(?<![\d.])(?P<figure>\d{1,4}(?:\.\d{1,3})?)\s?(?:%|per ?cent\b)")
COUNT = re.compile(rf"(?<![\w.,£/:−-])(?P<figure>{_FIGURE})(?![\w/:]|[.,]\d|\s?%|\s?per ?cent)")
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
A_NUMBER = rf"(?:{'|'.join(WORDS[1:])}|\d{{1,3}})"
_CELL = re.compile(rf"(?P<sign>[-−–+(]?)\s*£?\s*(?P<minus>[-−–]?)(?P<figure>{_FIGURE})\s*(?P<size>bn|million|m|k)?\s*(?P<percent>%)?\s*\)?", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A figure, and ``unit``, what its last digit stands for: £2.485m is known to the nearest thousand pounds."""

    value: Decimal
    unit: Decimal
    start: int = 0
    end: int = 0
    is_percent: bool = False

    @property
    def is_rounded(self) -> bool:
        return self.unit != 1


def _amount(figure: str, size: str, start: int, end: int, *, sign: int = 1, percent: bool = False) -> Amount:
    number = Decimal(figure.replace(",", ""))
    factor = Decimal(_SIZES[size.lower()])
    decimals = len(figure.partition(".")[2])
    unit = factor * Decimal(1).scaleb(-decimals)
    return Amount(number * factor * sign, unit, start, end, is_percent=percent)


def money_in(words: str) -> list[Amount]:
    """Every sum of money, in order."""
    if "£" not in words:
        return []
    return [
        _amount(found["figure"], found["size"] or "", found.start(), found.end())
        for found in MONEY.finditer(words)
    ]


def percentages_in(words: str) -> list[Amount]:
    """Every percentage; one with a minus before it is below nothing."""
    if "%" not in words and "cent" not in words:
        return []
    return [
        _amount(found["figure"], "", found.start(), found.end(), sign=-1 if (found["sign"] or " ")[0] in "-−–" else 1, percent=True)
        for found in PERCENT.finditer(words)
    ]  # fmt: skip


def counts_in(words: str) -> Iterator[Amount]:
    """Numbers that stand alone: no money, no percentage, no part of a date or a reference."""
    for found in COUNT.finditer(words):
        yield _amount(found["figure"], "", found.start(), found.end())


def in_cell(words: str) -> Amount | None:
    """A cell that is a figure and nothing else."""
    found = _CELL.fullmatch(words.strip().rstrip("*†"))
    if found is None:
        return None
    is_less = found["sign"] in {"-", "−", "–", "("} or bool(found["minus"])
    return _amount(found["figure"], found["size"] or "", 0, 0, sign=-1 if is_less else 1, percent=bool(found["percent"]))  # fmt: skip


def number_of(words: str) -> int:
    """ "seven" or "7"."""
    said = words.lower()
    return WORDS.index(said) if said in WORDS else int(said)


def pounds(value: Decimal) -> str:
    """As it is told: £127,000, £1,407,708."""
    whole = (
        value.quantize(Decimal(1)) if value == value.to_integral_value() else value.quantize(Decimal("0.01"))
    )
    return f"{'−' if whole < 0 else ''}£{abs(whole):,}"


def figure(value: Decimal) -> str:
    """Without the zeros that nobody writes."""
    said = f"{value:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
