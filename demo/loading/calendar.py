"""Which days the demonstration's meetings fall on, counted from the day of loading. Pure, and knows no clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from demo.content import history
from demo.content.dates import THURSDAY, next_meetings, placeholders, quarter_before
from pcc_portal.workdays import (
    add_working_days,
    christmas_break,
    clear_days_between,
    is_working_day,
    last_day_for_notice,
)

NOTICE = 5
ROOM = 3  # working days beyond the notice that a newcomer has to try things out
EARLIEST_AHEAD = timedelta(days=18)
WEEKS_APART = (12, 13, 11)
NOT_SOONER = timedelta(weeks=5)  # between two meetings of the Panel
EXTRA_AHEAD = 6  # working days to the extraordinary meeting: a supplement of yesterday comes in time
EXTRA_ISSUED = 3  # working days ago
ISSUED_AT = time(10, 20)


@dataclass(frozen=True)
class Days:
    """The day of loading and the meetings around it."""

    today: date
    coming: date
    extra: date
    last: date
    past: list[history.PastMeeting]  # newest first

    @property
    def before_last(self) -> date:
        return self.past[0].on

    @property
    def first(self) -> date:
        """Before anything here happened: seats, posts and the office begin then."""
        return months_before(self.coming, 66)

    def report_on(self, meeting_on: date) -> date:
        """The date on a paper's cover: before it was issued, and never still to come."""
        return add_working_days(self.issued_on(meeting_on), -1)

    def issued_on(self, meeting_on: date) -> date:
        """The day on which its agenda went out, and never still to come."""
        if meeting_on == self.extra:
            return add_working_days(self.today, -EXTRA_ISSUED)
        return min(issue_day(meeting_on), self.today)

    def names_for_coming(self) -> dict[str, object]:
        """The placeholders of the coming meeting's texts."""
        return placeholders(
            coming=self.coming,
            last=self.last,
            before_last=self.before_last,
            report_on=self.report_on(self.coming),
            issued_on=last_day_for_notice(self.coming, NOTICE),
        )

    def names_for_last(self) -> dict[str, object]:
        """The placeholders of the last meeting's texts, seen from where that meeting stood."""
        return placeholders(
            coming=self.last,
            last=self.before_last,
            nexts=(self.coming, *next_meetings(self.coming)),
            report_on=self.report_on(self.last),
            issued_on=issue_day(self.last),
        )

    def names_for_extra(self) -> dict[str, object]:
        """The placeholders of the extraordinary meeting's texts."""
        return placeholders(
            coming=self.extra,
            last=self.last,
            before_last=self.before_last,
            nexts=(self.coming, *next_meetings(self.coming)),
            report_on=self.report_on(self.extra),
            issued_on=self.issued_on(self.extra),
        )


def days_from(today: date) -> Days:
    coming = coming_meeting(today)
    last = meeting_before(coming)
    past = history.meetings(coming=coming, before=last - NOT_SOONER + timedelta(days=1))
    return Days(today, coming, extra_meeting(today), last, past)


def coming_meeting(today: date) -> date:
    """The first Thursday about three weeks ahead on which a Panel would meet, with room left to issue in time."""
    on = today + EARLIEST_AHEAD
    on += timedelta(days=(THURSDAY - on.weekday()) % 7)
    while not is_meeting_day(on) or clear_days_between(today, on) < NOTICE + ROOM:
        on += timedelta(weeks=1)
    return on


def extra_meeting(today: date) -> date:
    """A week or so ahead, on any working day on which a Panel would meet."""
    on = add_working_days(today, EXTRA_AHEAD)
    while not is_meeting_day(on):
        on += timedelta(days=1)
    return on


def meeting_before(coming: date) -> date:
    """A Thursday some twelve weeks earlier, for which the figures were those of an earlier quarter."""
    choices = [coming - timedelta(weeks=weeks) for weeks in WEEKS_APART]
    fitting = [on for on in choices if is_meeting_day(on)]
    fresh = [on for on in fitting if quarter_before(on) != quarter_before(coming)]
    return next(iter(fresh or fitting))


def is_meeting_day(on: date) -> bool:
    """A working day outside the days between Christmas and New Year, when no Panel meets."""
    between_the_years = (on.month, on.day) >= (12, 24) or (on.month, on.day) <= (1, 2)
    return is_working_day(on) and on not in christmas_break(on.year) and not between_the_years


def issue_day(meeting_on: date) -> date:
    """The day on which a past pack went out: six clear working days before its meeting, one more than the rule."""
    return last_day_for_notice(meeting_on, NOTICE + 1)


def at(day: date, hour: int = ISSUED_AT.hour, minute: int = ISSUED_AT.minute) -> datetime:
    """A moment of a London day."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


def months_before(day: date, months: int) -> date:
    """The first of the month that many months back."""
    counted = day.year * 12 + day.month - 1 - months
    return date(counted // 12, counted % 12 + 1, 1)
