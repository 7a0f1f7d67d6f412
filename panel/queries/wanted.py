"""What the Panel asked for, read from its minutes: the list from which the Commissioner's next report is written, complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from panel.models import Enquiry, ProgrammeRow, ReviewRecommendation
from panel.queries.promises import Promised
from panel.states import EnquiryState, ReviewState
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Body, Entry, Meeting
from pcc_portal.meetings.models.entry import EntryKind, Verb
from pcc_portal.meetings.models.motion import MotionResult, ResolutionKind
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.web.templatetags.words import short_date

# "Asks the Commissioner to", "That the office be invited to": better one too many than one that is missing.
_ASKS = re.compile(
    r"\b((asks?|requests?|invites?|recommends?|requires?|seeks?|urges?|calls? (on|for)|looks? forward|would like|wants?|wishes)"
    r"|(be|is|are|was|were) (asked|requested|invited|recommended|required|urged|sought))\b",
    re.IGNORECASE,
)
A_YEAR = timedelta(days=365)  # what was asked is shown so long; what was promised until it is settled


def asks(words: str) -> bool:
    """Whether words of a decision ask somebody for something."""
    return _ASKS.search(words) is not None


@dataclass(frozen=True)
class Wanted:
    """One thing asked for, and where."""

    kind: str
    what: str
    who: str
    entry: Entry | None = None
    due: str = ""
    is_late: bool = False
    stands: str = ""
    row: int | None = None  # the row of the work programme that it has become

    @property
    def is_resolution(self) -> bool:
        return self.entry is not None and self.entry.kind == EntryKind.RESOLUTION

    @property
    def where(self) -> str:
        return self.entry.item.public_title if self.entry is not None else ""


@dataclass
class Asked:
    """What one meeting asked for, in the order in which it was said."""

    meeting: Meeting
    rows: list[Wanted] = field(default_factory=list)


def minuted(body: Body, user: User) -> QuerySet[Entry]:
    """Everything of the minutes of meetings that have risen, as far as this person may read it."""
    known = Entry.objects.visible_to(user)
    return known.filter(minutes__meeting__body=body, minutes__rose_at__isnull=False)


def asked_in(body: Body, user: User, *, on: date, since: date | None = None) -> list[Asked]:
    """By meeting, the newest first: nothing that was asked is left out. Five queries, however much there is.

    Before ``since`` (a year ago) only what is still owed is named; everything else that was asked so long ago was
    answered by a report, or was asked again.
    """
    since = since or on - A_YEAR
    found: dict[int, Asked] = {}
    planned = {
        row.resolution_id: row for row in ProgrammeRow.objects.filter(body=body, resolution__isnull=False)
    }
    for entry in _entries(body, user):
        meeting = entry.minutes.meeting
        one = _wanted(entry, planned, on=on)
        if one is not None and (meeting.held_on >= since or entry.kind == EntryKind.PROMISE):
            found.setdefault(meeting.pk, Asked(meeting)).rows.append(one)
    for enquiry in _written(body, user):
        found.setdefault(enquiry.meeting_id, Asked(enquiry.meeting)).rows.append(_question(enquiry, on=on))
    return sorted(found.values(), key=lambda asked: asked.meeting.held_on, reverse=True)


def _entries(body: Body, user: User) -> QuerySet[Entry]:
    """All but questions with something below them: an answer, or the promise of one, which stands for itself."""
    below = Entry.objects.filter(parent=OuterRef("pk"))
    rows = minuted(body, user).exclude(Exists(below), kind=EntryKind.QUESTION)
    rows = rows.select_related(
        "block",
        "speaker",
        "item",
        "minutes__meeting__body",
        "motion",
        "resolution",
        "promise__by",
        "promise__to",
        "promise__due_meeting__body",
        "promise__report_item__meeting__body",
        "promise__report_paper",
    ).prefetch_related("motion__resolutions")
    return rows.order_by("minutes__meeting", "item__position", "added_at", "pk")


def _wanted(entry: Entry, planned: dict[int | None, ProgrammeRow], *, on: date) -> Wanted | None:
    """What this entry asks for, or nothing."""
    words = words_of(entry.block.html)
    who = str(entry.speaker) if entry.speaker else ""
    match entry.kind:
        case EntryKind.QUESTION:
            return Wanted("Question without an answer", words, who, entry)
        case EntryKind.PROMISE:
            return _promised(entry, on=on)
        case EntryKind.RESOLUTION:
            return _resolved(entry, words, planned)
        case EntryKind.MOTION:
            is_alone = entry.motion.result == MotionResult.CARRIED and not entry.motion.resolutions.all()
            return Wanted("Motion that was carried", words, "", entry) if is_alone and asks(words) else None
        case _:
            return Wanted("Request", words, who, entry) if entry.verb == Verb.ASKED else None


def _promised(entry: Entry, *, on: date) -> Wanted | None:
    if not entry.promise.is_owed:
        return None
    entry.promise.entry = entry
    row = Promised(entry.promise, on)
    return Wanted("Promise", row.what, row.who, entry, row.due_words, row.is_late, row.state_words)


def _resolved(entry: Entry, words: str, planned: dict[int | None, ProgrammeRow]) -> Wanted | None:
    if entry.resolution.kind != ResolutionKind.ASK and not asks(words):
        return None
    row = planned.get(entry.resolution.pk)
    stands = f"In the work programme: {row.get_state_display().lower()}" if row else ""
    return Wanted("Resolution", words, "", entry, stands=stands, row=row.pk if row else None)


def _written(body: Body, user: User) -> QuerySet[Enquiry]:
    """Lines of enquiry that were not reached, and were asked in writing."""
    rows = Enquiry.objects.visible_to(user).filter(meeting__body=body, state=EnquiryState.WRITTEN)
    return rows.select_related("owner__person", "meeting__body").order_by("asked_at")


def _question(enquiry: Enquiry, *, on: date) -> Wanted:
    assert enquiry.due_on is not None, "the database holds a written question to a due date"
    due, late = short_date(enquiry.due_on), enquiry.due_on < on
    return Wanted("Written question", enquiry.words, str(enquiry.owner), due=due, is_late=late)


def recommended(body: Body, *, on: date) -> Iterator[Wanted]:
    """What reviews that have reported recommend, and nobody has answered yet (PRSRA 2011 s29)."""
    rows = ReviewRecommendation.objects.filter(review__body=body, response="").exclude(
        review__state=ReviewState.PENDING
    )
    rows = rows.filter(review__reported_on__isnull=False).select_related("review")
    for one in rows:
        due = short_date(one.due_on)
        yield Wanted("Recommendation", one.words, str(one.review), due=due, is_late=one.is_late(on=on))
