"""The agenda as people read it: numbered lines with lettered papers, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, StringAgg, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from pcc_portal.accounts.models import Person, RoleGrant
from pcc_portal.accounts.roles import ROLES_WITH, Power
from pcc_portal.documents.markings import paragraphs_in_words
from pcc_portal.documents.models import Consent, Exemption
from pcc_portal.meetings.models import (
    Body,
    BodyNote,
    CalendarDay,
    Clearance,
    Item,
    Meeting,
    Pack,
    Paper,
    PrivateTitle,
    Seat,
    Sitting,
    Supplement,
)
from pcc_portal.meetings.models.item import letters_in_turn, numbers_of
from pcc_portal.meetings.states import AGREED_TO_ISSUE, PaperRole, PaperState, Part
from pcc_portal.workdays import Calendar
from pcc_portal.writing.models import Block

PRINTED = {PaperState.IN}


def office_calendar() -> Calendar:
    """The days of the office, days off that were made known included: one query. Every count of notice goes through it."""
    return Calendar(dict(CalendarDay.objects.non_working().values_list("day", "name")))


@dataclass(frozen=True)
class Sheet:
    """A paper in its place: the report bare, an appendix with its letter."""

    paper: Paper
    letter: str
    exemption: Exemption | None

    @property
    def title(self) -> str:
        return (
            f"Appendix {self.letter}: {self.paper.public_title}" if self.letter else self.paper.public_title
        )

    @property
    def is_private(self) -> bool:
        return self.exemption is not None

    @property
    def is_printed(self) -> bool:
        return self.paper.state in PRINTED

    @property
    def state_words(self) -> str:
        """What stands where the pages would: "To follow, due Friday 4 September 2026"; nothing when it is in."""
        paper = self.paper
        if paper.state == PaperState.TO_FOLLOW and paper.due_on:
            return f"To follow, due {paper.due_on:%A} {paper.due_on.day} {paper.due_on:%B %Y}"
        if paper.state in {PaperState.DRAFTING, PaperState.SUBMITTED}:
            return "Awaited"
        return "" if self.is_printed else str(PaperState(paper.state).label)


@dataclass
class Line:
    """An item with its printed number, its papers, and for a main item its sub-items."""

    item: Item
    number: str
    sheets: list[Sheet] = field(default_factory=list)
    children: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.item.public_title

    @property
    def is_exempt(self) -> bool:
        return self.item.is_exempt


@dataclass
class Agenda:
    """All lines of a meeting in the order they are taken."""

    meeting: Meeting
    lines: list[Line]

    def walk(self) -> Iterator[Line]:
        """Every line, sub-items after their main item."""
        for line in self.lines:
            yield line
            yield from line.children

    def line(self, item_id: object) -> Line | None:
        return next((line for line in self.walk() if str(line.item.pk) == str(item_id)), None)

    def sheets(self) -> Iterator[tuple[Line, Sheet]]:
        for line in self.walk():
            for sheet in line.sheets:
                yield line, sheet

    @property
    def has_exempt_matter(self) -> bool:
        return any(line.is_exempt for line in self.walk()) or any(
            sheet.is_private for _, sheet in self.sheets()
        )

    def exempt_paragraphs(self) -> list[int]:
        """Every Schedule 12A paragraph that the agenda relies on."""
        found: set[int] = set()
        for line in self.walk():
            if line.item.exemption:
                found |= set(line.item.exemption.paragraphs)
        for _, sheet in self.sheets():
            if sheet.exemption:
                found |= set(sheet.exemption.paragraphs)
        return sorted(found)

    def resolution(self) -> str:
        """The motion of LGA 1972 s100A(4)-(5): the items and the Schedule 12A description, composed from the agenda."""
        numbers = [
            line.number for line in self.walk() if line.is_exempt or any(s.is_private for s in line.sheets)
        ]
        if not numbers:
            return ""
        items = (
            f"item {numbers[0]}"
            if len(numbers) == 1
            else f"items {', '.join(numbers[:-1])} and {numbers[-1]}"
        )
        return (
            f"That members of the public be excluded from the meeting for {items} on the grounds that their presence would "
            f"involve the disclosure of exempt information as defined in {paragraphs_in_words(self.exempt_paragraphs())} "
            "of Part 1 of Schedule 12A to the Local Government Act 1972."
        )


def agenda_of(meeting: Meeting) -> Agenda:
    """The whole agenda of one meeting: two queries, however many lines."""
    papers: Any = Paper.objects.select_related(
        "document__exemption", "version", "private_title", "supplement", "replaces"
    )
    papers = papers.annotate(uncleared=ArraySubquery(Clearance.objects.missing(OuterRef("pk"))))
    items = list(
        Item.objects.filter(meeting=meeting)
        .select_related("exemption__proper_officer", "private_title", "supplement", "deferred_from__body")
        .prefetch_related(Prefetch("papers", papers.order_by("position")))
        .order_by("position")
    )
    for item in items:
        item.meeting = meeting
    return Agenda(meeting, list(_numbered(items)))


def _numbered(items: list[Item]) -> Iterable[Line]:
    """1, 1(1), 1(2), 2 ...; the exempt part comes after every open item and goes on counting."""
    tops = sorted(
        (i for i in items if i.parent_id is None), key=lambda i: (i.part == Part.EXEMPT, i.position)
    )
    numbers = numbers_of(tops)
    for top in tops:
        n = numbers[top.pk]
        line = Line(top, n, list(_lettered(top)))
        children = sorted((i for i in items if i.parent_id == top.pk), key=lambda i: i.position)
        below = numbers_of(children)
        line.children = [Line(child, f"{n}({below[child.pk]})", list(_lettered(child))) for child in children]
        yield line


def _lettered(item: Item) -> Iterator[Sheet]:
    """The report first, then appendices A, B, ... in their order; an exempt item makes all its papers exempt."""
    letters, given = iter(letters_in_turn()), dict[UUID | None, str]()
    for paper in sorted(item.papers.all(), key=in_order):
        paper.item = item
        if paper.replaces_id in given:  # a correction stands under the letter of what it corrects
            letter = given[paper.replaces_id]
        else:
            letter = next(letters) if paper.role == PaperRole.APPENDIX else ""
        given[paper.pk] = letter
        yield Sheet(paper, letter, paper.document.exemption or item.exemption)


def in_order(paper: Paper) -> tuple[bool, int]:
    """The order of an item's papers as they are read: reports, then appendices."""
    return paper.role == PaperRole.APPENDIX, paper.position


