"""Minutes from their first line to their last, as sections of words: one composition for the page, the PDF and the paper.

The open record is composed of open entries alone, and never by leaving words out of a whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from pcc_portal.meetings.models import Attendance, Confirmation, Declaration, Meeting, Signature
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceMode, AttendanceStatus
from pcc_portal.meetings.printing.minutes import NOT_NEEDED, Passage, composed, preamble
from pcc_portal.meetings.printing.wording import capital, ended
from pcc_portal.meetings.queries.minutes import Heading, Record, Said
from pcc_portal.meetings.states import ItemKind
from pcc_portal.web.templatetags.words import clock_time, long_date, moment
from pcc_portal.writing.html import words
from pcc_portal.writing.kinds import BlockKind

NOBODY = "Nobody."
TEMPLATE = "meetings/released/minutes_v1.html"


@dataclass(frozen=True)
class Section:
    """One item: what is said of it as a whole (``notes``), then its passages."""

    number: str
    title: str
    item: UUID
    notes: Sequence[str] = ()
    passages: Sequence[Passage] = ()
    level: int = 2


@dataclass(frozen=True)
class Minuted:
    """All of one part. ``people`` are lists under their headings."""

    meeting: Meeting
    opening: str
    preamble: str
    people: Sequence[tuple[str, Sequence[str]]] = ()
    sections: Sequence[Section] = ()
    closing: Sequence[str] = ()
    is_exempt: bool = False
    withheld: str = ""

    @property
    def html(self) -> str:
        """Clean HTML; each paragraph that stands for an entry carries its id, to be answered to."""
        return render_to_string(TEMPLATE, {"minuted": self})


@dataclass(frozen=True)
class Ending:
    """What stands below the words and is no part of them: to be confirmed, by whom, signed by whom."""

    lines: Sequence[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        return format_html(
            '<div class="sign">{}</div>', format_html_join("", "<p>{}</p>", ((line,) for line in self.lines))
        )


def open_part(record: Record, declared: Iterable[Declaration]) -> Minuted:
    """What everyone reads once it is confirmed."""
    declared = list(declared)
    minutes, meeting = record.minutes, record.meeting
    assert minutes is not None, "there is something to print"
    summary = minutes.exempt.public_summary if hasattr(minutes, "exempt") else ""
    rose = [f"The meeting rose at {clock_time(minutes.rose_at)}."] if minutes.rose_at else []
    return Minuted(
        meeting,
        opening=_opening(record),
        preamble=preamble(record),
        people=[(head, lines) for head, lines in _people(record) if lines],
        sections=[_open_section(record, heading, declared, summary) for heading in record.headings],
        closing=rose,
    )


def exempt_part(record: Record) -> Minuted | None:
    """What members read besides: private entries, under their items; None where there are none."""
    private = [within(heading, private=True) for heading in record.headings]
    sections = [_section(record, heading, (), private=True) for heading in private if heading.said]
    if not sections:
        return None
    return Minuted(
        record.meeting,
        opening="What follows was heard in private. It is not for publication.",
        preamble=preamble(record),
        sections=sections,
        is_exempt=True,
    )


def _opening(record: Record) -> str:
    meeting, minutes = record.meeting, record.minutes
    began = f" at {clock_time(minutes.began_at)}" if minutes and minutes.began_at else ""
    name = meeting.naming.name
    the = "" if name.lower().startswith("the ") else "the "
    return f"Minutes of the meeting of {the}{name} held on {long_date(meeting.held_on)}{began} at {meeting.venue}."


def _people(record: Record) -> Iterator[tuple[str, list[str]]]:
    """Under the three headings of attendance, and apologies."""
    numbers = {heading.line.item.pk: heading.line.number for heading in record.headings}
    present = [row for row in record.people if row.status == AttendanceStatus.PRESENT]
    heads = {
        AttendanceGroup.MEMBER: "Members present",
        AttendanceGroup.OFFICER: "Officers present",
        AttendanceGroup.OTHER: "Others present",
    }
    for group, head in heads.items():
        lines = [_person(row, numbers) for row in present if row.group == group]
        yield head, lines or ([NOBODY] if group == AttendanceGroup.MEMBER else [])
    yield (
        "Apologies",
        [_person(row, numbers) for row in record.people if row.status == AttendanceStatus.APOLOGIES],
    )


def _person(row: Attendance, numbers: dict[UUID, str]) -> str:
    """ "Councillor Ann Ashdown (Chair), Kingsmere Borough Council, from afar, from item 3"."""
    said = str(row.person)
    if row.office:
        said += f" ({row.office.removeprefix('The ')})"
    if row.capacity:
        said += f", {row.capacity}"
    if row.stands_in_for is not None:
        said += f", in place of {row.stands_in_for.person}"
    if row.status != AttendanceStatus.PRESENT:
        return said
    if row.mode != AttendanceMode.ROOM:
        said += f", {row.get_mode_display().lower()}"
    spans = [told for span in row.presences.all() if (told := span.words(numbers))] if row.pk else []
    return said + "".join(f", {told[:1].lower()}{told[1:]}" for told in spans)


def within(heading: Heading, *, private: bool) -> Heading:
    """The heading with the entries of one part alone."""
    return Heading(heading.line, heading.taken_at, _said(heading.said, private=private))


def _said(rows: list[Said], *, private: bool) -> list[Said]:
    """An answer given in private to a question asked in the open stands by itself among what is exempt."""
    found = []
    for one in rows:
        below = _said(one.below, private=private)
        if one.entry.is_exempt == private:
            found.append(Said(one.entry, below))
        else:
            found += below
    return found


def _open_section(record: Record, heading: Heading, declared: list[Declaration], summary: str) -> Section:
    item, notes = heading.line.item, []
    if item.kind == ItemKind.EXCLUSION and record.minutes and record.minutes.exclusion_not_needed:
        notes.append(NOT_NEEDED)
    if "interest" in heading.line.title.casefold():
        notes += [_declared(record, row) for row in declared]
    if item.is_exempt and item.exemption is not None:
        notes.append(f"The minutes of this item are not for publication: {item.exemption.in_law}.")
        if summary and _first_exempt(record) == heading:
            notes.append(f"Summary under section 100C(2) of the Local Government Act 1972: {summary}")
    return _section(record, within(heading, private=False), notes, private=False)


def _first_exempt(record: Record) -> Heading | None:
    return next((heading for heading in record.headings if heading.line.is_exempt), None)


def _section(record: Record, heading: Heading, notes: Sequence[str], *, private: bool) -> Section:
    line = heading.line
    title = line.title
    if private and (named := getattr(line.item, "private_title", None)) is not None:
        title = f"{title}: {named.title}"
    level = 3 if line.item.parent_id else 2
    return Section(line.number, title, line.item.pk, notes, composed(record, heading), level)


def _declared(record: Record, row: Declaration) -> str:
    """ "Councillor Raman declared a pecuniary interest in item 7: the trust that he chairs."

    What a private one is about stands in no minutes, the members' neither: it may be sensitive (Localism Act 2011 s32).
    """
    who = capital(record.name(row.person))
    numbers = {heading.line.item.pk: heading.line.number for heading in record.headings}
    what = f" in item {numbers[row.item_id]}" if row.item_id in numbers else ""
    said = f"{who} declared a {row.get_kind_display().lower()} interest{what}"
    said += f": {row.matter.rstrip('.')}" if row.matter else ""
    said += f". Dispensation: {row.dispensation.rstrip('.')}" if row.dispensation else ""
    if not row.left:
        return f"{said}."
    times = f" at {clock_time(row.left_at)}" if row.left_at else ""
    back = f" and came back at {clock_time(row.back_at)}" if row.back_at else ""
    return f"{said}. They left the room{times}{back}."


def paragraphs(*parts: Minuted | None) -> dict[UUID, str]:
    """{entry: the plain words of the paragraph that stands for it}; a question's paragraph holds its first answer."""
    return {
        paragraph.entry.pk: words(paragraph.html)
        for part in parts
        if part is not None
        for section in part.sections
        for passage in section.passages
        for paragraph in passage.paragraphs
    }


