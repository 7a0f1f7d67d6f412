"""The days that the office counts."""

from __future__ import annotations

from pcc_portal.meetings.models import CalendarDay
from pcc_portal.workdays import Calendar


def office_calendar() -> Calendar:
    """The days of the office, days off that were made known included: one query. Every count of notice goes through it."""
    return Calendar(dict(CalendarDay.objects.non_working().values_list("day", "name")))
