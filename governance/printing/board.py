"""The Board's minutes from the first line to the last, in their table form: one composition for page and PDF.

The open minutes are composed of open rows alone, and never by leaving words out of a whole.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from django.template.loader import render_to_string

from governance.models import Action, Approval, ApprovalRequest
from governance.printing.wording import paragraphs, used
from governance.queries.board import Board, Row
from pcc_portal.meetings.models import Attendance
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing import minutes as sentences
from pcc_portal.meetings.printing.minuted import Ending
from pcc_portal.meetings.printing.wording import ended, words_of
from pcc_portal.web.templatetags.words import clock_time, long_date

TEMPLATE = "governance/released/minutes_v1.html"
NONE = "N/A"


@dataclass(frozen=True)
class PrintedRow:
    """A row of the table, or its sub-heading: then it has no reference."""

    entry: UUID
    reference: str
    html: str
    actions: Sequence[str] = ()


@dataclass(frozen=True)
class PrintedSection:
    number: str
    title: str
    rows: Sequence[PrintedRow]


@dataclass(frozen=True)
class Side:
    """An organisation: who of it was there, and who was expected and was not."""

    name: str
    attendees: Sequence[str]
    apologies: str


@dataclass(frozen=True)
class Printed:
    """All of one audience."""

    title: str
    opening: str
    chair: str
    minute_taker: str
    next_meeting: str
    sides: Sequence[Side]
    sections: Sequence[PrintedSection]
    glossary: Sequence[tuple[str, str]] = field(default_factory=list)
    is_closed: bool = False

    @property
    def html(self) -> str:
        return render_to_string(TEMPLATE, {"printed": self})


def printed(board: Board, *, closed: bool) -> Printed | None:
    """The minutes of one audience; no closed ones where nothing was said in private."""
    sections = [
        PrintedSection(
            section.heading.line.number,
            section.heading.line.title,
            [_row(board, row, closed=closed) for row in section.of_part(closed=closed)],
        )
        for section in board.sections
    ]
    sections = [section for section in sections if section.rows or not closed]
    if closed and not sections:
        return None
    meeting, kept = board.meeting, board.kept
    name = meeting.naming.name
    return Printed(
        title="Closed minutes" if closed else "Minutes",
        opening=f"{name}: {'closed' if closed else 'open'} session of {long_date(meeting.held_on)}, {clock_time(meeting.starts_at)}, {meeting.venue}.",
        chair=_named(board, kept.chair),
        minute_taker=_named(board, kept.minute_taker),
        next_meeting=long_date(kept.next_on) if kept.next_on else "",
        sides=_sides(board),
        sections=sections,
        glossary=_glossary(board, sections),
        is_closed=closed,
    )


def _row(board: Board, row: Row, *, closed: bool) -> PrintedRow:
    lines = [
        said_of(action) for action in board.actions.get(row.entry.pk, ()) if closed or not action.is_closed
    ]
    return PrintedRow(row.entry.pk, row.reference, html_of(board, row), lines)


def said_of(action: Action) -> str:
    """What the Action column says: what, whose, by when; how it goes on stands in the log."""
    due = f" Due {long_date(action.due_on)}." if action.due_on else ""
    return f"{action}: {ended(action.text)} Owner: {action.owner_person or action.owner_post}.{due}"


def html_of(board: Board, row: Row) -> str:
    """A row's words; of what came in from elsewhere, its sentence."""
    if row.is_topic:
        return words_of(row.entry.block.html)
    if row.entry.kind != EntryKind.ROW:
        return f"<p>{sentences.sentence(board.record, row.entry)}</p>"
    return paragraphs(row.entry.block.html)


def _named(board: Board, person: object) -> str:
    pk = getattr(person, "pk", None)
    if pk is None:
        return ""
    letters = board.meanings.of(pk)
    return f"{person} ({letters[0]})" if letters else str(person)


def _sides(board: Board) -> list[Side]:
    """By organisation, the Board's own first, each as its people were added."""
    rows: dict[str, list[Attendance]] = defaultdict(list)
    host = board.meeting.body.host
    rows[host.name] = []
    for row in board.record.people:
        rows[row.organisation.name if row.organisation else "Others"].append(row)
    numbers = {section.heading.line.item.pk: section.heading.line.number for section in board.sections}
    return [
        Side(
            name,
            [_attendee(board, row, numbers) for row in people if row.status == "present"],
            "; ".join(_attendee(board, row, {}) for row in people if row.status == "apologies") or NONE,
        )
        for name, people in rows.items()
        if people
    ]


def _attendee(board: Board, row: Attendance, numbers: Mapping[UUID, str]) -> str:
    """ "Joanne Clegg (JC), Head of Finance, from section 4"."""
    said = _named(board, row.person)
    said += f", {row.capacity}" if row.capacity else ""
    spans = [told for span in row.presences.all() if (told := span.words(dict(numbers)))] if numbers else []
    return said + "".join(f", {told[:1].lower()}{told[1:]}" for told in spans)


def _glossary(board: Board, sections: Sequence[PrintedSection]) -> list[tuple[str, str]]:
    """What these minutes use of the glossary, and of letters that stand for a post."""
    words = " ".join(words_of(row.html) for section in sections for row in section.rows)
    posts = {letters: post.title for letters, post in board.meanings.posts.items()}
    known = posts | board.meanings.terms
    return [(letters, known[letters]) for letters in used(words, known)]


def digest(opened: str, closed: str) -> str:
    """Of the words of both audiences: what an approval stands under."""
    return sha256(f"{opened}\n{closed}".encode()).hexdigest()


def ending(requests: Sequence[ApprovalRequest]) -> Ending:
    """Who has agreed, for whom, and when; of a party that has not, since when it was asked."""
    return Ending([_said(request) for request in requests])


def to_be_approved() -> Ending:
    return Ending(
        ["These minutes are a draft until the Commissioner and the Chief Constable have approved them."]
    )


def _said(request: ApprovalRequest) -> str:
    party = request.get_party_display()
    if not request.is_given:
        return f"Not yet agreed by the {party}, to whom they were sent on {long_date(request.asked_at)}."
    approval: Approval = request.approval
    who = str(approval.person)
    if approval.on_behalf_of is not None:
        who += f", for and on behalf of {approval.on_behalf_of}"
    kept = f" The signed page is kept: {approval.kept.rstrip('.')}." if approval.kept else ""
    return f"Approved for the {party} by {who}, on {long_date(approval.approved_on)}.{kept}"
