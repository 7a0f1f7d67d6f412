"""Plan a meeting and call it: its date, time and place, and the standing items its agenda begins with."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import announcements, public_notices
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Meeting, MeetingChange, StandingItem
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import LIFE_MOVES, ChangeKind, Life
from pcc_portal.web.templatetags.words import clock_time, long_date


class DateTaken(Refusal):
    """The body already meets on that day."""

    def __init__(self) -> None:
        super().__init__("This body already has a meeting on that day. Open that one, or choose another day.")


class InThePast(Refusal):
    """A meeting is called for a day to come, unless it is only being recorded."""


class NotAWorkingDay(Refusal):
    """A weekend, a bank holiday or a day off: the clerk must mean it."""


class NoSuchHour(Refusal):
    """The clocks go forward over it."""


@dataclass(frozen=True)
class When:
    """A day, an hour and a place, and what the clerk has said of the day."""

    held_on: date
    starts_at: time
    venue: str
    afterwards: bool = False  # the day is past, and the meeting is only being recorded
    off_day: bool = False  # it is no working day, and that is meant


def check_day(when: When, *, at: datetime) -> None:
    """Raises NoSuchHour, InThePast, NotAWorkingDay; the last two unless the clerk has said that it is meant."""
    held_on, starts_at = when.held_on, when.starts_at
    if is_skipped(held_on, starts_at):
        raise NoSuchHour(
            f"There is no {clock_time(starts_at)} on {long_date(held_on)}: the clocks go forward over it. Choose another time."
        )
    if not when.afterwards and held_on < timezone.localdate(at):
        raise InThePast("This day is past. Choose a day to come, or say that you record it afterwards.")
    if not when.off_day and (what := office_calendar().why_off(held_on)):
        raise NotAWorkingDay(f"{long_date(held_on)} is {what}. Choose another day, or say that it is meant.")


def is_skipped(day: date, hour: time) -> bool:
    """Whether the clocks in London go forward over this hour."""
    there = _in_london(day, hour)
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None)


def is_doubled(day: date, hour: time) -> bool:
    """Whether this hour comes twice, since the clocks go back over it. The portal takes the first."""
    there = _in_london(day, hour)
    return there.utcoffset() != there.replace(fold=1).utcoffset() and not is_skipped(day, hour)


def _in_london(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())


def must_be_free(body: Body, day: date, *, but: Meeting | None = None) -> None:
    """Lock the body, so that two clerks take turns. Raises DateTaken; belongs in the caller's transaction."""
    Body.objects.select_for_update().get(pk=body.pk)
    there = Meeting.objects.filter(body=body, held_on=day, is_date_fixed=True).exclude(life=Life.CANCELLED)
    if any(found != but for found in there):
        raise DateTaken


@transaction.atomic
def plan(
    body: Body,
    *,
    held_on: date,
    by: User | None,
    at: datetime,
    starts_at: time | None = None,
    venue: str = "",
    webcast_url: str = "",
    afterwards: bool = False,
    off_day: bool = False,
) -> Meeting:
    """A draft that only those see who prepare it, with the body's standing items.

    Raises DateTaken and what ``check_day`` raises.
    """
    when = When(held_on, starts_at or body.default_time, venue or body.venue, afterwards, off_day)
    check_day(when, at=at)
    must_be_free(body, held_on)
    meeting = Meeting.objects.create(
        body=body,
        ref=_free_ref(f"{body.slug}-{held_on.isoformat()}"),
        held_on=held_on,
        starts_at=when.starts_at,
        venue=when.venue,
        webcast_url=webcast_url,
        changed_at=at,
    )
    Item.objects.bulk_create(_standing_lines(meeting))
    day = held_on.isoformat()
    record("meetings.meeting.planned", subject=meeting, by=by, at=at, thread=meeting.ref, held_on=day)
    return meeting