@dataclass(frozen=True)
class Membership:
    """Who sits on a body on a day, and which seats nobody fills."""

    sittings: list[Sitting]
    vacant: list[Seat]

    @property
    def vacancy_words(self) -> str:
        """The vacancy line of the front sheet: "One seat is vacant (Aldercote District Council)." """
        if not self.vacant:
            return ""
        where = ", ".join(seat.words for seat in self.vacant)
        return (
            f"One seat is vacant ({where})."
            if len(self.vacant) == 1
            else f"{len(self.vacant)} seats are vacant ({where})."
        )


def membership_of(body: Body, *, on: date) -> Membership:
    """Chair and vice-chair first, then by surname; two queries."""
    seats = list(Seat.objects.filter(body=body).select_related("nominated_by"))
    sittings = list(
        Sitting.objects.on(on).filter(seat__body=body).select_related("person", "seat__nominated_by")
    )
    filled = {s.seat_id for s in sittings}
    order = {"chair": 0, "vice_chair": 1, "member": 2}
    sittings.sort(key=lambda s: (order[s.office], s.person.family, s.person.given))
    return Membership(sittings, [seat for seat in seats if seat.pk not in filled])


def readers_of(meeting: Meeting) -> QuerySet[Person]:
    """Who may hold an exempt copy: those who sit on the body on the day of the meeting (LGA 1972 s100F), and its clerks."""
    members = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id).values("person")
    grants = RoleGrant.objects.on(meeting.held_on).filter(
        organisation=meeting.body.organisation_id, role__in=ROLES_WITH[Power.READ_EXEMPT]
    )
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=grants.values("user__person")))


def inputs_of(meeting: Meeting) -> str:
    """Changes whenever anything that a pack is built from is saved: its substance, and the reason for short notice."""
    return sha256(f"{substance_of(meeting)} {meeting.short_notice_reason}".encode()).hexdigest()


def substance_of(meeting: Meeting) -> str:
    """What a second person agrees to: the agenda's edition, its texts, the front sheet.

    Without the reason for short notice: a day that went by changes nothing of what is let out and to whom.
    """
    texts = Paper.objects.filter(item__meeting=meeting).values("text")
    said = [
        meeting.edition,
        tuple(meeting.naming),
        _said_by(Block.objects.filter(text__in=texts)),
        list(
            Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id).values_list("pk", "office")
        ),
        list(BodyNote.objects.filter(body=meeting.body_id).values_list("title", "html")),
    ]
    return sha256(repr(said).encode()).hexdigest()


def _said_by(blocks: QuerySet[Block]) -> str:
    """A hash of each block in its place (moving one counts no version), worked out where the blocks are: a page asks for it."""
    one = Concat(Cast("pk", TextField()), Value(" "), Cast("version", TextField()), output_field=TextField())
    every = StringAgg(one, delimiter=Value(","), order_by=("text", "position"))
    return str(blocks.aggregate(said=MD5(every))["said"])


def latest_consent(meeting: Meeting) -> Consent | None:
    """What was last asked of a second person about issuing this agenda, whatever became of it."""
    asked = Consent.objects.about(AGREED_TO_ISSUE, meeting)
    return asked.select_related("asked_by__person", "answered_by__person", "organisation").first()


def latest_pack(meeting: Meeting, supplement: Supplement | None = None) -> Pack | None:
    """The last build of the agenda, or of one of its supplements."""
    return Pack.objects.filter(meeting=meeting, supplement=supplement).order_by("-built_at").first()


def private_titles_in(words: str, meeting: Meeting) -> list[str]:
    """The titles of this meeting's exempt matter that stand in these words, but for those that are a public title too."""
    on_items = Item.objects.filter(meeting=meeting)
    papers = Paper.objects.filter(item__meeting=meeting)
    public = {_plain(title) for title in on_items.values_list("public_title", flat=True)}
    public |= {
        _plain(t) for t in papers.exclude(item__part=Part.EXEMPT).values_list("public_title", flat=True)
    }
    held = PrivateTitle.objects.filter(Q(item__meeting=meeting) | Q(paper__item__meeting=meeting))
    titles = {*held.values_list("title", flat=True)}
    titles |= {*papers.filter(item__part=Part.EXEMPT).values_list("public_title", flat=True)}
    said = _plain(words)
    return sorted(t for t in titles if (plain := _plain(t)) and plain in said and plain not in public)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
