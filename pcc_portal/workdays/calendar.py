"""The days of an office: what the library knows, and the days off that were made known as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pcc_portal.workdays import counting
from pcc_portal.workdays.england import holiday_name, is_weekend


@dataclass(frozen=True)
class Calendar:
    """Counting with the same days off throughout: made once a request or act, then asked as often as one likes."""

    days_off: Mapping[date, str] = field(default_factory=dict)  # day -> its name

    @cached_property
    def extra(self) -> frozenset[date]:
        return frozenset(self.days_off)

    def why_off(self, day: date) -> str:
        """ "a Saturday", "a bank holiday (Boxing Day)"; nothing for a working day."""
        if day in self.days_off:
            return f"no working day ({self.days_off[day]})"
        if name := holiday_name(day):
            return f"a bank holiday ({name})"
        return f"a {day:%A}" if is_weekend(day) else ""

    def is_working_day(self, day: date) -> bool:
        return counting.is_working_day(day, self.extra)

    def clear_days_between(self, start: date, end: date, *, strict: bool = False) -> int:
        return counting.clear_days_between(start, end, extra_non_working=self.extra, strict=strict)

    def last_day_for_notice(self, meeting_on: date, clear_days: int = 5, *, strict: bool = False) -> date:
        return counting.last_day_for_notice(
            meeting_on, clear_days, extra_non_working=self.extra, strict=strict
        )

    def working_days_left(self, today: date, due: date) -> int:
        return counting.working_days_left(today, due, extra_non_working=self.extra)

    def add_working_days(self, day: date, days: int) -> date:
        return counting.add_working_days(day, days, extra_non_working=self.extra)
