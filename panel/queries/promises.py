"""What was promised to a body: as its clerk and members look after it, as everyone may read it, and what is outstanding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.models import Body, Meeting, Promise
from pcc_portal.meetings.models.promise import PromiseQuerySet, is_late
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.meetings.states import Life, PromiseState
from pcc_portal.web.templatetags.words import short_date

PROMISES = "panel.promises"  # its release
OWED, LATE, EVERYTHING, NOBODY = "owed", "late", "all", "nobody"
# What the page shows -> its words; states by their own names.
SHOWN = {OWED: "Still owed", LATE: "Overdue"} | dict(PromiseState.choices) | {EVERYTHING: "Everything"}


@dataclass(frozen=True)
class Filters:
    """What somebody chose on the page; what nobody can have chosen counts as not chosen."""

    show: str = OWED
    by: str = ""
    meeting: str = ""

    @classmethod
    def of(cls, sent: Any) -> Filters:
        show, by = sent.get("show", ""), sent.get("by", "")
        named = by == NOBODY or (by.isascii() and by.isdigit() and len(by) < 10)  # noqa: PLR2004  digits of a key
        return cls(
            show if show in SHOWN else OWED, by if named else "", sent.get("meeting", "").replace("\x00", "")
        )

    @property
    def others(self) -> str:
        """What else was chosen, to go on in an address."""
        said = {name: value for name, value in (("by", self.by), ("meeting", self.meeting)) if value}
        return f"&{urlencode(said)}" if said else ""

    def apply(self, rows: PromiseQuerySet) -> PromiseQuerySet:
        """All but whether it is late, which the clock of promises says of each."""
        if self.show == OWED:
            rows = rows.still_owed()
        elif self.show == LATE:
            rows = rows.filter(state=PromiseState.OPEN)
        elif self.show != EVERYTHING:
            rows = rows.filter(state=self.show)
        if self.by:
            rows = rows.filter(by__isnull=True) if self.by == NOBODY else rows.filter(by=int(self.by))
        return rows.filter(entry__minutes__meeting__ref=self.meeting) if self.meeting else rows


@dataclass(frozen=True)
class Promised:
    """One of them on a day."""

    promise: Promise
    on: date

    @property
    def meeting(self) -> Meeting:
        return self.promise.entry.minutes.meeting

    @property
    def what(self) -> str:
        return words_of(self.promise.entry.block.html) or "Nothing is written yet"

    @property
    def who(self) -> str:
        return str(self.promise.by) if self.promise.by else "Nobody yet"

    @property
    def to(self) -> str:
        return str(self.promise.to) if self.promise.to else f"the {self.meeting.naming.short_name}"

    @property
    def is_late(self) -> bool:
        return self.promise.is_late(on=self.on)

    @property
    def due_words(self) -> str:
        """A meeting that is only planned is public to nobody, so it is named by its month."""
        meeting = self.promise.due_meeting
        if meeting is None:
            return short_date(self.promise.due_on) if self.promise.due_on else "No day was named"
        if meeting.life == Life.CANCELLED:
            return "A meeting that was cancelled"
        if not meeting.is_date_fixed:
            return "The next meeting, date to be fixed"
        return f"Meeting in {meeting.held_on:%B %Y}" if meeting.is_planned else f"Meeting of {_day(meeting)}"

    @property
    def where_reported(self) -> str:
        """ "Police numbers, Panel, 17 December 2026": titles are public, those of exempt papers too."""
        item, paper = self.promise.report_item, self.promise.report_paper
        if item is None:
            return ""
        return f"{paper.public_title if paper else item.public_title}, {item.meeting}"

    @property
    def state_words(self) -> str:
        """Where it stands, in one line, without the reason of what was dropped."""
        promise = self.promise
        if promise.state == PromiseState.REPORTED:
            return f"Reported back, {short_date(promise.reported_on)}"
        if promise.is_owed:
            return "Overdue" if self.is_late else "Open"
        return f"{promise.get_state_display()}, {short_date(promise.settled_on)}"

    @property
    def flags(self) -> list[str]:
        """What somebody should see to; each stops nothing but letting the list out."""
        promise, meeting = self.promise, self.promise.due_meeting
        found = [] if promise.by_id else ["No owner yet. Who promised it?"]
        if promise.is_open and meeting is not None and meeting.held_on <= self.meeting.held_on:
            found.append("It is due at a meeting that was no later. Choose a later one.")
        elif promise.is_open and meeting is not None and meeting.life == Life.CANCELLED:
            found.append("Its meeting was cancelled. Choose another, or a day.")
        elif promise.is_open and meeting is None and promise.due_on is None:
            found.append("By when? Choose a meeting or a day.")
        return found


def _day(meeting: Meeting) -> str:
    return short_date(meeting.held_on)


@dataclass
class Tracker:
    """A page of them, with what can be chosen on it."""

    chosen: Filters
    rows: list[Promised] = field(default_factory=list)
    owners: list[Person] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)


def with_everything(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """Joined with all that a line says, in the order in which they were made."""
    return rows.select_related(
        "by",
        "to",
        "due_meeting__body",
        "entry__block",
        "entry__item",
        "entry__parent__speaker",
        "entry__parent__block",
        "entry__minutes__meeting__body",
        "report_item__meeting__body",
        "report_paper",
    ).order_by("-entry__minutes__meeting__held_on", "entry__added_at", "pk")


def tracked(body: Body, user: User, chosen: Filters, *, on: date) -> Tracker:
    """Those that this person may know of; four queries, however many there are."""
    known = Promise.objects.visible_to(user).filter(entry__minutes__meeting__body=body)
    rows = [Promised(row, on) for row in with_everything(chosen.apply(known))]
    if chosen.show == LATE:
        rows = [row for row in rows if row.is_late]
    meetings = Meeting.objects.filter(pk__in=known.values("entry__minutes__meeting"))
    return Tracker(
        chosen,
        rows,
        list(Person.objects.filter(pk__in=known.values("by"))),
        list(meetings.select_related("body")),
    )


def let_out_of(body: Body, *, on: date) -> list[Promised]:
    """What the list that everyone reads says when it is let out."""
    rows = Promise.objects.let_out().filter(entry__minutes__meeting__body=body)
    return [Promised(row, on) for row in with_everything(rows)]


def outstanding_of(meeting: Meeting, *, on: date) -> list[Promised]:
    """What is still owed to a meeting and may stand in an open paper of it: said openly before it, oldest first."""
    rows = Promise.objects.in_public().still_owed()
    before = rows.filter(
        entry__minutes__meeting__body=meeting.body,
        entry__minutes__meeting__held_on__lt=meeting.held_on,
        entry__minutes__rose_at__isnull=False,
    )
    return [Promised(row, on) for row in reversed(with_everything(before))]


def facts_of(row: Promised) -> dict[str, Any]:
    """All that is ever said of a promise to the public. A reason only where somebody said that the public may read it."""
    promise, item = row.promise, row.promise.report_item
    meeting = promise.due_meeting
    due = None if meeting is not None and meeting.is_planned else promise.due
    reported_at = item.meeting if item is not None and item.meeting.is_issued else None
    return {
        "what": row.what,
        "who": row.who,
        "to": row.to,
        "said": _day(row.meeting),
        "path": row.meeting.path,
        "entry": str(promise.entry_id),
        "due": due.isoformat() if due else "",
        "due_words": row.due_words,
        "state": promise.state,
        "state_words": promise.get_state_display(),
        "reported": row.where_reported if reported_at else "",
        "reported_path": reported_at.path if reported_at else "",
        "reason": promise.reason if promise.reason_is_public else "",
    }


def read_on(facts: Iterable[dict[str, Any]], *, on: date) -> list[dict[str, Any]]:
    """The released rows, with whether each is late on the day on which it is read: by the same clock."""
    return [
        row
        | {"is_late": is_late(row["state"], date.fromisoformat(row["due"]) if row["due"] else None, on=on)}
        for row in facts
    ]
