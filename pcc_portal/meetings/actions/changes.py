"""What becomes of a meeting: moved, held, adjourned, without a quorum, cancelled. Each is one act, and public at once."""

from collections.abc import Collection
from copy import copy
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.lifecycle import move as move_life
from pcc_portal.meetings.actions import announcements, calls, public_notices, substitutes
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import LIFE_MOVES, ChangeKind, Life
from pcc_portal.web.templatetags.words import long_date


class NotYet(Refusal):
    """Nobody can say what became of a meeting before it begins."""


class NotToCome(Refusal):
    """What was held or cancelled is not moved."""


class BeingIssued(Refusal):
    """Its pages say when and where it is, and are being made at this moment."""


class NothingMoved(Refusal):
    """The day, the time and the place are those it has already."""


class NeedsNoticeReason(Refusal):
    """The new day leaves less than the body's clear days."""


@transaction.atomic
def move(
    meeting: Meeting, to: When | None, *, reason: str, by: User, at: datetime, notice_reason: str = ""
) -> Meeting:
    """To another day, hour or place; None puts it off to a day that is not known yet.

    Its address stays, and its papers with it. Notice of the new day is counted from now (LGA 1972 s100A(6)(a),
    s100B(3)): less than the body's clear days needs ``notice_reason``, which is published. What was only planned
    moves without a word to anyone. Raises NotToCome, BeingIssued, NothingMoved, NeedsNoticeReason, and what
    ``calls.plan`` raises of the day.
    """
    meeting, before = _take(meeting)
    if not meeting.is_pending:
        raise NotToCome(f"This meeting is {meeting.get_life_display().lower()}: it is not moved any more.")
    if to is None and meeting.is_planned:
        raise NotToCome("This meeting is only planned. Give it another day, or cancel it.")
    _to_day(meeting, to, at=at)
    if _same(meeting, before):
        raise NothingMoved("This is when and where it is already. Change the day, the time or the place.")
    if meeting.life == Life.CALLED and to is not None and to.held_on != before.held_on:
        _needs_notice(meeting, notice_reason, at=at)
    _save(meeting, at=at)
    substitutes.follow(meeting, by=by, at=at)
    if meeting.is_planned:
        calls.record_move(meeting, by=by, at=at)
    else:
        _tell(meeting, ChangeKind.MOVED, before, by=by, at=at, reason=reason, notice_reason=notice_reason)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: User, at: datetime) -> Meeting:
    """It does not take place. Its address stays and says why; it counts for nobody's attendance. Raises BadMove, BeingIssued."""
    meeting, before = _take(meeting)
    move_life(meeting, Life.CANCELLED, along=LIFE_MOVES, field="life")
    _save(meeting, at=at)
    substitutes.follow(meeting, by=by, at=at)
    _tell(meeting, ChangeKind.CANCELLED, before, by=by, at=at, reason=reason)
    return meeting


