"""What the proof-reader finds in the Board's record, each with its way out: a fix, a reason, or the page that puts it right."""

from urllib.parse import urlencode

from django.urls import reverse

from governance.proofing.minutes import UNHELD
from governance.proofing.record import document_of, findings_of, without_closed
from governance.proofing.undertakings import waiting
from governance.queries.board import Board, board_of
from pcc_portal.meetings.models import Entry, Meeting
from pcc_portal.meetings.printing.wording import typed_of
from pcc_portal.writing.desk.proof import Draft, Offer
from pcc_portal.writing.models import Block, Text
from pcc_portal.writing.proofing import Finding
from pcc_portal.writing.proofing.document import short


def drafts(meeting: Meeting, private: Text | None) -> list[Draft]:
    """One reading of the whole record; ``private`` is the text of its closed rows, for those who may read it."""
    board = board_of(meeting)
    if private is None:
        board = without_closed(board)
    document = document_of(board)
    entries = {str(row.entry.block_id): row.entry for _, row in board.rows()}
    blocks = {key: entry.block for key, entry in entries.items()}
    held = frozenset({private.pk}) if private is not None else frozenset()
    assert board.minutes is not None  # the page is that of minutes that were begun

    def offer(finding: Finding, block: Block | None) -> Offer | None:
        return _offer(board, finding, entries.get(str(block.pk)) if block is not None else None)

    return [Draft(document, findings_of(board, document), blocks, board.minutes.text, offer, held)]


def _offer(board: Board, finding: Finding, entry: Entry | None) -> Offer | None:
    ref = board.meeting.ref
    if finding.check == UNHELD and entry is not None:
        made = [action.text for action in board.actions.get(entry.pk, ())]
        owed = waiting(typed_of(entry.block.html), made)
        place = next((one.place for one in owed if short(one.words) == finding.quote), "")
        return Offer(
            f"{reverse('governance:row-action', args=[ref, entry.pk])}?n={place}", "Make this an action"
        )
    if finding.check == "unexplained-initials":
        letters = finding.message.split()[0]
        return Offer(
            f"{reverse('governance:explain', args=[ref])}?{urlencode({'letters': letters})}",
            f"Explain {letters}",
        )
    if finding.check == "owner-not-present":
        return Offer(reverse("meetings:attendance", args=[ref]), "Who was there")
    if finding.check == "next-meeting-before-this" and entry is None:
        return Offer(reverse("governance:record", args=[ref]), "Change the next meeting")
    return None
