"""The agenda as people read it: numbered lines with lettered papers, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch

from pcc_portal.documents.markings import not_for_publication, paragraphs_in_words
from pcc_portal.documents.models import Exemption
from pcc_portal.meetings.models import Clearance, Item, Meeting, Paper
from pcc_portal.meetings.models.item import letters_in_turn, numbers_of
from pcc_portal.meetings.states import PaperRole, PaperState, Part

PRINTED = {PaperState.IN}


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

    def exemptions(self) -> list[Exemption]:
        """All that it relies on, of items and of single papers."""
        of_lines = [line.item.exemption for line in self.walk()]
        of_papers = [sheet.exemption for _, sheet in self.sheets()]
        return [one for one in [*of_lines, *of_papers] if one is not None]

    def exempt_paragraphs(self) -> list[int]:
        """Every Schedule 12A paragraph that the agenda relies on."""
        return sorted({paragraph for one in self.exemptions() for paragraph in one.paragraphs})

    def not_for_publication(self) -> str:
        """What stands on every copy of what it withholds."""
        grounds = {ground for one in self.exemptions() for ground in one.grounds}
        return not_for_publication(self.exempt_paragraphs(), sorted(grounds))

    def resolution(self) -> str:
        """The motion of LGA 1972 s100A(4)-(5): the items and the Schedule 12A description, composed from the agenda."""
        numbers = [
            line.number for line in self.walk() if line.is_exempt or any(s.is_private for s in line.sheets)
        ]
        if not numbers or not self.meeting.is_under_part_va:
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
