"""Periods that a law or a standing order sets, as data: each gives a day, the rule in words, its source, and the last safe day. Whose periods they are belongs to the app that counts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pcc_portal.workdays.calendar import Calendar
from pcc_portal.workdays.counting import last_day_of_period
from pcc_portal.workdays.years import financial_year

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """How a period is counted."""

    CLEAR_DAYS = "clear_days"  # working days between, neither the day of notice nor the meeting's own
    WORKING_DAYS = "working_days"  # working days before
    BEGINNING_WITH = "beginning_with"  # calendar days, the first of them the day itself
    BY_DATE = "by_date"  # on or before a day of the year, weekends or not
    YEAR_END = "year_end"  # by the end of the financial year
    NO_DAY = "no_day"  # "as soon as practicable", "a reasonable time"


class NotCounted(ValueError):
    """A period that cannot be counted as it stands."""


@dataclass(frozen=True)
class Period:
    """``number`` days, or the ``month`` and ``day`` of a date."""

    unit: Unit
    words: str
    source: str
    number: int = 0
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.unit == Unit.BY_DATE:
            date(2027, self.month, self.day)  # raises for the 30th of February
        elif self.unit not in {Unit.YEAR_END, Unit.NO_DAY} and self.number < 1:
            raise NotCounted("A period has at least one day.")


@dataclass(frozen=True)
class Deadline:
    """The last day, why it is that day, and the day by which it is wise to be done."""

    on: date | None  # None where the law sets no day
    safe_on: date | None
    words: str
    source: str

    def is_late(self, day: date) -> bool:
        """Done on the last day itself is in time."""
        return self.on is not None and day > self.on


def deadline(
    period: Period, start: date, calendar: Calendar, *, left_out: Iterable[tuple[date, date]] = ()
) -> Deadline:
    """The last day that a period gives, counted from ``start``: a meeting, a receipt, or any day of the year that is meant.

    ``left_out`` are spans that the law does not count (the time from an election to the taking of office, for instance).
    """
    on, safe = _counted(period, start, calendar, list(left_out))
    return Deadline(on, min(safe, on) if on and safe else None, period.words, period.source)


def _counted(
    period: Period, start: date, calendar: Calendar, left_out: list[tuple[date, date]]
) -> tuple[date | None, date | None]:
    """The last day, and the last working day by which it is safe: some read "by" a day as the day before."""
    match period.unit:
        case Unit.NO_DAY:
            return None, None
        case Unit.CLEAR_DAYS:
            strict = calendar.last_day_for_notice(start, period.number, strict=True)
            return calendar.last_day_for_notice(start, period.number), strict
        case Unit.WORKING_DAYS:
            on = calendar.add_working_days(start, -period.number)
            return on, on
        case Unit.BEGINNING_WITH:
            on = _without(start, period.number, left_out)
        case Unit.BY_DATE:
            on = date(start.year, period.month, period.day)
        case _:
            on = date(financial_year(start) + 1, 3, 31)
    return on, calendar.add_working_days(on, -1)


def _without(first: date, days: int, left_out: list[tuple[date, date]]) -> date:
    """The last of so many days from the first on, days in a span left out."""
    if not left_out:
        return last_day_of_period(first, days)
    day, left = first - ONE_DAY, days
    while left:
        day += ONE_DAY
        left -= not any(start <= day <= end for start, end in left_out)
    return day
