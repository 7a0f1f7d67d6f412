"""A municipal year of a body: its meetings, what they clash with, and every date that is counted from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pcc_portal.meetings.models import Body, BodyRule, CalendarDay, Meeting
from pcc_portal.meetings.models.body import Naming
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import BackDate, Life
from pcc_portal.workdays import Calendar

MAY = 5
PAPERS_DUE = "papers_due"


def municipal_year(day: date) -> int:
    """The year in which the municipal year of this day began: it runs from May to April."""
    return day.year if day.month >= MAY else day.year - 1


@dataclass(frozen=True)
class Dates:
    """What is counted from one meeting; None where the body has no rule for it."""

    call_for_papers: date | None
    pre_agenda: date | None
    papers_due: date | None
    issue: date
    issue_strict: date
    speaking: date | None
    minutes: date | None

    @property
    def is_stricter(self) -> bool:
        """Christmas or Easter stands in between: LGA 1972 s243 would have the papers out earlier."""
        return self.issue_strict < self.issue


@dataclass(frozen=True)
class Row:
    meeting: Meeting
    dates: Dates
    clashes: list[str]


@dataclass(frozen=True)
class Proposal:
    day: date
    clashes: list[str]
    is_taken: bool


@dataclass
class Year:
    """One body's year, and all that its days are held against: five queries, however full it is."""

    body: Body
    start: int
    calendar: Calendar
    rules: list[BodyRule]  # the oldest first
    meetings: list[Meeting]
    others: dict[date, list[str]]
    days: dict[date, list[str]]

    @classmethod
    def of(cls, body: Body, start: int, *, until: date | None = None) -> Year:
        first, last = date(start, MAY, 1), max(until or date.min, date(start + 1, MAY, 1) - timedelta(days=1))
        live = Meeting.objects.filter(held_on__range=(first, last), is_date_fixed=True)
        live = live.exclude(life=Life.CANCELLED).select_related("body").order_by("held_on")
        others: dict[date, list[str]] = {}
        for meeting in live.exclude(body=body):
            others.setdefault(meeting.held_on, []).append(f"{meeting.naming.short_name} meets")
        days: dict[date, list[str]] = {}
        for row in CalendarDay.objects.filter(day__range=(first, last)):
            if not row.is_off:
                days.setdefault(row.day, []).append(row.name)
        rules = list(BodyRule.objects.filter(body=body).order_by("from_on"))
        return cls(body, start, office_calendar(), rules, list(live.filter(body=body)), others, days)

    @property
    def naming(self) -> Naming:
        """The body as it was called when the year began."""
        return self.body.named_on(date(self.start, MAY, 1))

    @property
    def name(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def rows(self) -> list[Row]:
        return [Row(m, self.dates_of(m.held_on), self.clashes_on(m.held_on)) for m in self.meetings]

    def dates_of(self, held_on: date) -> Dates:
        needed = self.body.notice_days
        issue = self.calendar.last_day_for_notice(held_on, needed)
        due = self.calendar.add_working_days(issue, -self.body.papers_due_days)
        return Dates(
            call_for_papers=self._counted(BackDate.CALL_FOR_PAPERS, held_on, issue),
            pre_agenda=self._counted(BackDate.PRE_AGENDA, held_on, issue),
            papers_due=due,
            issue=issue,
            issue_strict=self.calendar.last_day_for_notice(held_on, needed, strict=True),
            speaking=self._counted(BackDate.SPEAKING, held_on, issue),
            minutes=self._counted(BackDate.MINUTES, held_on, issue),
        )

    def _counted(self, kind: str, held_on: date, issue: date) -> date | None:
        rule = next((r for r in reversed(self.rules) if r.kind == kind and r.from_on <= held_on), None)
        return rule.day_for(held_on, issue_on=issue, calendar=self.calendar) if rule else None

    def clashes_on(self, day: date) -> list[str]:
        """Why another day may be better; nothing where it stands alone on a working day."""
        off = self.calendar.why_off(day)
        return [
            *([f"{day:%-d %B} is {off}"] if off else []),
            *self.days.get(day, []),
            *self.others.get(day, []),
        ]

    def proposals(self, first: date, *, weeks: int, last: date) -> list[Proposal]:
        """The same weekday every so many weeks, each with what it clashes with."""
        taken = {meeting.held_on for meeting in self.meetings}
        return [Proposal(day, self.clashes_on(day), day in taken) for day in _every(first, weeks, last)]


def _every(first: date, weeks: int, last: date) -> Iterable[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(weeks=weeks)
