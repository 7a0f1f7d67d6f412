"""Tables checked by hand against a wall calendar; a wrong day here is an unlawful meeting."""

from datetime import date, timedelta

import pytest

from pcc_portal import workdays

# meeting, last day of notice as in Elitestone, last day with the breaks of s243 left out too
NOTICE = [
    (date(2027, 1, 5), date(2026, 12, 23), date(2026, 12, 21)),
    (date(2027, 2, 5), date(2027, 1, 28), date(2027, 1, 28)),
    (date(2027, 2, 8), date(2027, 1, 29), date(2027, 1, 29)),
    (date(2027, 4, 6), date(2027, 3, 25), date(2027, 3, 23)),
    (date(2027, 5, 6), date(2027, 4, 27), date(2027, 4, 27)),
    (date(2027, 6, 7), date(2027, 5, 27), date(2027, 5, 27)),
    (date(2027, 9, 3), date(2027, 8, 25), date(2027, 8, 25)),
    # both May bank holidays of 2026, and the week the clocks go back
    (date(2026, 5, 8), date(2026, 4, 29), date(2026, 4, 29)),
    (date(2026, 6, 1), date(2026, 5, 21), date(2026, 5, 21)),
    (date(2026, 10, 28), date(2026, 10, 20), date(2026, 10, 20)),
    # the State Funeral of 19 September 2022
    (date(2022, 9, 23), date(2022, 9, 14), date(2022, 9, 14)),
]


@pytest.mark.parametrize(("meeting", "ordinary", "strict"), NOTICE)
def test_last_day_for_notice(meeting, ordinary, strict):
    assert workdays.last_day_for_notice(meeting) == ordinary
    assert workdays.last_day_for_notice(meeting, strict=True) == strict


@pytest.mark.parametrize(("meeting", "ordinary", "strict"), NOTICE)
def test_last_day_gives_five_clear_days_and_the_next_working_day_gives_four(meeting, ordinary, strict):
    for day, breaks in ((ordinary, False), (strict, True)):
        later = workdays.add_working_days(day, 1, strict=breaks)
        assert workdays.clear_days_between(day, meeting, strict=breaks) == 5
        assert workdays.clear_days_between(later, meeting, strict=breaks) == 4


def test_four_clear_days_between_15_and_22_november_2023():
    notice, meeting = date(2023, 11, 15), date(2023, 11, 22)
    between = [notice + timedelta(days=n) for n in range(1, 7)]
    clear = [day for day in between if workdays.is_working_day(day)]
    assert clear == [date(2023, 11, 16), date(2023, 11, 17), date(2023, 11, 20), date(2023, 11, 21)]
    assert workdays.clear_days_between(notice, meeting) == 4


@pytest.mark.parametrize("days", [0, 1, -1, -30])
def test_no_notice_where_the_meeting_is_not_after_it(days):
    notice = date(2026, 11, 2)
    assert workdays.clear_days_between(notice, notice + timedelta(days=days)) == 0


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2026, date(2026, 12, 24), date(2026, 12, 29)),
        (2027, date(2027, 12, 24), date(2027, 12, 29)),
        (2028, date(2028, 12, 22), date(2028, 12, 27)),
        (2022, date(2022, 12, 23), date(2022, 12, 28)),
        (2023, date(2023, 12, 22), date(2023, 12, 27)),
        (2024, date(2024, 12, 24), date(2024, 12, 27)),
    ],
)
def test_christmas_break(year, first, last):
    days = workdays.christmas_break(year)
    assert (min(days), max(days), len(days)) == (first, last, (last - first).days + 1)


@pytest.mark.parametrize(
    ("year", "thursday", "tuesday"),
    [
        (2023, date(2023, 4, 6), date(2023, 4, 11)),
        (2024, date(2024, 3, 28), date(2024, 4, 2)),
        (2025, date(2025, 4, 17), date(2025, 4, 22)),
        (2026, date(2026, 4, 2), date(2026, 4, 7)),
        (2027, date(2027, 3, 25), date(2027, 3, 30)),
        (2035, date(2035, 3, 22), date(2035, 3, 27)),
        (2038, date(2038, 4, 22), date(2038, 4, 27)),
    ],
)
def test_easter_break(year, thursday, tuesday):
    assert sorted(workdays.easter_break(year)) == [thursday + timedelta(days=n) for n in range(6)]
    assert max(workdays.easter_break(year)) == tuesday


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2023, ["01-01", "01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-26", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-25", "12-26", "12-27", "12-28"]),
    ],
)
def test_bank_holidays_of_england(year, days):
    assert sorted(f"{day:%m-%d}" for day in workdays.bank_holidays(year)) == days


def test_an_extra_day_off_makes_notice_one_day_earlier():
    mourning = frozenset({date(2027, 2, 2)})
    assert not workdays.is_working_day(date(2027, 2, 2), mourning)
    assert workdays.last_day_for_notice(date(2027, 2, 5), extra_non_working=mourning) == date(2027, 1, 27)
    assert workdays.clear_days_between(date(2027, 1, 28), date(2027, 2, 5), extra_non_working=mourning) == 4


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 4), 3),  # Friday: Monday, Tuesday, Wednesday
        (date(2026, 9, 6), 3),  # Sunday
        (date(2026, 9, 8), 1),
        (date(2026, 9, 9), 0),  # the day itself
        (date(2026, 9, 10), 0),
    ],
)
def test_working_days_left_until_wednesday_9_september(today, left):
    assert workdays.working_days_left(today, date(2026, 9, 9)) == left


@pytest.mark.parametrize(
    ("days", "reached"),
    [
        (0, date(2026, 12, 24)),
        (1, date(2026, 12, 29)),
        (4, date(2027, 1, 4)),
        (-1, date(2026, 12, 23)),
        (-4, date(2026, 12, 18)),
    ],
)
def test_add_working_days_over_christmas(days, reached):
    assert workdays.add_working_days(date(2026, 12, 24), days) == reached


def test_comments_on_an_inspection_report_end_55_days_after_its_publication():
    assert workdays.last_day_of_period(date(2027, 1, 15), 56) == date(2027, 3, 11)


def test_report_on_a_candidate_ends_20_days_after_the_notice():
    assert workdays.last_day_of_period(date(2027, 1, 15), 21) == date(2027, 2, 4)
