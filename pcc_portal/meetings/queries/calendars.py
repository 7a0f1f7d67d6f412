"""The days that the office counts."""

from __future__ import annotations

from datetime import date

from pcc_portal.meetings.models import BodyRule, CalendarDay, Meeting
from pcc_portal.meetings.states import BackDate
from pcc_portal.workdays import Calendar


def office_calendar() -> Calendar:
    """The days of the office, days off that were made known included: one query. Every count of notice goes through it."""
    return Calendar(dict(CalendarDay.objects.non_working().values_list("day", "name")))


def speaking_closes(meeting: Meeting, calendar: Calendar) -> date | None:
    """The last day on which the public may ask to speak at a meeting, by the body's rule of that day; None without a rule."""
    rule = BodyRule.objects.in_force(meeting.body, on=meeting.held_on).get(BackDate.SPEAKING)
    if rule is None or not meeting.is_date_fixed:
        return None
    issue_on = calendar.last_day_for_notice(meeting.held_on, meeting.body.notice_days)
    return rule.day_for(meeting.held_on, issue_on=issue_on, calendar=calendar)
