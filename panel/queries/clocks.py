"""Every statutory day of a year: what it is counted from, the rule in words, its source, the safe day, and who set another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from panel.models import Clock, ClockOverride, Hearing, Precept, StatutoryPeriod
from panel.states import PRECEPT_CHAIN, ClockKind, HearingPost, HearingState
from pcc_portal.meetings.models import Body, BodyRule, Meeting
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import BackDate, Life
from pcc_portal.workdays import Calendar, financial_year
from pcc_portal.workdays.periods import Deadline, Period, Unit, deadline

APRIL = 4


@dataclass(frozen=True)
class Told:
    """One computed day as the clerk reads it."""

    kind: str  # empty for what the body's own rule gives, which is changed there
    title: str
    start_on: date
    deadline: Deadline
    done_on: date | None = None
    override: ClockOverride | None = None
    href: str = ""
    note: str = ""  # how it was set aside lawfully, where that is recorded elsewhere

    @property
    def on(self) -> date | None:
        """The day that holds: the rule's, or the one that somebody set for a reason."""
        return self.override.on if self.override else self.deadline.on

    def is_late(self, *, today: date) -> bool:
        return self.on is not None and (self.done_on or today) > self.on


@dataclass(frozen=True)
class Periods:
    """The periods in force, read once: three queries with the calendar and the overrides."""

    rows: list[StatutoryPeriod]
    overrides: dict[tuple[str, date], ClockOverride]
    calendar: Calendar

    @classmethod
    def of(cls, body: Body) -> Periods:
        rows = list(StatutoryPeriod.objects.order_by("from_on"))
        set_aside = ClockOverride.objects.filter(body=body).select_related("by__person")
        return cls(rows, {(row.kind, row.start_on): row for row in set_aside}, office_calendar())

    def in_force(self, kind: str, *, on: date) -> StatutoryPeriod | None:
        """The latest that holds on a day."""
        return next((row for row in reversed(self.rows) if row.kind == kind and row.from_on <= on), None)

    def told(
        self,
        kind: ClockKind,
        start: date,
        *,
        title: str = "",
        done_on: date | None = None,
        href: str = "",
        left_out: Iterable[tuple[date, date]] = (),
    ) -> Told | None:
        """None where no period of this kind is in force."""
        row = self.in_force(kind, on=start)
        if row is None:
            return None
        return Told(
            kind=kind,
            title=title or kind.label,
            start_on=start,
            deadline=deadline(row.period, start, self.calendar, left_out=left_out),
            done_on=done_on,
            override=self.overrides.get((kind, start)),
            href=href,
        )


def clocks_of(body: Body, year: int, *, today: date) -> list[Told]:
    """All days of a financial year, the earliest first; those without a day at the end. Nine queries, however full it is."""
    periods = Periods.of(body)
    first, last = date(year, APRIL, 1), date(year + 1, 3, 31)
    found = [
        *_of_meetings(body, periods, first, last),
        *_of_precept(body, periods, year),
        *_of_hearings(body, periods, first, last),
        *_started(body, periods, first, last),
    ]
    return sorted(found, key=lambda told: (told.on is None, told.on or date.max, told.title))


def _of_meetings(body: Body, periods: Periods, first: date, last: date) -> list[Told]:
    """Five clear days and public speaking, by the body's own rules."""
    rows = Meeting.objects.filter(body=body, held_on__range=(first, last), is_date_fixed=True)
    rules = list(BodyRule.objects.filter(body=body, kind=BackDate.SPEAKING).order_by("from_on"))
    notice = Period(
        Unit.CLEAR_DAYS,
        f"Agenda and open reports are out {body.notice_days} clear working days before the meeting",
        "Local Government Act 1972, sections 100A(6) and 100B(3); R v Swansea City Council ex p Elitestone (1993)",
        number=body.notice_days,
    )
    found = []
    for meeting in rows.exclude(life=Life.CANCELLED).select_related("body"):
        meeting.body = body
        issued = timezone.localdate(meeting.issued_at) if meeting.issued_at else None
        found.append(_told(f"Papers of {meeting}", meeting, notice, periods, done_on=issued))
        rule = next((r for r in reversed(rules) if r.from_on <= meeting.held_on), None)
        if rule is not None:
            words = f"Notice of the wish to speak, {rule.days} working days before the meeting"
            period = Period(Unit.WORKING_DAYS, words, rule.source, number=rule.days)
            found.append(_told(f"Public speaking at {meeting}", meeting, period, periods))
    return found


