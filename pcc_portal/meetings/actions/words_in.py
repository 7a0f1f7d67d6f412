"""A Word file becomes the text of a paper, and the way back."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.papers import take
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.states import PaperState
from pcc_portal.writing.actions import texts, words_in
from pcc_portal.writing.importing.closed import Found
from pcc_portal.writing.kinds import TextKind
from pcc_portal.writing.models import WordFile


@transaction.atomic
def bring(
    paper: Paper,
    found: Found,
    *,
    filename: str,
    sha256: str,
    size: int,
    is_scanned: bool,
    by: User,
    at: datetime,
) -> WordFile:
    """A Word file becomes the text of this paper; what stood there before is kept. A paper that was in must be accepted again."""
    meeting, paper = take(paper, at=at)
    text = paper.text or texts.create(kind=TextKind.PAPER, by=by, at=at)
    brought = words_in.bring(
        text, found, name=filename, sha256=sha256, size=size, is_scanned=is_scanned, by=by, at=at
    )
    paper.text, paper.version = text, None
    if paper.state not in {PaperState.DRAFTING, PaperState.SUBMITTED}:
        paper.state = PaperState.DRAFTING
    paper.save(update_fields=["text", "version", "state"])
    record("meetings.paper.brought_in", subject=paper, by=by, at=at, thread=meeting.ref)
    return brought


@transaction.atomic
def put_back(paper: Paper, brought: WordFile, *, by: User, at: datetime) -> WordFile:
    """The text as it stood before a Word file took its place. Raises words_in.NothingBefore."""
    meeting, paper = take(paper, at=at)
    brought = words_in.put_back(brought, by=by, at=at)
    record("meetings.paper.text_put_back", subject=paper, by=by, at=at, thread=meeting.ref)
    return brought
