"""Days on which offices in England are shut: bank holidays from the ``holidays`` library, and the breaks of LGA 1972 s243."""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank and public holidays of England in a year, one-off ones the library knows of included.

    A holiday proclaimed after the library's release is not here: pass it as ``extra`` to the counting functions.
    """
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def holiday_name(day: date) -> str:
    """What a bank holiday is called; nothing for any other day."""
    return str(_named(day.year).get(day, ""))


@cache
def _named(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items())


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_bank_holiday(day: date) -> bool:
    return day in bank_holidays(day.year)


@cache
def christmas_break(year: int) -> frozenset[date]:
    """From the last weekday before Christmas Day to the first weekday after it that is not a bank holiday, both included.

    Source: Local Government Act 1972 s243(2).
    """
    first = date(year, 12, 24)
    while is_weekend(first):
        first -= timedelta(days=1)
    last = date(year, 12, 26)
    while is_weekend(last) or is_bank_holiday(last):
        last += timedelta(days=1)
    return _days(first, last)


@cache
def easter_break(year: int) -> frozenset[date]:
    """From the Thursday before Easter to the Tuesday after it, both included.

    Source: Local Government Act 1972 s243(2).
    """
    sunday = _easter_sunday(year)
    return _days(sunday - timedelta(days=3), sunday + timedelta(days=2))


def _days(first: date, last: date) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


def _easter_sunday(year: int) -> date:
    """The Sunday inside the four days from Good Friday to Easter Monday, which the library has."""
    monday = max(day for day in bank_holidays(year) if _is_easter_monday(day))
    return monday - timedelta(days=1)


def _is_easter_monday(day: date) -> bool:
    """A Monday with a bank holiday on the Friday before; no other two stand so before May."""
    return day.weekday() == 0 and day.month in {3, 4} and is_bank_holiday(day - timedelta(days=3))