def _told(
    title: str, meeting: Meeting, period: Period, periods: Periods, *, done_on: date | None = None
) -> Told:
    note = f"Issued with short notice: {meeting.short_notice_reason}" if meeting.short_notice_reason else ""
    return Told(
        kind="",
        title=title,
        start_on=meeting.held_on,
        deadline=deadline(period, meeting.held_on, periods.calendar),
        done_on=done_on,
        href=meeting.path,
        note=note if period.unit == Unit.CLEAR_DAYS else "",
    )


def precept_days(periods: Periods, year: int) -> dict[ClockKind, Told]:
    """The chain for the precept of the financial year that begins in a year: it is counted in the months before."""
    start = date(year, 1, 1)
    found = {kind: periods.told(kind, start, title=kind.label) for kind in PRECEPT_CHAIN}
    return {kind: told for kind, told in found.items() if told is not None}


def _of_precept(body: Body, periods: Periods, year: int) -> list[Told]:
    """With what has been done of it."""
    row = Precept.objects.filter(body=body, year=year + 1).first()
    days = precept_days(periods, year + 1)
    if row is None:
        return list(days.values())
    done = {
        ClockKind.PRECEPT_NOTIFY: row.notified_on,
        ClockKind.PRECEPT_REPORT: row.reported_on,
        ClockKind.PRECEPT_REVISE: row.revised_on,
        ClockKind.PRECEPT_SECOND: row.second_on,
        ClockKind.PRECEPT_ISSUE: row.issued_on,
    }
    return [
        Told(
            told.kind,
            told.title,
            told.start_on,
            told.deadline,
            done[kind],
            told.override,
            f"/panel/precepts/{row.year}/",
        )
        for kind, told in days.items()
        if not (row.issued_on and done[kind] is None)  # no second round was needed
    ]


def hearing_day(periods: Periods, hearing: Hearing) -> Told | None:
    """Three weeks beginning with the day of receipt, the time around an election left out."""
    pause = [(hearing.pause_from, hearing.pause_to)] if hearing.pause_from and hearing.pause_to else []
    return periods.told(
        ClockKind.HEARING,
        hearing.received_on,
        title=str(hearing),
        done_on=hearing.reported_on,
        href=f"/panel/hearings/{hearing.pk}/",
        left_out=pause,
    )


def _of_hearings(body: Body, periods: Periods, first: date, last: date) -> list[Told]:
    rows = Hearing.objects.filter(body=body, received_on__range=(first, last))
    return [told for row in rows if (told := hearing_day(periods, row))]


def _started(body: Body, periods: Periods, first: date, last: date) -> list[Told]:
    rows = Clock.objects.filter(body=body, started_on__range=(first, last))
    found = []
    for row in rows:
        kind = ClockKind(row.kind)
        title = f"{kind.label}: {row.about}"
        if told := periods.told(kind, row.started_on, title=title, done_on=row.done_on):
            href = "" if row.done_on else f"/panel/clocks/started/{row.pk}/done/"
            found.append(
                Told(told.kind, title, told.start_on, told.deadline, told.done_on, told.override, href)
            )
    return found


def overdue_hearings(*, on: date) -> list[Hearing]:
    """Notices of a Chief Constable to be whose three weeks are over without a report."""
    rows = Hearing.objects.filter(state=HearingState.RECEIVED, post=HearingPost.CHIEF_CONSTABLE)
    late = []
    for row in rows.select_related("body"):
        told = hearing_day(Periods.of(row.body), row)
        if told is not None and told.is_late(today=on):
            late.append(row)
    return late


def year_of(today: date) -> int:
    return financial_year(today)
