"""Counting working days: everything is a date in London, and days off that the library cannot know come in as data."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from pcc_portal.workdays.england import christmas_break, easter_break, is_bank_holiday, is_weekend

ONE_DAY = timedelta(days=1)
NONE: frozenset[date] = frozenset()


def is_working_day(day: date, extra: AbstractSet[date] = NONE, *, strict: bool = False) -> bool:
    """Not a Saturday, a Sunday, a bank holiday of England or one of the ``extra`` days.

    ``extra`` is data: days of public thanksgiving or mourning, or a bank holiday proclaimed at short notice.
    ``strict`` also leaves out the Christmas and Easter breaks of Local Government Act 1972 s243. Whether s243
    governs s100B is not settled; counting it can only make a notice earlier, never late.
    """
    if is_weekend(day) or is_bank_holiday(day) or day in extra:
        return False
    return not (strict and (day in christmas_break(day.year) or day in easter_break(day.year)))


def clear_days_between(
    start: date, end: date, *, extra_non_working: AbstractSet[date] = NONE, strict: bool = False
) -> int:
    """Clear working days: neither the day of notice nor the day of the meeting counts, nor does any day that is not worked.

    Source: R v Swansea City Council ex p Elitestone Ltd (CA, 1993), on Local Government Act 1972 s100B.
    0 where the meeting is on the day of notice or before it: there is no notice at all, which is an answer
    and not an error.
    """
    between = (start + timedelta(days=n) for n in range(1, (end - start).days))
    return sum(is_working_day(day, extra_non_working, strict=strict) for day in between)


def last_day_for_notice(
    meeting_on: date,
    clear_days: int = 5,
    *,
    extra_non_working: AbstractSet[date] = NONE,
    strict: bool = False,
) -> date:
    """The last working day on which notice still gives this many clear days before the meeting.

    Source: Local Government Act 1972 s100B(3) (five clear days), counted as in Elitestone. The day of notice is
    itself a working day, since the papers must be open at the offices from then on.
    """
    return add_working_days(meeting_on, -(clear_days + 1), extra_non_working=extra_non_working, strict=strict)


def working_days_left(today: date, due: date, *, extra_non_working: AbstractSet[date] = NONE) -> int:
    """Working days after today up to and including the day it is due: 0 on that day and after it."""
    return clear_days_between(today, due + ONE_DAY, extra_non_working=extra_non_working)


def add_working_days(
    day: date, days: int, *, extra_non_working: AbstractSet[date] = NONE, strict: bool = False
) -> date:
    """The nth working day after a day, or before it where ``days`` is negative; the day itself for 0."""
    step = ONE_DAY if days > 0 else -ONE_DAY
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day, extra_non_working, strict=strict)
    return day


def last_day_of_period(first: date, days: int) -> date:
    """The last day of a period of calendar days that *begins with* its first day: 56 days end 55 days later.

    Source: the wording "beginning with the day" in Police Act 1996 s55(5A) and Police Reform and Social
    Responsibility Act 2011 schedule 8 paragraph 4(6).
    """
    return first + timedelta(days=days - 1)
