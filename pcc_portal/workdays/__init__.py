"""Working days and clear days of England, as pure functions of dates. What a period is for belongs to the app that counts it."""

from pcc_portal.workdays.calendar import Calendar
from pcc_portal.workdays.counting import (
    add_working_days,
    clear_days_between,
    is_working_day,
    last_day_for_notice,
    last_day_of_period,
    working_days_left,
)
from pcc_portal.workdays.england import bank_holidays, christmas_break, easter_break
from pcc_portal.workdays.years import financial_year, year_label

__all__ = [
    "Calendar",
    "add_working_days",
    "bank_holidays",
    "christmas_break",
    "clear_days_between",
    "easter_break",
    "financial_year",
    "is_working_day",
    "last_day_for_notice",
    "last_day_of_period",
    "working_days_left",
    "year_label",
]
