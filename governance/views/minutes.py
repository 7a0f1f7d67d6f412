"""The Board's minutes as its officer writes them: a table under each item, and beside it what is to be seen to."""

from collections import defaultdict
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from governance.actions import approvals
from governance.printing import board as printing
from governance.printing.wording import marked
from governance.proofing.board import flags_of, owed_of
from governance.proofing.undertakings import Undertaking
from governance.queries.board import Board, Row, Section, board_of, topic_of
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.forms.minutes import blank, facts_of
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.wording import typed_of
from pcc_portal.meetings.proofing.minutes import Flag
from pcc_portal.meetings.queries.minutes import stamp_of
from pcc_portal.meetings.views.minutes import form_of, media
from pcc_portal.meetings.views.shared import held
from pcc_portal.web.htmx import page
from pcc_portal.writing.desk.rich import EDITOR_CSP

# (kind, its key with Alt) in the order of the bar.
KEYS = ((EntryKind.ROW, "r"), (EntryKind.TOPIC, "t"))


@csp_override(EDITOR_CSP)
def shown(
    request: PortalRequest,
    meeting: Meeting,
    *,
    status: int = 200,
    opened: UUID | None = None,
    form: Any = None,
    **context: Any,
) -> HttpResponse:
    """The page, with one row open to be written where one is named. ``meetings`` calls it for the Board's meetings."""
    board = board_of(meeting)
    flags, owed = flags_of(board), owed_of(board)
    by_entry: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        by_entry[flag.entry].append(flag)
    if opened is not None and form is None:
        form = form_of(board.record, opened)
    context |= {
        "meeting": meeting,
        "board": board,
        "minutes": board.minutes,
        "sections": [_section(board, section, by_entry, owed) for section in board.sections],
        "flags": flags,
        "owed": sum(len(found) for found in owed.values()),
        "focus": topic_of(meeting.held_on),
        "form": form,
        "keys": KEYS,
        "blanks": [(kind, blank(board.record, kind)) for kind, _ in KEYS],
        "stamp": stamp_of(board.minutes) if board.minutes else "",
        "media": media(),
    }
    return page(request, "governance/minutes.html", "", context, status=status)


def _section(
    board: Board, section: Section, flags: dict[str, list[Flag]], owed: dict[str, list[Undertaking]]
) -> dict[str, Any]:
    item = section.heading.line.item
    minutes = board.minutes
    return {
        "line": section.heading.line,
        "item": item,
        "taken_at": section.heading.taken_at,
        "key": uuid4(),
        "is_live": minutes is not None and minutes.live_item_id == item.pk,
        "rows": [_row(board, row, flags, owed) for row in section.rows],
    }


def _row(
    board: Board, row: Row, flags: dict[str, list[Flag]], owed: dict[str, list[Undertaking]]
) -> dict[str, Any]:
    entry = row.entry
    return {
        "row": row,
        "entry": entry,
        "html": "" if row.is_topic else marked(printing.html_of(board, row), board.meanings),
        "words": printing.html_of(board, row) if row.is_topic else "",
        "typed": typed_of(entry.block.html),
        "facts": facts_of(board.record, entry),
        "flags": flags.get(str(entry.pk), []),
        "owed": owed.get(str(entry.pk), []),
        "actions": [(one, printing.said_of(one)) for one in board.actions.get(entry.pk, [])],
    }


@signed_in
@require_safe
def reading(request: PortalRequest, ref: str) -> HttpResponse:
    """As they would be printed now, the closed rows apart."""
    meeting = held(request, ref, rules.may_minute)
    made = approvals.composed(board_of(meeting))
    return page(request, "governance/minutes_reading.html", "", {"meeting": meeting, "made": made})
