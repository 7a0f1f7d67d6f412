"""What is outstanding, as the blocks of a paper on an agenda."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.html import escape

from panel.printing.programme import Section, as_blocks
from panel.queries.promises import Promised
from pcc_portal.meetings.models import Meeting
from pcc_portal.web.templatetags.words import short_date
from pcc_portal.writing.kinds import BlockKind

HEAD = ["What was promised", "By whom", "When it was said", "Due", "Where it stands"]


def sections(meeting: Meeting, rows: Sequence[Promised]) -> list[Section]:
    """What is overdue comes first; a part with nothing in it says so."""
    late = [row for row in rows if row.is_late]
    reported = [row for row in rows if not row.promise.is_open]
    others = [row for row in rows if row.promise.is_open and not row.is_late]
    return [
        _section("Overdue", late, "Nothing is overdue."),
        _section("Still to come", others, "Nothing else is awaited."),
        _section(
            "Reported back",
            reported,
            f"Nothing was reported back that the {_body(meeting)} has still to settle.",
        ),
    ]


def _section(title: str, rows: Sequence[Promised], nothing: str) -> Section:
    if not rows:
        return Section(title, words=[nothing])
    return Section(title, head=HEAD, rows=[_line(row) for row in rows])


def _line(row: Promised) -> list[str]:
    stands = row.state_words + (f": {row.where_reported}" if row.where_reported else "")
    said = f"{short_date(row.meeting.held_on)}, {row.promise.entry.item.public_title}"
    return [row.what, row.who, said, row.due_words, stands]


def _body(meeting: Meeting) -> str:
    return meeting.naming.short_name


def blocks(meeting: Meeting, rows: Sequence[Promised]) -> Iterator[dict[str, Any]]:
    """Composed anew for each meeting from what its minutes hold, so that nothing is typed twice."""
    name = escape(_body(meeting))
    opening = f"This is what was promised to the {name} and is not settled yet, from the minutes of its meetings. What was promised in private is not in it."
    yield {"kind": BlockKind.PARAGRAPH, "html": opening}
    yield from as_blocks(sections(meeting, rows))
    yield {
        "kind": BlockKind.RECOMMENDATION,
        "html": f"That the {name} notes what is outstanding, and says what of it is settled.",
    }
