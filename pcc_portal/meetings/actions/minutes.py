"""Keep the minutes of a meeting: when it began and rose, which item it is at, and that nothing was exempt."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import live_position
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import ExemptMinutes, Item, ItemTaken, Meeting, Minutes
from pcc_portal.meetings.states import Part
from pcc_portal.writing.actions import texts
from pcc_portal.writing.kinds import TextKind
from pcc_portal.writing.models import Text


class NotIssuedYet(Refusal):
    """The agenda is the page of the minutes: it must not change under them."""

    def __init__(self) -> None:
        super().__init__("The agenda is not issued yet. Issue it, and the minutes are written on its items.")


class MinutesClosed(Refusal):
    """Confirmed minutes are frozen."""

    def __init__(self) -> None:
        super().__init__("These minutes have been confirmed. They are not changed any more.")


class OutOfTurn(Refusal):
    """Times that cannot be: the meeting rose before it began."""


def hold(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """The minutes, begun if there are none, with their row locked: two clerks who add something take turns.

    Belongs in the caller's transaction. Raises NotIssuedYet, MinutesClosed.
    """
    rows = Minutes.objects.select_for_update(of=("self",), no_key=True).select_related("text", "exempt__text")
    minutes = rows.filter(meeting=meeting).first()
    if minutes is None:
        held = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        minutes = rows.filter(meeting=meeting).first() or _begin(held, by=by, at=at)
    if not minutes.is_open:
        raise MinutesClosed
    changed(minutes)
    minutes.meeting = meeting
    return minutes


def changed(minutes: Minutes) -> None:
    """One more edition: the page of the other clerk asks for what is new."""
    Minutes.objects.filter(pk=minutes.pk).update(edition=F("edition") + 1)


def _begin(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    if not meeting.is_issued:
        raise NotIssuedYet
    text = texts.create(kind=TextKind.MINUTES, by=by, at=at)
    minutes = Minutes.objects.create(meeting=meeting, text=text)
    record("meetings.minutes.begun", subject=minutes, by=by, at=at, thread=meeting.ref)
    return minutes


def text_for(minutes: Minutes, part: str, *, by: User | None, at: datetime) -> Text:
    """The text that words of this part go to; the exempt one is made when it is first needed."""
    if part == Part.OPEN:
        return minutes.text
    held = ExemptMinutes.objects.select_related("text").filter(minutes=minutes).first()
    if held is None:
        text = texts.create(kind=TextKind.MINUTES, by=by, at=at)
        held = ExemptMinutes.objects.create(minutes=minutes, text=text)
    return held.text


@transaction.atomic
def begin(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """The meeting begins now; pressed again, the first moment stays. Raises OutOfTurn."""
    minutes = hold(meeting, by=by, at=at)
    if minutes.began_at is None:
        in_order(at, minutes.rose_at)
        _stamp(minutes, "began_at", at, by=by, at=at)
    return minutes


@transaction.atomic
def rise(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """The meeting rises now; pressed again, the first moment stays. Raises OutOfTurn."""
    minutes = hold(meeting, by=by, at=at)
    if minutes.rose_at is None:
        in_order(minutes.began_at, at)
        minutes.live_item = None
        minutes.save(update_fields=["live_item"])
        _stamp(minutes, "rose_at", at, by=by, at=at)
    return minutes


@transaction.atomic
def take(item: Item, *, by: User, at: datetime) -> ItemTaken:
    """The meeting comes to this item now. Come back to, it is live again and keeps its first time."""
    minutes = hold(item.meeting, by=by, at=at)
    taken, is_new = ItemTaken.objects.get_or_create(minutes=minutes, item=item, defaults={"at": at})
    if minutes.live_item_id != item.pk and minutes.rose_at is None:
        minutes.live_item = item
        minutes.save(update_fields=["live_item"])
    if is_new:
        record("meetings.minutes.item_taken", subject=item, by=by, at=at, thread=item.meeting.ref)
    live_position.tell(minutes, by=by, at=at)
    return taken


@transaction.atomic
def correct(
    meeting: Meeting,
    *,
    began_at: datetime | None,
    rose_at: datetime | None,
    taken: dict[Item, datetime | None],
    by: User,
    at: datetime,
) -> Minutes:
    """Put the times right; an empty one is taken away. Raises OutOfTurn."""
    minutes = hold(meeting, by=by, at=at)
    in_order(began_at, rose_at)
    minutes.began_at, minutes.rose_at = began_at, rose_at
    if rose_at is not None:
        minutes.live_item = None
    minutes.save(update_fields=["began_at", "rose_at", "live_item"])
    for item, moment in taken.items():
        rows = ItemTaken.objects.filter(minutes=minutes, item=item)
        if moment is None:
            rows.delete()
        elif not rows.update(at=moment):
            ItemTaken.objects.create(minutes=minutes, item=item, at=moment)
    record("meetings.minutes.times_corrected", subject=minutes, by=by, at=at, thread=meeting.ref)
    live_position.tell(minutes, by=by, at=at)
    return minutes


@transaction.atomic
def say_not_needed(meeting: Meeting, *, is_needed: bool, by: User, at: datetime) -> Minutes:
    """The exempt part of the agenda was not entered, and the minutes say so (domain.md D32); or it was after all."""
    minutes = hold(meeting, by=by, at=at)
    if minutes.exclusion_not_needed == is_needed:
        minutes.exclusion_not_needed = not is_needed
        minutes.save(update_fields=["exclusion_not_needed"])
        kind = "meetings.minutes.exempt_needed" if is_needed else "meetings.minutes.exempt_not_needed"
        record(kind, subject=minutes, by=by, at=at, thread=meeting.ref)
    return minutes


def in_order(began_at: datetime | None, rose_at: datetime | None) -> None:
    """Raises OutOfTurn."""
    if began_at is not None and rose_at is not None and rose_at <= began_at:
        raise OutOfTurn("The meeting rose after it began: check the two times.")


def _stamp(minutes: Minutes, field: str, moment: datetime, *, by: User, at: datetime) -> None:
    setattr(minutes, field, moment)
    minutes.save(update_fields=[field])
    kind = "meetings.minutes.meeting_began" if field == "began_at" else "meetings.minutes.meeting_rose"
    record(kind, subject=minutes, by=by, at=at, thread=minutes.meeting.ref)
    live_position.tell(minutes, by=by, at=at)
