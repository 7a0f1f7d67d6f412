"""The agenda sheet, the sheet that opens the exempt part, blank sides and placeholders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.template.loader import render_to_string

from pcc_portal.accounts.models import Office
from pcc_portal.documents import stores
from pcc_portal.meetings.models import BodyNote, Meeting, Supplement, Withdrawal
from pcc_portal.meetings.printing.late import brought_by
from pcc_portal.meetings.printing.sheets import stylesheet
from pcc_portal.meetings.queries import Agenda, Line, Membership, Sheet, membership_of
from pcc_portal.meetings.states import ItemKind
from pcc_portal.pdf.assemble import link_to
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import Part

type Ranges = Mapping[str, tuple[str, str]]


def printed_range(span: tuple[str, str] | None) -> str:
    """ "5-12", or "7" for a single side, or nothing."""
    if span is None:
        return ""
    first, last = span
    return first if first == last else f"{first}-{last}"


@dataclass(frozen=True)
class PrintedSheet:
    """A paper's line on the agenda: where its pages are, or why there are none."""

    sheet: Sheet
    pages: str
    href: str

    @property
    def words(self) -> str:
        """The pages within a sentence: "29-30", "to follow, due Monday 7 December 2026"."""
        return self.pages[:1].lower() + self.pages[1:]

    @property
    def is_late(self) -> bool:
        return self.sheet.paper.supplement_id is not None

    @property
    def anchor(self) -> str:
        """Where the paper begins on the meeting's web page."""
        return f"p{self.sheet.paper.pk.hex}"


@dataclass(frozen=True)
class PrintedLine:
    """An item on the agenda sheet: with the range of all its open papers, "Verbal", "Exempt", or what is awaited."""

    line: Line
    pages: str
    href: str
    sheets: list[PrintedSheet]
    resolution: str = ""

    @property
    def anchor(self) -> str:
        return next((s.anchor for s in self.sheets if s.href), "")


@dataclass(frozen=True)
class Within:
    """On whose sheet a line is printed: the agenda's, or a supplement's own; and what is withdrawn by then."""

    supplement: Supplement | None = None
    withdrawn: frozenset[UUID] = frozenset()


ON_THE_AGENDA = Within()


def printed_lines(agenda: Agenda, ranges: Ranges, within: Within = ON_THE_AGENDA) -> list[PrintedLine]:
    """Every line with its pages; ``ranges`` holds the papers of the open volume only, by ``Source.key``."""
    return [_printed(agenda, line, ranges, within) for line in agenda.walk()]


def _printed(agenda: Agenda, line: Line, ranges: Ranges, within: Within) -> PrintedLine:
    if line.is_exempt:
        return PrintedLine(line, "Exempt", "", [])
    sheets = []
    spans = []
    for sheet in line.sheets:
        key = f"p{sheet.paper.pk.hex}"
        span = ranges.get(key)
        if span and sheet.paper.supplement == within.supplement:
            spans.append(span)
        words = _words(sheet, span, within)
        sheets.append(PrintedSheet(sheet, words, link_to(key) if span else ""))
    whole = (spans[0][0], spans[-1][1]) if spans else None
    pages = printed_range(whole)
    if not pages and line.item.kind == ItemKind.VERBAL:
        pages = "Verbal"
    elif not pages and sheets:
        pages = sheets[0].sheet.state_words
    resolution = agenda.resolution() if line.item.kind == ItemKind.EXCLUSION else ""
    first = next((s.href for s in sheets if s.href), "")
    return PrintedLine(line, pages, first, sheets, resolution)


def _words(sheet: Sheet, span: tuple[str, str] | None, within: Within) -> str:
    """ "29-30", "Supplement 1, pages 57-60", "13-28, withdrawn", "Members only", "To follow, due ..."."""
    if sheet.is_private:
        return "Members only"
    pages = printed_range(span)
    late = sheet.paper.supplement
    if pages and late is not None and late != within.supplement:
        pages = f"{late}, {'page' if span and span[0] == span[1] else 'pages'} {pages}"
    if sheet.paper.pk in within.withdrawn:
        pages = f"{pages}, withdrawn"
    return pages or sheet.state_words


@lru_cache(maxsize=64)
def _qr(address: str) -> str:
    drawn: str = segno.make(address, error="m").svg_inline(
        border=0, scale=1, svgclass=None, lineclass=None, omitsize=True
    )
    return drawn