@transaction.atomic
def mark_held(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """The clerk says that it took place; nothing is left over. Raises BadMove, NotYet, BeingIssued."""
    meeting, before = _take(meeting)
    move_life(meeting, Life.HELD, along=LIFE_MOVES, field="life")
    _has_begun(before, at=at)
    _save(meeting, at=at)
    substitutes.follow(meeting, by=by, at=at)
    Item.objects.filter(meeting=meeting).update(is_unfinished=False)
    _tell(meeting, ChangeKind.HELD, before, by=by, at=at)
    return meeting


def adjourn(
    meeting: Meeting,
    to: When | None,
    *,
    reason: str,
    unfinished: Collection[UUID],
    by: User,
    at: datetime,
) -> Meeting:
    """Broken off, to go on on another day (None: not known yet) with what was not dealt with.

    The meeting stays the same meeting: its address, its agenda and its papers. Raises BadMove, NotYet, BeingIssued,
    and what ``calls.plan`` raises of the day.
    """
    return _break_off(meeting, Life.ADJOURNED, to, unfinished, reason=reason, by=by, at=at)


def mark_inquorate(
    meeting: Meeting,
    to: When | None,
    *,
    reason: str,
    unfinished: Collection[UUID],
    by: User,
    at: datetime,
) -> Meeting:
    """Too few members came, or stayed: what was not dealt with is taken on another day. Raises as ``adjourn`` does."""
    return _break_off(meeting, Life.INQUORATE, to, unfinished, reason=reason, by=by, at=at)


@transaction.atomic
def _break_off(
    meeting: Meeting,
    life: Life,
    to: When | None,
    unfinished: Collection[UUID],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Meeting:
    meeting, before = _take(meeting)
    move_life(meeting, life, along=LIFE_MOVES, field="life")
    _has_begun(before, at=at)
    _to_day(meeting, to, at=at)
    _save(meeting, at=at)
    substitutes.follow(meeting, by=by, at=at)
    lines = Item.objects.filter(meeting=meeting)
    lines.update(is_unfinished=False)
    lines.filter(pk__in=unfinished).update(is_unfinished=True)
    _tell(meeting, ChangeKind(life), before, by=by, at=at, reason=reason)
    return meeting


def _take(meeting: Meeting) -> tuple[Meeting, Meeting]:
    """The meeting with its row locked, and as it was. Raises BeingIssued."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if held.is_being_issued:
        raise BeingIssued(
            "Its papers are being issued at this moment. Wait until they are out, or stop that first."
        )
    return held, copy(held)


def _to_day(meeting: Meeting, to: When | None, *, at: datetime) -> None:
    """Where and when it is from now. Raises what ``calls.plan`` raises of a day."""
    meeting.is_date_fixed = to is not None
    if to is None:
        return
    calls.check_day(to, at=at)
    calls.must_be_free(meeting.body, to.held_on, but=meeting)
    meeting.held_on, meeting.starts_at, meeting.venue = to.held_on, to.starts_at, to.venue


def _same(one: Meeting, other: Meeting) -> bool:
    fields = ("held_on", "starts_at", "venue", "is_date_fixed")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _needs_notice(meeting: Meeting, reason: str, *, at: datetime) -> None:
    needed = meeting.body.notice_days
    days = office_calendar().clear_days_between(timezone.localdate(at), meeting.held_on)
    if days < needed and not reason.strip():
        raise NeedsNoticeReason(
            f"The new day is {days} clear working day{'' if days == 1 else 's'} away; the rule is {needed}. "
            "Give the reason that the law allows; it is published with the notice."
        )


def _has_begun(meeting: Meeting, *, at: datetime) -> None:
    if meeting.begins_at > at or not meeting.is_date_fixed:
        day = long_date(meeting.held_on) if meeting.is_date_fixed else "a day to be fixed"
        raise NotYet(f"This meeting is on {day}. What became of it is said once it has begun.")


def _save(meeting: Meeting, *, at: datetime) -> None:
    """A draft's pages print the day and the place, so its pack is no longer what it says."""
    meeting.edition += 1
    meeting.changed_at = at
    meeting.save(
        update_fields=["life", "held_on", "starts_at", "venue", "is_date_fixed", "edition", "changed_at"]
    )


def _tell(
    meeting: Meeting,
    kind: ChangeKind,
    before: Meeting,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    notice_reason: str = "",
) -> None:
    """The one press: the page, the lists, calendar and feed read the notice that this releases, and everyone is mailed.

    What was cancelled while it was only planned was never public, and stays so.
    """
    calls.log(meeting, kind, by=by, at=at, before=before, reason=reason, notice_reason=notice_reason)
    if before.life == Life.PLANNED:
        return
    notice = public_notices.publish(meeting, by=by, at=at)
    if kind != ChangeKind.HELD:
        announcements.tell(meeting, kind=kind, news=public_notices.news_of(notice), by=by, at=at, of=[notice])
