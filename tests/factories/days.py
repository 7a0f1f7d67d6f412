"""The days that tests take when they need one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 2)  # a Monday


def moment(year, month, day, hour=9, minute=0):
    """An aware moment in London."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


NOW = moment(2026, 11, 2)
