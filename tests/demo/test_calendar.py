"""The days of the meetings, for loading on any day of the year: pure dates, no database."""

from datetime import date, timedelta

import pytest

from demo.content.dates import quarter_before
from demo.loading.calendar import coming_meeting, days_from, issue_day, months_before
from pcc_portal.workdays import bank_holidays, christmas_break, clear_days_between, is_working_day

# Christmas, New Year, Easter of two years, the May holidays, a leap day, the changes of the clock.
SPECIAL = [
    date(2026, 12, 4),
    date(2026, 12, 10),
    date(2026, 12, 24),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 4),
    date(2027, 3, 28),
    date(2027, 4, 30),
    date(2028, 2, 29),
    date(2028, 3, 25),
    date(2028, 4, 14),
    date(2026, 10, 25),
]
YEAR = [date(2026, 11, 2) + timedelta(days=5 * n) for n in range(80)]


@pytest.mark.parametrize("today", [*SPECIAL, *YEAR], ids=str)
def test_the_coming_meeting_is_a_thursday_with_room_to_issue(today):
    on = coming_meeting(today)
    assert on.strftime("%A") == "Thursday"
    assert on not in bank_holidays(on.year)
    assert on not in christmas_break(on.year)
    assert clear_days_between(today, on) > 5
    assert timedelta(weeks=2) < on - today < timedelta(weeks=6)


@pytest.mark.parametrize("today", [*SPECIAL, *YEAR], ids=str)
def test_the_extraordinary_meeting_is_near_and_in_time_for_a_supplement_of_yesterday(today):
    days = days_from(today)
    assert is_working_day(days.extra)
    assert timedelta(days=7) < days.extra - today < days.coming - today
    assert clear_days_between(today - timedelta(days=1), days.extra) >= 5
    assert days.report_on(days.extra) < days.issued_on(days.extra) < today


@pytest.mark.parametrize("today", [*SPECIAL, *YEAR[::8]], ids=str)
def test_the_past_lies_in_order_behind_it(today):
    days = days_from(today)
    held = [past.on for past in reversed(days.past)]
    assert held == sorted(set(held))
    assert len(held) in {22, 23}
    assert held[-1] <= days.last - timedelta(weeks=5)
    assert days.last < today - timedelta(weeks=5)
    assert quarter_before(days.last) != quarter_before(days.coming)
    for on in [*held, days.last]:
        assert is_working_day(on)
        assert clear_days_between(issue_day(on), on) == 6
        assert issue_day(on) < today


@pytest.mark.parametrize("today", SPECIAL, ids=str)
def test_no_report_is_dated_after_the_day_of_loading(today):
    days = days_from(today)
    assert days.report_on(days.coming) < today
    assert days.report_on(days.last) < issue_day(days.last)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 12, 10), 0, date(2026, 12, 1)),
        (date(2026, 12, 10), 12, date(2025, 12, 1)),
        (date(2026, 1, 31), 1, date(2025, 12, 1)),
        (date(2026, 12, 10), 66, date(2021, 6, 1)),
    ],
)
def test_months_before_counts_in_whole_months(day, months, found):
    assert months_before(day, months) == found
