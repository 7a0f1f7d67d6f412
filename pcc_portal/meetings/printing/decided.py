"""Decisions and actions: what was resolved by item, and who owes what by when, of one part of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from pcc_portal.meetings.models import Entry, Meeting
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.minuted import within
from pcc_portal.meetings.printing.minutes import composed
from pcc_portal.meetings.printing.wording import capital, ended
from pcc_portal.meetings.queries.minutes import Heading, Record
from pcc_portal.web.templatetags.words import long_date

DECISIONS = "meetings/released/decisions_v1.html"


@dataclass(frozen=True)
class Decided:
    """The evening's sheet: what was resolved by item, and who owes what by when."""

    meeting: Meeting
    resolved: Sequence[tuple[str, Sequence[str]]]
    owed: Sequence[tuple[str, str, str, str]]  # who, what, by when, item
    is_exempt: bool = False

    @property
    def html(self) -> str:
        return render_to_string(DECISIONS, {"decided": self})


def decided(record: Record, *, private: bool) -> Decided:
    """Of one part of the meeting, from its resolutions and promises."""
    resolved, owed = [], []
    for heading in record.headings:
        part = within(heading, private=private)
        title = f"{heading.line.number}. {heading.line.title}"
        said = [
            p.html
            for passage in composed(record, part)
            for p in passage.paragraphs
            if _is_resolution(p.entry)
        ]
        if said:
            resolved.append((title, said))
        owed += [
            _owed(record, one.entry, heading) for one in part.walk() if one.entry.kind == EntryKind.PROMISE
        ]
    return Decided(record.meeting, resolved, owed, private)


def _is_resolution(entry: Entry) -> bool:
    return entry.kind == EntryKind.RESOLUTION


def _owed(record: Record, entry: Entry, heading: Heading) -> tuple[str, str, str, str]:
    promise = entry.promise
    who = capital(record.name(promise.by)) or "Owner to be named"
    if promise.due_meeting is not None:
        due = f"Meeting of {long_date(promise.due_meeting.held_on)}"
    else:
        due = long_date(promise.due_on) if promise.due_on else "To be said"
    return who, capital(ended(entry.block.html.removeprefix("to "))), due, heading.line.number
