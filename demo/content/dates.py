"""Turns the days of two meetings into the named placeholders of the texts; pure, and knows no clock.

In a text: {coming} is "Thursday 10 December 2026", {coming:short} "10 December 2026", {coming:day} "10 December",
{coming:-30} and {coming:short-30} thirty days before; {month_last:-1} the month before, {month_last:short-1} "Aug 2026"; {quarter:-1}, {quarter:end},
{quarter:start}; {fy:-1}, {fy:start} "2026", {fy:end} "2027", {fy:m1} "April 2026" to {fy:m12}; {next:1} the meeting
after the next one (to {next:6}), {next:budget} and {next:annual} the next February and June meetings.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
THURSDAY = 3
# The Panel meets on Thursdays: month, and which Thursday of it.
CYCLE: list[tuple[int, int]] = [(2, 1), (3, 2), (6, 3), (9, 3), (11, 3)]
BUDGET_MONTH, ANNUAL_MONTH = 2, 6
_SPEC = re.compile(r"(short|day|month)?([+-]\d+)?$")


@dataclass(frozen=True)
class Day:
    on: date

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        found = _SPEC.match(spec)
        if not found:
            message = f"no such way to write a day: {spec!r}"
            raise ValueError(message)
        on = self.on + timedelta(days=int(found[2] or 0))
        day = f"{on.day} {MONTHS[on.month - 1]}"
        if found[1] == "day":
            return day
        if found[1] == "month":
            return f"{MONTHS[on.month - 1]} {on.year}"
        return f"{day} {on.year}" if found[1] == "short" else f"{WEEKDAYS[on.weekday()]} {day} {on.year}"


@dataclass(frozen=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        short = spec.startswith("short")
        counted = self.year * 12 + self.month - 1 + int(spec.removeprefix("short") or 0)
        name = MONTHS[counted % 12]
        return f"{name[:3] if short else name} {counted // 12}"


@dataclass(frozen=True)
class FinancialYear:
    start: int

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        if spec == "start":
            return str(self.start)
        if spec == "end":
            return str(self.start + 1)
        if spec.startswith("m"):
            return format(Month(self.start, 4), f"{int(spec[1:]) - 1}")
        first = self.start + int(spec or 0)
        return f"{first}/{(first + 1) % 100:02d}"


@dataclass(frozen=True)
class Quarter:
    """Counted from April: number 1 to 4 of a financial year."""

    year: int
    number: int

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        if spec == "start":
            return f"1 {format(Month(self.year, 4), str(self.number * 3 - 3))}"
        if spec == "end":
            return str(Day(last_day(self))).split(" ", 1)[1]
        counted = self.year * 4 + self.number - 1 + int(spec or 0)
        return f"Q{counted % 4 + 1} {FinancialYear(counted // 4)}"


@dataclass(frozen=True)
class Nexts:
    """The meetings after the coming one, first one first."""

    days: tuple[date, ...]

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        month = {"budget": BUDGET_MONTH, "annual": ANNUAL_MONTH}.get(spec)
        if month:
            return str(Day(next(day for day in self.days if day.month == month)))
        if spec in {"short", "day", "month"}:
            return format(Day(self.days[0]), spec)
        return str(Day(self.days[int(spec or 0)]))


def thursday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (which - 1))


def next_meetings(coming: date, count: int = 7) -> tuple[date, ...]:
    """The Thursdays of the yearly cycle that come at least five weeks after `coming`."""
    days = [
        thursday(year, month, which) for year in range(coming.year, coming.year + 4) for month, which in CYCLE
    ]
    return tuple(day for day in days if day >= coming + timedelta(weeks=5))[:count]


def meeting_before(on: date) -> date:
    """The last Thursday of the yearly cycle that is at least five weeks before `on`."""
    days = [thursday(year, month, which) for year in (on.year - 1, on.year) for month, which in CYCLE]
    return max(day for day in days if day <= on - timedelta(weeks=5))


def quarter_before(on: date) -> Quarter:
    """The last quarter for which there are figures by `on`: they take thirty days."""
    on -= timedelta(days=30)
    counted = (on.year * 12 + on.month - 4) // 3 - 1
    return Quarter(counted // 4, counted % 4 + 1)


def last_day(quarter: Quarter) -> date:
    counted = quarter.year * 12 + 3 + quarter.number * 3
    return date(counted // 12, counted % 12 + 1, 1) - timedelta(days=1)


def placeholders(
    *,
    coming: date,
    last: date,
    before_last: date | None = None,
    nexts: tuple[date, ...] = (),
    report_on: date | None = None,
    issued_on: date | None = None,
) -> dict[str, object]:
    """What `str.format(**placeholders)` needs for every text here; for texts of the last meeting, pass it as `coming`."""
    quarter = quarter_before(coming)
    year = FinancialYear(quarter.year)
    issued = issued_on or coming - timedelta(days=8)
    end = last_day(quarter)
    return {
        "coming": Day(coming),
        "last": Day(last),
        "before_last": Day(before_last or meeting_before(last)),
        "next": Nexts(nexts or next_meetings(coming)),
        "month_last": Month(end.year, end.month),
        "quarter": quarter,
        "fy": year,
        "next_fy": FinancialYear(year.start + 1),
        "report_date": Day(report_on or issued - timedelta(days=1)),
        "issue_date": Day(issued),
    }
