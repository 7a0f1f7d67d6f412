"""Days that a law sets: the vectors, counted by hand, and a count day by day that shares no line with ours."""

import os
import random
from datetime import date, timedelta

import holidays
import pytest

from pcc_portal.workdays import Calendar
from pcc_portal.workdays.periods import NotCounted, Period, Unit, deadline

EXAMPLES = 50_000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 5_000
ENGLAND = Calendar()
DAY = timedelta(days=1)


def period(unit, number=0, month=0, day=0):
    return Period(unit, "The rule", "The source", number=number, month=month, day=day)


# meeting, out no later than, and with the breaks of LGA 1972 s243 left out too
VECTORS = [
    (date(2027, 1, 5), date(2026, 12, 23), date(2026, 12, 21)),
    (date(2027, 2, 5), date(2027, 1, 28), date(2027, 1, 28)),
    (date(2027, 2, 8), date(2027, 1, 29), date(2027, 1, 29)),
    (date(2027, 4, 6), date(2027, 3, 25), date(2027, 3, 23)),
    (date(2027, 5, 6), date(2027, 4, 27), date(2027, 4, 27)),
    (date(2027, 6, 7), date(2027, 5, 27), date(2027, 5, 27)),
    (date(2027, 9, 3), date(2027, 8, 25), date(2027, 8, 25)),
]


@pytest.mark.parametrize(("meeting", "last", "safe"), VECTORS)
def test_five_clear_days(meeting, last, safe):
    found = deadline(period(Unit.CLEAR_DAYS, 5), meeting, ENGLAND)
    assert (found.on, found.safe_on, found.words, found.source) == (last, safe, "The rule", "The source")


def test_three_weeks_begin_with_the_day_of_receipt():
    found = deadline(period(Unit.BEGINNING_WITH, 21), date(2027, 1, 15), ENGLAND)
    assert (found.on, found.safe_on) == (date(2027, 2, 4), date(2027, 2, 3))


def test_fifty_six_days_begin_with_the_publication():
    assert deadline(period(Unit.BEGINNING_WITH, 56), date(2027, 1, 15), ENGLAND).on == date(2027, 3, 11)


def test_a_time_around_an_election_is_not_counted():
    pause = [(date(2027, 1, 20), date(2027, 1, 26))]
    found = deadline(period(Unit.BEGINNING_WITH, 21), date(2027, 1, 15), ENGLAND, left_out=pause)
    assert found.on == date(2027, 2, 11)


@pytest.mark.parametrize(
    ("year", "month", "day", "safe"),
    [
        (2026, 2, 1, date(2026, 1, 30)),  # all five fell on Sundays
        (2026, 3, 1, date(2026, 2, 27)),
        (2027, 2, 8, date(2027, 2, 5)),  # and on Mondays
        (2027, 2, 15, date(2027, 2, 12)),
    ],
)
def test_a_day_of_the_year_is_not_moved_by_a_weekend(year, month, day, safe):
    found = deadline(period(Unit.BY_DATE, month=month, day=day), date(year, 1, 1), ENGLAND)
    assert (found.on, found.safe_on) == (date(year, month, day), safe)
    assert not found.is_late(date(year, month, day))
    assert found.is_late(date(year, month, day) + DAY)


def test_a_plan_is_due_by_the_end_of_the_financial_year_of_the_election():
    assert deadline(period(Unit.YEAR_END), date(2024, 5, 2), ENGLAND).on == date(2025, 3, 31)


def test_as_soon_as_practicable_is_no_day():
    found = deadline(period(Unit.NO_DAY), date(2027, 1, 15), ENGLAND)
    assert (found.on, found.safe_on, found.is_late(date(2099, 1, 1))) == (None, None, False)


@pytest.mark.parametrize("wrong", [{"number": 0}, {"unit": Unit.BY_DATE, "month": 2, "day": 30}])
def test_what_cannot_be_counted_is_refused(wrong):
    with pytest.raises(ValueError):
        period(**{"unit": Unit.CLEAR_DAYS} | wrong)
    assert issubclass(NotCounted, ValueError)


# A count of its own: one list of days that are worked, and steps along it.
_OFF = {
    day for year in range(2018, 2038) for day in holidays.country_holidays("GB", subdiv="ENG", years=year)
}


def works(day, extra):
    return day.isoweekday() < 6 and day not in _OFF and day not in extra


def test_every_count_agrees_with_a_count_day_by_day():
    """2020 to 2035, with up to six days off that no library knows near each day."""
    random.seed(20_20)
    first, span = date(2020, 2, 1), (date(2035, 11, 30) - date(2020, 2, 1)).days
    for _ in range(EXAMPLES):
        start = first + DAY * random.randrange(span)
        extra = {start + DAY * random.randrange(-25, 26): "x" for _ in range(random.randrange(7))}
        number, calendar = random.randrange(1, 11), Calendar(extra)
        on = deadline(period(Unit.CLEAR_DAYS, number), start, calendar).on
        between = sum(works(on + DAY * n, extra) for n in range(1, (start - on).days))
        assert (between, works(on, extra)) == (number, True)
        later = next(day for n in range(1, 40) if works(day := on + DAY * n, extra) or day >= start)
        assert (
            later >= start
            or sum(works(later + DAY * n, extra) for n in range(1, (start - later).days)) < number
        )
        before = deadline(period(Unit.WORKING_DAYS, number), start, calendar).on
        assert works(before, extra)
        assert sum(works(before + DAY * n, extra) for n in range((start - before).days)) == number