def digest(opened: Minuted, private: Minuted | None) -> str:
    """Of the words of both parts: what the Chair signs, and anybody can work out again."""
    return sha256(f"{opened.html}\n{private.html if private else ''}".encode()).hexdigest()


def unconfirmed() -> Ending:
    return Ending(["These minutes are a draft until the next meeting confirms them."])


def confirmed(row: Confirmation) -> Ending:
    """By which meeting, and by its resolution, or why none is on record."""
    corrected = " with corrections" if row.corrected else ""
    said = f"Confirmed{corrected} as a true record at the meeting of {long_date(row.meeting.held_on)}."
    return Ending([said, *([f"No resolution is on record: {ended(row.without)}"] if row.without else [])])


def signed(row: Confirmation, signature: Signature) -> Ending:
    """Name, time and the hash of the words above; of a page signed on paper, where it is kept."""
    who = f"{signature.person}, {signature.capacity}"
    if signature.how == "paper":
        line = f"Signed on paper by {who}, on {long_date(signature.signed_on)}. The page is kept: {ended(signature.kept)}"
    else:
        line = f"Signed by {who}, {moment(signature.at)}."
    return Ending([*confirmed(row).lines, line, f"SHA-256 of these words: {signature.sha256}"])


def blocks(minuted: Minuted) -> Iterator[dict[str, Any]]:
    """The same as blocks of a paper, for the agenda of the next meeting."""
    yield _words(escape(minuted.opening))
    for head, lines in minuted.people:
        yield _head(head)
        listed = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        yield {"kind": BlockKind.LIST, "html": format_html("<ul>{}</ul>", listed)}
    for section in minuted.sections:
        yield _head(f"{section.number} {section.title}", section.level - 1)
        yield from (_words(escape(note)) for note in section.notes)
        for passage in section.passages:
            yield from _passage(minuted, passage)
    yield from (_words(escape(line)) for line in minuted.closing)


def _passage(minuted: Minuted, passage: Passage) -> Iterator[dict[str, Any]]:
    if not passage.is_listed:
        yield from (_words(paragraph.html) for paragraph in passage.paragraphs)
        return
    yield _words(f"<b>Resolved:</b> {minuted.preamble}")
    listed = "".join(f"<li>{paragraph.html}</li>" for paragraph in passage.paragraphs)
    yield {"kind": BlockKind.LIST, "html": f"<ol>{listed}</ol>"}


def _head(title: str, level: int = 1) -> dict[str, Any]:
    return {"kind": BlockKind.HEADING, "level": level, "html": escape(title)}


def _words(html: str) -> dict[str, Any]:
    return {"kind": BlockKind.PARAGRAPH, "html": html}
