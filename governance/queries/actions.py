"""The action log: what was chosen in its address, a page of it, how it goes by month, and what a meeting must take up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from governance.models import Action, ActionUpdate
from governance.models.action import ActionQuerySet
from governance.models.owner import is_theirs
from governance.states.actions import STILL_TO_DO, ActionState, Step
from pcc_portal.accounts.models import Holding, Person, Post, User
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.states import Part
from pcc_portal.web.templatetags.words import short_date

OWED, LATE, EVERYTHING, MINE = "owed", "late", "all", "mine"
SHOWN = {OWED: "Still to do", LATE: "Overdue"} | dict(ActionState.choices) | {EVERYTHING: "Everything"}
TURNS = (Step.CLAIMED, Step.NOT_DONE, Step.REOPENED)  # the steps between open and waiting for the office
A_PAGE = 50
MONTHS = 12
KEY_DIGITS = 10
DECEMBER = 12


@dataclass(frozen=True)
class Filters:
    """What somebody chose, as the address says it; what nobody can have chosen counts as not chosen."""

    show: str = OWED
    owner: str = ""  # mine, person-12, post-3
    meeting: str = ""
    due: str = ""  # 2026-11

    @classmethod
    def of(cls, sent: Any) -> Filters:
        show, owner, due = sent.get("show", ""), sent.get("owner", ""), sent.get("due", "")
        kind, _, key = owner.partition("-")
        named = owner == MINE or (kind in {"person", "post"} and _is_number(key, KEY_DIGITS))
        return cls(
            show if show in SHOWN else OWED,
            owner if named else "",
            sent.get("meeting", "").replace("\x00", ""),
            due if _month(due) else "",
        )

    @property
    def chosen(self) -> dict[str, str]:
        said = {"show": self.show, "owner": self.owner, "meeting": self.meeting, "due": self.due}
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """All of it, to go on in an address: the files hold what the page shows."""
        return urlencode(self.chosen)

    @property
    def others(self) -> str:
        """All but what is shown."""
        said = urlencode({name: value for name, value in self.chosen.items() if name != "show"})
        return f"&{said}" if said else ""

    def apply(self, rows: ActionQuerySet, user: User, *, on: date) -> ActionQuerySet:
        if self.show == OWED:
            rows = rows.still_to_do()
        elif self.show == LATE:
            rows = rows.late(on=on)
        elif self.show != EVERYTHING:
            rows = rows.filter(state=self.show)
        if self.owner == MINE:
            rows = rows.filter(is_theirs(user))
        elif self.owner:
            kind, _, key = self.owner.partition("-")
            rows = rows.filter(**{f"owner_{kind}": int(key)})
        if month := _month(self.due):
            rows = rows.filter(due_on__gte=month, due_on__lt=_next_month(month))
        return rows.filter(meeting__ref=self.meeting) if self.meeting else rows


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < most


def _month(text: str) -> date | None:
    """The first day of 2026-11; None for what is no month."""
    year, _, month = text.partition("-")
    if not (_is_number(year, 5) and _is_number(month, 3)):
        return None
    try:
        return date(int(year), int(month), 1)
    except ValueError:
        return None


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


@dataclass(frozen=True)
class Owner:
    """Whose it is, with who holds the post on the day."""

    person: Person | None
    post: Post | None
    holders: tuple[Holding, ...]

    def __str__(self) -> str:
        if self.post is None:
            return str(self.person)
        held = ", ".join(str(holding.person) for holding in self.holders)
        return f"{self.post} ({held})" if held else f"{self.post} (nobody holds it)"


@dataclass(frozen=True)
class Logged:
    """One action on a day. Everything that it says was read with it: see ``with_everything``."""

    action: Action
    on: date

    @cached_property
    def owner(self) -> Owner:
        post = self.action.owner_post
        return Owner(self.action.owner_person, post, tuple(post.holdings.all()) if post else ())

    @property
    def is_late(self) -> bool:
        return self.action.is_late(on=self.on)

    @property
    def is_closed_part(self) -> bool:
        """Said in a closed row, or in one that was closed since."""
        entry = self.action.entry
        return self.action.is_closed or (entry is not None and entry.part == Part.EXEMPT)

    @property
    def where(self) -> str:
        """Where it comes from: the meeting, or what else."""
        action = self.action
        if action.meeting is not None:
            return f"{action.meeting}" + (f", {action.row_reference}" if action.row_reference else "")
        return f"{action.get_source_display()}: {action.source_words}" if action.source_words else "Elsewhere"

    @property
    def due_words(self) -> str:
        return short_date(self.action.due_on) if self.action.due_on else "no day named"

    @property
    def state_words(self) -> str:
        action = self.action
        if not action.is_owed:
            return f"{action.get_state_display()} on {short_date(action.closed_on)} by {action.closed_by}"
        return "Overdue" if self.is_late else action.get_state_display()

    @property
    def flags(self) -> list[str]:
        """What somebody should see to; each stops nothing."""
        action = self.action
        if not action.is_owed:
            return []
        found = [] if action.due_on else ["By when? No day was named."]
        if action.due_on is not None and action.due_on < action.raised_on:
            found.append(f"It is due before it was raised, on {short_date(action.raised_on)}.")
        if self.owner.post is not None and not self.owner.holders:
            found.append(f"Nobody holds the post of {self.owner.post} today.")
        return [*found, *self._left()]

    def _left(self) -> list[str]:
        """Its owner held a post, and holds none any more."""
        person = self.owner.person
        terms = list(person.holdings.all()) if person else []
        ended = [row for row in terms if row.to_on is not None and row.to_on < self.on]
        if not terms or len(ended) != len(terms):
            return []
        last = max(ended, key=lambda row: row.to_on or row.from_on)
        now = ", ".join(str(row.person) for row in last.post.holdings.all())
        held = f"{now} holds it now" if now else "nobody holds it now"
        return [f"{person} is no longer {last.post}; {held}. Give it another owner."]


def with_everything(rows: Any, *, on: date) -> Any:
    """Joined with all that a line says: late first, then by the day it is due, what is over last. Four queries more,
    however many rows."""
    holders = Prefetch("holdings", Holding.objects.on(on).select_related("person", "post").order_by("-kind"))
    left = Holding.objects.select_related("post").prefetch_related(
        Prefetch("post__holdings", holders.queryset)
    )
    rank = Case(
        When(state=ActionState.OPEN, due_on__lt=on, then=Value(0)),
        When(state__in=sorted(STILL_TO_DO), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    joined = rows.select_related(
        "meeting__body", "entry", "owner_person", "owner_post", "raised_by", "closed_by__person", "body"
    )
    return joined.prefetch_related(
        Prefetch("owner_post__holdings", holders.queryset), Prefetch("owner_person__holdings", left)
    ).order_by(rank, F("due_on").asc(nulls_last=True), "-raised_on", "pk")


@dataclass
class Month:
    """How the log stood at the end of a month."""

    first: date
    open: int = 0
    late: int = 0
    closed: int = 0

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"


def by_month(rows: Any, *, on: date, months: int = MONTHS) -> list[Month]:
    """Open and overdue at the end of each month (of this one: today), and closed in it, newest first. One query.

    Overdue as the log says it: what its owner had said is done waits for the office, and is not overdue.
    """
    firsts = _months(on, months)
    turns = ActionUpdate.objects.filter(action=OuterRef("pk"), step__in=TURNS).order_by("-at", "-pk")
    seen = rows.order_by().filter(Q(closed_on__isnull=True) | Q(closed_on__gte=firsts[-1]))
    seen = seen.annotate(
        turn=Coalesce(Subquery(turns.values("step")[:1]), Value("")),
        turned_on=TruncDate(Subquery(turns.values("at")[:1])),
    )
    counts: dict[str, Count] = {}
    for n, first in enumerate(firsts):
        after = _next_month(first)
        end = min(after - timedelta(days=1), on)
        there = Q(raised_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gt=end))
        waits = Q(turn=Step.CLAIMED, turned_on__lte=end)
        counts[f"open{n}"] = Count("pk", filter=there)
        counts[f"late{n}"] = Count("pk", filter=there & Q(due_on__lt=end) & ~waits)
        counts[f"closed{n}"] = Count("pk", filter=Q(closed_on__gte=first, closed_on__lt=after))
    found = seen.aggregate(**counts)
    return [
        Month(first, found[f"open{n}"], found[f"late{n}"], found[f"closed{n}"])
        for n, first in enumerate(firsts)
    ]


def _months(on: date, count: int) -> list[date]:
    """The first days of this month and those before it."""
    number = on.year * 12 + on.month - 1
    return [date((number - n) // 12, (number - n) % 12 + 1, 1) for n in range(count)]


@dataclass
class Choices:
    """What the log can be narrowed to: owners and meetings that stand in it, as the address names them."""

    owners: list[tuple[str, str]] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


def choices(known: ActionQuerySet) -> Choices:
    """Three queries. Of the meetings those of the last year: the address names older ones, and the log goes on by month."""
    posts = Post.objects.filter(pk__in=known.values("owner_post")).order_by("title")
    persons = Person.objects.filter(pk__in=known.values("owner_person"))
    owners = [(f"post-{row.pk}", str(row)) for row in posts]
    owners += [(f"person-{row.pk}", str(row)) for row in persons]
    meetings = Meeting.objects.filter(pk__in=known.values("meeting")).select_related("body")
    return Choices(owners, list(meetings.order_by("-held_on")[:MONTHS]))


def matters_arising(meeting: Meeting, *, on: date, is_open: bool = True) -> list[Logged]:
    """What a meeting has to take up: all that earlier ones left open, overdue first. For its open part only what was
    said in open rows."""
    rows = Action.objects.filter(body=meeting.body, raised_on__lt=meeting.held_on).still_to_do()
    rows = rows.in_public() if is_open else rows
    return [Logged(row, on) for row in with_everything(rows, on=on)]
