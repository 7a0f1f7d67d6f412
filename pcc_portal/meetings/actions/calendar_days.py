"""Days that no library knows. A day off that is made known recomputes every pending notice, and tells the clerks."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import ROLE_POWERS, Power
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import public_notices
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, CalendarDay, Meeting, NoticeAlert
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.web.templatetags.words import long_date
from pcc_portal.workdays import Calendar

CLERKS = [role for role, powers in ROLE_POWERS.items() if Power.PREPARE in powers]


class KnownAlready(Refusal):
    """The day is written down already."""


class SaysWhy(Refusal):
    """An issued meeting whose notice has become short is held for a reason that is published."""


@transaction.atomic
def add(day: date, *, name: str, kind: str, source: str, by: User, at: datetime) -> CalendarDay:
    """Write a day down. A day off flags each coming meeting whose notice it changes, and mails its clerks.

    Source: LGA 1972 s243, R v Swansea CC ex p Elitestone: a day off is no clear day, whenever it was proclaimed.
    Raises KnownAlready.
    """
    before = office_calendar()
    row = CalendarDay(day=day, name=name, kind=kind, source=source, created_at=at, created_by=by)
    if row.is_off and day in before.days_off:
        raise KnownAlready(f"{long_date(day)} is written down already: {before.days_off[day]}.")
    row.save()
    record("meetings.calendar_day.added", subject=row, by=by, at=at, name=name, day=day.isoformat())
    if row.is_off:
        for meeting in _coming(at=at):
            _look(meeting, row, before, office_calendar_with(before, row), by=by, at=at)
        _recount(by=by, at=at)
    return row


def _recount(*, by: User, at: datetime) -> None:
    """Everybody's notices say what is counted from their days as it is counted now."""
    for body in Body.objects.all():
        public_notices.recount(body, by=by, at=at)


def office_calendar_with(before: Calendar, row: CalendarDay) -> Calendar:
    return Calendar({**before.days_off, row.day: row.name})


@transaction.atomic
def remove(row: CalendarDay, *, by: User, at: datetime) -> None:
    """It was written down by mistake: its alerts go with it, and every notice is counted without it again."""
    touched = list(Meeting.objects.filter(alerts__day=row).select_related("body").distinct())
    record("meetings.calendar_day.removed", subject=row, by=by, at=at, name=row.name, day=row.day.isoformat())
    row.delete()
    for meeting in touched:
        public_notices.again(meeting, by=by, at=at)
    _recount(by=by, at=at)


@transaction.atomic
def see(alert: NoticeAlert, *, by: User, at: datetime, reason: str = "") -> NoticeAlert:
    """The clerk has looked. Where issued papers have become late, the reason is published (LGA 1972 s100B(4)).

    Seen twice, the first stands. Raises SaysWhy.
    """
    alert = (
        NoticeAlert.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=alert.pk)
    )
    if alert.seen_at is not None:
        return alert
    if alert.is_short and not reason.strip():
        raise SaysWhy("Say why it is held all the same, or move it. The reason is published on its page.")
    alert.seen_at, alert.seen_by, alert.reason = at, by, reason.strip()
    alert.save(update_fields=["seen_at", "seen_by", "reason"])
    record("meetings.alert.seen", subject=alert, by=by, at=at, thread=alert.meeting.ref, reason=alert.reason)
    if alert.reason:
        public_notices.again(alert.meeting, by=by, at=at)
    return alert


def _coming(*, at: datetime) -> list[Meeting]:
    today = timezone.localdate(at)
    rows = Meeting.objects.pending().filter(is_date_fixed=True, held_on__gte=today)
    return list(rows.select_related("body").order_by("held_on"))


def _look(
    meeting: Meeting, row: CalendarDay, before: Calendar, after: Calendar, *, by: User, at: datetime
) -> None:
    """Flag one meeting, if the day changes anything for it."""
    needed = meeting.body.notice_days
    due_was = before.last_day_for_notice(meeting.held_on, needed)
    due_now = after.last_day_for_notice(meeting.held_on, needed)
    if due_was == due_now and meeting.held_on != row.day:
        return
    issued_on = timezone.localdate(meeting.issued_at) if meeting.issued_at else None
    is_short = issued_on is not None and due_now < issued_on <= due_was
    alert = NoticeAlert.objects.create(
        meeting=meeting,
        day=row,
        due_was=due_was,
        due_now=due_now,
        is_on_the_day=meeting.held_on == row.day,
        is_short=is_short,
        made_at=at,
    )
    public_notices.again(meeting, by=by, at=at)
    for clerk in clerks_of(meeting.body, on=timezone.localdate(at)):
        notices.post(
            "meetings.day_off",
            to=clerk.email,
            context={"alert": alert, "url": f"{settings.PUBLIC_BASE_URL}{meeting.path}life/"},
            dedupe_key=f"day-off:{row.pk}:{meeting.pk}:{clerk.pk}",
            about=alert,
            by=by,
            at=at,
        )


def clerks_of(body: Body, *, on: date) -> list[User]:
    """Those who prepare this body's agendas on a day."""
    held = RoleGrant.objects.on(on).filter(organisation=body.organisation_id, role__in=CLERKS)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))
