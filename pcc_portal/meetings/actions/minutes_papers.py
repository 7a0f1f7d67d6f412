"""The minutes as a paper of the next meeting: item 1(3) fills itself, with what arises from them."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Correction, Item, Meeting, Minutes, Paper, Promise
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.printing.minuted import Minuted, blocks
from pcc_portal.meetings.printing.wording import ended, unended, words_of
from pcc_portal.meetings.proofing.settled import put_to_the_meeting
from pcc_portal.meetings.states import AgendaStatus, ItemKind, PaperState, PromiseState
from pcc_portal.web.templatetags.words import short_date
from pcc_portal.writing.actions import blocks as writing
from pcc_portal.writing.actions import texts
from pcc_portal.writing.kinds import BlockKind, TextKind

TITLE = "Minutes of the previous meeting"
PURPOSE = "To confirm the minutes, and to consider matters arising."


class NoAgendaToGoOn(Refusal):
    """The next meeting has no agenda that can still be changed."""

    def __init__(self) -> None:
        super().__init__(
            "There is no later meeting with an agenda in draft. Plan one; or, where the agenda is out, add the minutes in a supplement."
        )


def next_agenda(minutes: Minutes) -> Meeting | None:
    """The first later meeting of the body whose agenda can still be changed.

    One that is issued already is passed over, as an extraordinary meeting is (LGA 1972 Sch 12 para 41(3)).
    """
    meeting = minutes.meeting
    coming = Meeting.objects.pending().filter(body=meeting.body_id, held_on__gt=meeting.held_on)
    drafts = coming.filter(status=AgendaStatus.DRAFT).select_related("body__organisation")
    return drafts.order_by("held_on").first()


def follow(minutes: Minutes, opened: Minuted, *, by: User, at: datetime) -> Paper | None:
    """Onto the next agenda, or anew where they stand there already; None where there is no agenda to go on."""
    target = next_agenda(minutes)
    if target is None:
        return None
    return put_on(minutes, opened, target, by=by, at=at)


@transaction.atomic
def put_on(minutes: Minutes, opened: Minuted, target: Meeting, *, by: User, at: datetime) -> Paper:
    """As the paper of the line that asks to confirm them, which is added where the agenda has none.

    A paper that these minutes have written is written anew; another's is left as it is. Raises NoAgendaToGoOn.
    """
    if not target.is_draft:
        raise NoAgendaToGoOn
    item = _line(target, by=by, at=at)
    paper = _paper(minutes, item, by=by, at=at)
    assert paper.text is not None, "it is being written here"
    for said in [*blocks(opened), *_arising(minutes), *_asked()]:
        writing.append(paper.text, by=by, at=at, **said)
    paper = papers.accept(paper, by=by, at=at)
    Minutes.objects.filter(pk=minutes.pk).update(paper=paper)
    record("meetings.minutes.put_on_agenda", subject=paper, by=by, at=at, thread=target.ref)
    return paper


def _line(target: Meeting, *, by: User, at: datetime) -> Item:
    """The line whose title speaks of minutes; else a new one, under the opening item where that has parts."""
    found = Item.objects.filter(meeting=target, public_title__icontains="minutes", supplement__isnull=True)
    item = found.order_by("position").first()
    if item is None:
        opening = Item.objects.filter(meeting=target, parent__isnull=True).order_by("position").first()
        has_parts = opening is not None and opening.children.exists()
        item = items.add(
            target,
            public_title=TITLE,
            purpose=PURPOSE,
            parent=opening if has_parts else None,
            kind=ItemKind.PAPERS,
            by=by,
            at=at,
        )
    item.meeting = target
    return item


def _paper(minutes: Minutes, item: Item, *, by: User, at: datetime) -> Paper:
    """With a text of its own and nothing in it yet. What it said before is kept in its old text."""
    meeting, target = minutes.meeting, item.meeting
    title = f"Minutes of the meeting of {short_date(meeting.held_on)}"
    known = Paper.objects.select_related("item__meeting").filter(item=item)
    paper = known.filter(pk=minutes.paper_id).first() if minutes.paper_id else None
    if paper is None:
        paper = papers.add(
            item,
            public_title=title,
            organisation=target.body.organisation,
            author_role=target.naming.signatory_post[:120],
            report_on=timezone.localdate(at),
            by=by,
            at=at,
        )
        return papers.write(paper, by=by, at=at)
    _, paper = papers.take(paper, at=at)
    paper.text, paper.version = texts.create(kind=TextKind.PAPER, by=by, at=at), None
    paper.state = PaperState.DRAFTING
    paper.save(update_fields=["text", "version", "state"])
    return paper


def _arising(minutes: Minutes) -> Iterator[dict[str, Any]]:
    """Matters arising: what was promised in public and is not settled, and the corrections that were proposed."""
    rows = Promise.objects.in_public().filter(entry__minutes=minutes)
    owed = [
        row
        for row in rows.select_related("by", "entry__block", "due_meeting")
        if row.state != PromiseState.DROPPED
    ]
    yield _head("Matters arising")
    if owed:
        lines = "".join(f"<li>{_owed(row)}</li>" for row in owed)
        yield {"kind": BlockKind.LIST, "html": f"<ul>{lines}</ul>"}
    else:
        yield {"kind": BlockKind.PARAGRAPH, "html": "Nothing was promised."}
    if proposed := put_to_the_meeting(minutes):
        yield _head("Corrections proposed since they were sent round")
        lines = "".join(f"<li>{_proposed(row)}</li>" for row in proposed)
        yield {"kind": BlockKind.LIST, "html": f"<ol>{lines}</ol>"}


def _head(words: str) -> dict[str, Any]:
    return {"kind": BlockKind.HEADING, "level": 1, "html": words}


def _owed(row: Promise) -> str:
    day = row.due_meeting.held_on if row.due_meeting else row.due_on
    due = f" by {short_date(day)}" if day else ""
    who = escape(str(row.by)) if row.by else "Somebody"
    return (
        f"{who}: {escape(unended(words_of(row.entry.block.html)))}{due} ({row.get_state_display().lower()})"
    )


def _proposed(row: Correction) -> str:
    """Whose it is, the paragraph as it was sent round, what it should say, and what came of it."""
    came = "Not answered yet." if row.state == CorrectionState.PROPOSED else f"{row.get_state_display()}."
    said = f" {escape(ended(row.answer))}" if row.answer else ""
    return f"{escape(str(row.proposed_by))}: “{escape(row.quoted)}” should say “{escape(row.words)}”. {came}{said}"


def _asked() -> Iterator[dict[str, Any]]:
    yield {
        "kind": BlockKind.RECOMMENDATION,
        "html": "That the minutes are confirmed as a true record, to be signed by the Chair.",
    }
