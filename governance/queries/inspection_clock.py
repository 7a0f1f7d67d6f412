"""The days of a response: which day it is, the last one, and what a page says of it. Pure, but for who asks what day it is."""

from dataclasses import dataclass
from datetime import date

from pcc_portal.web.templatetags.words import long_date
from pcc_portal.workdays import last_day_of_period
from pcc_portal.workdays.periods import Period, Unit

# Until another is written down, from a day on (``ResponsePeriod``).
PERIOD = Period(
    Unit.BEGINNING_WITH,
    "The response is published before the end of 56 days beginning with the day on which the report was published",
    "Police Act 1996, section 55(5) to (5B)",
    number=56,
)
# Days on which whoever keeps the inspection is warned (law.md A5), and the first one on which it is late.
WARNED_ON = (28, 42, 50)


def due_on(published_on: date, days: int = PERIOD.number) -> date:
    """The last day on which a response is in time: day 56, where the day of publication is day 1."""
    return last_day_of_period(published_on, days)


@dataclass(frozen=True)
class ResponseClock:
    """Where a response stands on a day."""

    published_on: date
    today: date
    done_on: date | None = None
    days: int = PERIOD.number

    @property
    def due_on(self) -> date:
        return due_on(self.published_on, self.days)

    @property
    def day(self) -> int:
        """Which of them it is; 0 or less before the report is out."""
        return ((self.done_on or self.today) - self.published_on).days + 1

    @property
    def left(self) -> int:
        return self.days - self.day

    @property
    def is_late(self) -> bool:
        return self.day > self.days

    @property
    def is_close(self) -> bool:
        """From the first warning on."""
        return self.done_on is None and self.day >= WARNED_ON[0]

    @property
    def warned(self) -> int | None:
        """The last of the warnings whose day has come; none of them comes after the day on which it is late."""
        steps = [*(step for step in WARNED_ON if step <= self.days), self.days + 1]
        return max((step for step in steps if step <= self.day), default=None)

    @property
    def words(self) -> str:
        last = long_date(self.due_on)
        if self.done_on:
            late = f", {_days(-self.left)} late" if self.is_late else ""
            return f"Response published on {long_date(self.done_on)}, day {self.day} of {self.days}{late}."
        if self.is_late:
            return f"Overdue: the response was to be published by {last}, {_days(-self.left)} ago."
        if self.day < 1:
            return f"The report comes out on {long_date(self.published_on)}. The response is due by {last}."
        if not self.left:
            return f"Today is day {self.days} of {self.days}, the last one: the response is due today."
        return f"Day {self.day} of {self.days}: the response is due by {last}, in {_days(self.left)}."


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
