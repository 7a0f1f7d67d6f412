"""Let the list of promises out, and put what is outstanding on an agenda as its paper."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from panel.printing import promises as printed
from panel.queries.promises import PROMISES, facts_of, let_out_of, outstanding_of
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import composed
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Paper
from pcc_portal.meetings.states import Part

RULE = "Rules of procedure: what was promised to the Panel is reported back to it"
PAPER = "Outstanding actions"


class NoOwner(Refusal):
    """Nobody can be held to a promise that nobody made."""


class NotInTheOpen(Refusal):
    """The list is an open paper: under an exempt item it would be read by members alone."""


@transaction.atomic
def publish(body: Body, *, by: User, at: datetime) -> Release:
    """Let out what was promised in the open part of meetings whose minutes are public. Raises NoOwner."""
    on = timezone.localdate(at)
    rows = let_out_of(body, on=on)
    if any(row.promise.by_id is None for row in rows):
        raise NoOwner("A promise has no owner yet. Say in the minutes who made it, then publish the list.")
    made = releases.release(
        PROMISES,
        subject=body,
        collection=body.slug,
        title=f"What was promised to the {body.named_on(on).name}",
        rule=RULE,
        content=Content(),
        facts={"promises": [facts_of(row) for row in rows]},
        on=on,
        by=by,
        at=at,
    )
    record("panel.promises.released", subject=body, by=by, at=at, thread=body.slug, count=len(rows))
    return made


@transaction.atomic
def as_paper(item: Item, *, by: User, at: datetime) -> Paper:
    """What is outstanding as it stands now, written as a paper of a draft agenda, for the clerk to go on writing and accept.

    Raises PaperThere, NotInTheOpen, AgendaLocked.
    """
    meeting = item.meeting
    if item.part != Part.OPEN:
        raise NotInTheOpen("This list is an open paper. Choose an item of the open part.")
    rows = outstanding_of(meeting, on=timezone.localdate(at))
    paper = composed.paper(item, title=PAPER, said=printed.blocks(meeting, rows), by=by, at=at)
    record("panel.promises.made_paper", subject=paper, by=by, at=at, thread=meeting.ref, count=len(rows))
    return paper