@dataclass(frozen=True)
class FrontMatter:
    """What the front sheet says besides the items: gathered once, so that a second pass costs no query."""

    meeting: Meeting
    membership: Membership
    notes: list[BodyNote]
    office: Office | None
    qr: str
    notice: str

    @classmethod
    def gather(cls, meeting: Meeting) -> "FrontMatter":
        return cls(
            meeting=meeting,
            membership=membership_of(meeting.body, on=meeting.held_on),
            notes=list(meeting.body.notes.all()),
            office=Office.objects.on(meeting.held_on).first(),
            qr=_qr(f"{settings.PUBLIC_BASE_URL}{meeting.path}"),
            notice=meeting.short_notice_reason,
        )

    def context(self) -> dict[str, Any]:
        return {
            "meeting": self.meeting,
            "body": self.meeting.body,
            "membership": self.membership,
            "notes": self.notes,
            "office": self.office,
            "qr": self.qr.replace(">", "><title>QR code: the papers of this meeting on the web</title>", 1),
            "notice": self.notice,
        }


def front_part(matter: FrontMatter) -> Part:
    """The agenda's first sheet: body, day, membership. A part of its own, for a new order leaves it as it is."""
    office = matter.office
    part = _part("Agenda", "print/meetings/front_v1.html", matter.context())
    if office is None or not office.logo_name:
        return part
    logo = stores.get(office.logo_key, store=stores.PUBLIC)
    return replace(part, assets={office.logo_name: logo})


def items_part(matter: FrontMatter, agenda: Agenda, ranges: Ranges) -> Part:
    """The items with literal page numbers: lay them out again until their own length is stable."""
    context = {"naming": matter.meeting.naming, "lines": printed_lines(agenda, ranges)}
    return _part("Items of business", "print/meetings/items_v1.html", context)


def notes_part(matter: FrontMatter) -> Part:
    """The agenda's last sheet: the body's standing notes, and how pages are counted."""
    return _part("Notes", "print/meetings/notes_v1.html", {"notes": matter.notes})


def supplement_part(
    matter: FrontMatter, supplement: Supplement, agenda: Agenda, ranges: Ranges, begins: int
) -> Part:
    """The sheet that a supplement begins with: why it comes late, and where its papers stand. ``agenda`` is the whole one."""
    own = brought_by(agenda, supplement)
    lines = printed_lines(own, ranges, Within(supplement))
    excludes = any(line.item.kind == ItemKind.EXCLUSION for line in own.lines)
    context = matter.context() | {
        "supplement": supplement,
        "lines": lines,
        "resolution": agenda.resolution() if excludes or own.has_exempt_matter else "",
        "last_page": begins,
    }
    return _part(str(supplement), "print/meetings/supplement_v1.html", context)


def exempt_part(
    matter: FrontMatter, agenda: Agenda, ranges: Ranges, supplement: Supplement | None = None
) -> Part:
    """Sheet E1: the only place that prints E ranges, with private titles; it stands in the members' pack alone.

    What a supplement adds to the exempt part has a sheet of its own, on the next side of that series.
    """
    rows: list[tuple[Line, Sheet | None, str, str]] = []
    for line in agenda.walk():
        for sheet in line.sheets:
            if sheet.is_private:
                key = f"p{sheet.paper.pk.hex}"
                rows.append((line, sheet, printed_range(ranges.get(key)) or sheet.state_words, link_to(key)))
        if line.is_exempt and not line.sheets:
            rows.append((line, None, "Verbal" if line.item.kind == ItemKind.VERBAL else "", ""))
    context = matter.context() | {"rows": rows, "supplement": supplement}
    return _part("Exempt part", "print/meetings/exempt_v1.html", context)


def filler_part() -> Part:
    """A side that says it is blank on purpose."""
    return _part("Blank page", "print/meetings/filler_v1.html", {})


def placeholder_part(title: str, why: str) -> Part:
    """Stands where a paper could not be laid out; a pack with one cannot be issued."""
    return _part(title, "print/meetings/placeholder_v1.html", {"title": title, "why": why})


def withdrawn_part(title: str, pages: Sequence[str], withdrawal: Withdrawal, *, on: date) -> Part:
    """As many sides as the paper had, each with its own page label: nothing that was issued is renumbered."""
    context = {"title": title, "pages": pages, "withdrawal": withdrawal, "on": on}
    return _part(title, "print/meetings/withdrawn_v1.html", context)


def _part(title: str, template: str, context: dict[str, Any]) -> Part:
    return Part(title=title, html=render_to_string(template, context), stylesheets=(font_css(), stylesheet()))