def record_held(
    body: Body, *, held_on: date, by: User | None, at: datetime, starts_at: time | None = None
) -> Meeting:
    """A meeting of the past that only its minutes tell of: held, without an agenda, and no notice of it is given now.

    Belongs in the caller's transaction. Raises DateTaken.
    """
    must_be_free(body, held_on)
    meeting = Meeting.objects.create(
        body=body,
        ref=_free_ref(f"{body.slug}-{held_on.isoformat()}"),
        held_on=held_on,
        starts_at=starts_at or body.default_time,
        venue=body.venue,
        life=Life.HELD,
        changed_at=at,
    )
    day = held_on.isoformat()
    record("meetings.meeting.recorded", subject=meeting, by=by, at=at, thread=meeting.ref, held_on=day)
    return meeting


def _free_ref(first: str) -> str:
    """pcp-2026-09-17, or pcp-2026-09-17-2 where a meeting that was moved or cancelled has that address for good."""
    taken = set(Meeting.objects.filter(ref__startswith=first).values_list("ref", flat=True))
    ref, number = first, 1
    while ref in taken:
        number += 1
        ref = f"{first}-{number}"
    return ref


def record_move(meeting: Meeting, *, by: User, at: datetime) -> None:
    """A planned date was changed: the clerk's own business, and nobody is told."""
    day = meeting.held_on.isoformat()
    record("meetings.meeting.replanned", subject=meeting, by=by, at=at, thread=meeting.ref, held_on=day)


@transaction.atomic
def call(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Give public notice of time and place (LGA 1972 s100A(6)(a)): before there is any agenda, and from then on. Raises BadMove."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    move(meeting, Life.CALLED, along=LIFE_MOVES, field="life")
    meeting.save(update_fields=["life"])
    log(meeting, ChangeKind.CALLED, by=by, at=at)
    notice = public_notices.publish(meeting, by=by, at=at)
    news = public_notices.news_of(notice)
    announcements.tell(meeting, kind=ChangeKind.CALLED, news=news, by=by, at=at, of=[notice])
    return meeting


def call_by_issuing(meeting: Meeting, *, by: User, at: datetime) -> None:
    """An agenda that is let out calls a meeting that was only planned. The caller saves and publishes. Raises BadMove."""
    if meeting.life != Life.CALLED:
        move(meeting, Life.CALLED, along=LIFE_MOVES, field="life")
        log(meeting, ChangeKind.CALLED, by=by, at=at)


def log(
    meeting: Meeting,
    kind: ChangeKind,
    *,
    by: User,
    at: datetime,
    before: Meeting | None = None,
    reason: str = "",
    notice_reason: str = "",
) -> MeetingChange:
    """What was done, for the public and for the audit; ``before`` is the meeting as it was to be."""
    was = before or meeting
    record(
        f"meetings.meeting.{kind}",
        subject=meeting,
        by=by,
        at=at,
        thread=meeting.ref,
        held_on=meeting.held_on.isoformat() if meeting.is_date_fixed else "",
        reason=reason,
    )
    return MeetingChange.objects.create(
        meeting=meeting,
        kind=kind,
        reason=reason,
        notice_reason=notice_reason,
        was_on=was.held_on,
        was_at=was.starts_at,
        was_venue=was.venue,
        at=at,
        by=by,
    )


def _standing_lines(meeting: Meeting) -> list[Item]:
    """Main items first, so that each sub-item finds its own; both counted from 1 in their row."""
    made: dict[int | None, Item] = {}
    places: Counter[int | None] = Counter()
    lines = StandingItem.objects.filter(body=meeting.body_id)
    for line in sorted(lines, key=lambda s: (s.parent_id is not None, s.position)):
        places[line.parent_id] += 1
        made[line.pk] = Item(
            meeting=meeting,
            parent=made.get(line.parent_id),
            position=places[line.parent_id],
            kind=line.kind,
            public_title=line.title,
            purpose=line.purpose,
        )
    return list(made.values())
