"""The evening after: decisions and actions, the draft, and the draft sent round; what the open record needs beside what is exempt."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import announcements, minutes_papers, minutes_versions
from pcc_portal.meetings.actions import minutes as keeping
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import ExemptMinutes, Meeting, Minutes, MinutesVersion, Promise
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.printing import minuted
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.meetings.proofing.minutes import Flag
from pcc_portal.meetings.proofing.settled import before_circulating
from pcc_portal.meetings.states import MINUTES_MOVES, AnnouncementKind, MinutesStatus, Part
from pcc_portal.notices.models import Message

STILL = "pcc_portal.meetings.actions.circulations.is_still_owed"


class NotReady(Refusal):
    """Unmet rules; each stands on the page with its way out."""

    def __init__(self, flags: list[Flag]) -> None:
        self.flags = flags
        count = f"{len(flags)} thing{'' if len(flags) == 1 else 's'}"
        super().__init__(
            f"There {'is' if len(flags) == 1 else 'are'} {count} to see to first; they are listed below."
        )


class NothingMinuted(Refusal):
    """There are no minutes yet."""

    def __init__(self) -> None:
        super().__init__("No minutes have been written for this meeting yet.")


@transaction.atomic
def close_the_evening(meeting: Meeting, *, by: User, at: datetime) -> MinutesVersion:
    """One press: the sheet of decisions and actions, the draft minutes, and a mail to everyone who promised something.

    Nothing has to be in order for it; the draft is the clerk's. Raises NothingMinuted, MinutesClosed.
    """
    minutes = _held(meeting, by=by, at=at)
    written = minutes_versions.fresh(meeting)
    sheet = minutes_versions.freeze_decisions(minutes, written, by=by, at=at)
    made = minutes_versions.composed(written)
    minutes_versions.freeze(minutes, made, kind=VersionKind.DRAFT, ending=minuted.unconfirmed(), by=by, at=at)
    told = list(_tell_owners(minutes, by=by, at=at))
    record(
        "meetings.minutes.decisions_made", subject=sheet, by=by, at=at, thread=meeting.ref, people=len(told)
    )
    return sheet


def _tell_owners(minutes: Minutes, *, by: User, at: datetime) -> Iterator[Message]:
    """One mail a person: what they undertook in public, in its words; of what was said in private no more than that."""
    rows = Promise.objects.filter(entry__minutes=minutes, by__isnull=False)
    owed: dict[int, list[Promise]] = {}
    for promise in rows.select_related("entry__block", "due_meeting").order_by("pk"):
        owed.setdefault(promise.by_id or 0, []).append(promise)
    meeting = minutes.meeting
    for user in User.objects.filter(person__in=owed, is_active=True):
        mine = owed[user.person_id or 0]
        yield notices.post(
            "meetings.promised",
            to=user.email,
            context={
                "meeting": str(meeting),
                "promises": [_said(one) for one in mine if one.entry.part == Part.OPEN],
                "private": sum(one.entry.part == Part.EXEMPT for one in mine),
                "url": f"{settings.PUBLIC_BASE_URL}{meeting.path}minutes/decisions/",
            },
            dedupe_key=f"promised:{minutes.pk}:{user.pk}:{'.'.join(str(one.pk) for one in mine)}",
            rule=STILL,
            about=minutes,
            by=by,
            at=at,
        )


def _said(promise: Promise) -> str:
    day = promise.due_meeting.held_on if promise.due_meeting else promise.due_on
    due = f" (by {day.day} {day:%B %Y})" if day else ""
    return f"{words_of(promise.entry.block.html)}{due}"


def is_still_owed(message: Message) -> bool:
    """Nobody is written to about minutes that are gone."""
    return Minutes.objects.filter(pk=message.about_id).exists()


@transaction.atomic
def circulate(meeting: Meeting, *, by: User, at: datetime) -> MinutesVersion:
    """Sent round: frozen as they stand, told to members and offices, and on the agenda of the next meeting.

    Sent round again, the new version says what was put right. Raises NothingMinuted, NotReady, MinutesClosed.
    """
    minutes = _held(meeting, by=by, at=at)
    written = minutes_versions.fresh(meeting)
    if flags := before_circulating(written):
        raise NotReady(flags)
    is_first = minutes.status == MinutesStatus.DRAFT
    if is_first:
        move(minutes, MinutesStatus.CIRCULATED, along=MINUTES_MOVES)
        minutes.save(update_fields=["status"])
    made = minutes_versions.composed(written)
    version = minutes_versions.freeze(
        minutes, made, kind=VersionKind.CIRCULATED, ending=minuted.unconfirmed(), by=by, at=at
    )
    record("meetings.minutes.circulated", subject=version, by=by, at=at, thread=meeting.ref)
    minutes_papers.follow(minutes, made.opened, by=by, at=at)
    what = "can be read" if is_first else "have been put right and can be read again"
    news = [
        f"The draft minutes of {meeting} {what}: {settings.PUBLIC_BASE_URL}{meeting.path}minutes/circulated/",
        "A member who finds something wrong can propose a correction beside the paragraph.",
    ]
    announcements.tell(written.meeting, kind=AnnouncementKind.MINUTES, news=news, by=by, at=at)
    return version


@transaction.atomic
def say_coherent(meeting: Meeting, *, summary: str, by: User, at: datetime) -> Minutes:
    """The open minutes make sense without the exempt part; else a summary stands in them (LGA 1972 s100C(2)).

    Raises NothingMinuted, MinutesClosed.
    """
    minutes = _held(meeting, by=by, at=at)
    held = ExemptMinutes.objects.select_for_update(of=("self",)).filter(minutes=minutes).first()
    if held is None:
        raise NothingMinuted
    held.is_coherent_without, held.public_summary = not summary.strip(), summary.strip()
    held.save(update_fields=["is_coherent_without", "public_summary"])
    record("meetings.minutes.summary_settled", subject=minutes, by=by, at=at, thread=meeting.ref)
    return minutes


def _held(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Those that are written, under their lock: none are begun here. Raises NothingMinuted, MinutesClosed."""
    if not Minutes.objects.filter(meeting=meeting).exists():
        raise NothingMinuted
    return keeping.hold(meeting, by=by, at=at)
