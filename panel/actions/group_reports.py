"""What a meeting of a working group tells the Panel: written once, and on the Panel's agenda in one press."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from panel.models import GroupMeeting, GroupReport
from panel.states.dealings import ReportKind
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import items, papers
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.states import AgendaStatus, ItemKind, Part
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.kinds import BlockKind


class NotMetYet(Refusal):
    """A report tells of a meeting that was held."""


class NoAgenda(Refusal):
    """The Panel has no agenda that can still be changed."""


@transaction.atomic
def write(meeting: GroupMeeting, *, kind: str, words: str, by: User, at: datetime) -> GroupReport:
    """By word of mouth, or as a paper. On an agenda already, it is changed there. Raises NotMetYet."""
    if timezone.localdate(at) < meeting.held_on:
        raise NotMetYet("It has not met yet.")
    row = GroupReport.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if row is not None and row.item_id is not None:
        raise NotMetYet("This report is on an agenda already. Change its words there.")
    said = {"kind": kind, "words": words, "by": by, "at": at}
    row, _ = GroupReport.objects.update_or_create(meeting=meeting, defaults=said)
    _note("written", row, by=by, at=at)
    return row


def next_agenda(row: GroupReport) -> Meeting | None:
    """The Panel's next draft agenda after the meeting that the report tells of."""
    drafts = Meeting.objects.filter(
        body=row.meeting.group.body, status=AgendaStatus.DRAFT, is_date_fixed=True
    )
    return drafts.pending().filter(held_on__gt=row.meeting.held_on).order_by("held_on").first()


@transaction.atomic
def put_on_agenda(row: GroupReport, *, by: User, at: datetime) -> Item:
    """Its line on the Panel's next agenda, with its paper where it has one. Pressed twice it is one line.

    The title is made from the meeting's own day. Raises NoAgenda, AgendaLocked.
    """
    rows = GroupReport.objects.select_for_update(of=("self",))
    row = rows.select_related("meeting__group__body__organisation", "item").get(pk=row.pk)
    if row.item is not None:
        return row.item
    meeting = next_agenda(row)
    if meeting is None:
        raise NoAgenda("The Panel has no draft agenda after that day. Plan its next meeting first.")
    is_paper = row.kind == ReportKind.PAPER
    kind = ItemKind.PAPERS if is_paper else ItemKind.VERBAL
    row.item = _line(row, meeting, kind=kind, by=by, at=at)
    if is_paper:
        _paper(row, row.item, by=by, at=at)
    row.save(update_fields=["item"])
    _note("put_on_agenda", row, by=by, at=at)
    return row.item


def _line(row: GroupReport, meeting: Meeting, *, kind: str, by: User, at: datetime) -> Item:
    """The standing line of the group's report, if the agenda has one that is free; else one of its own."""
    standing = Item.objects.filter(
        meeting=meeting, part=Part.OPEN, public_title=f"Report of the {row.meeting.group.name}", papers=None
    ).first()
    if standing is None:
        return items.add(meeting, public_title=row.title, kind=kind, by=by, at=at)
    return items.edit(standing, public_title=row.title, purpose=standing.purpose, kind=kind, by=by, at=at)


def _paper(row: GroupReport, item: Item, *, by: User, at: datetime) -> None:
    """As text, for the clerk to go on writing and to accept."""
    group = row.meeting.group
    owner = group.body.organisation
    paper = papers.add(
        item, public_title=row.title, organisation=owner, author_role=f"{group.name}"[:120],
        report_on=timezone.localdate(at), by=by, at=at,
    )  # fmt: skip
    paper = papers.write(paper, by=by, at=at)
    assert paper.text is not None, "it is being written here"
    for words in row.words.split("\n\n"):
        if words.strip():
            blocks.append(paper.text, kind=BlockKind.PARAGRAPH, html=escape(words.strip()), by=by, at=at)


def _note(verb: str, row: GroupReport, *, by: User, at: datetime) -> None:
    group, day = row.meeting.group, row.meeting.held_on.isoformat()
    record(
        f"panel.group_report.{verb}",
        subject=row,
        by=by,
        at=at,
        thread=group.slug,
        name=group.name,
        held_on=day,
    )
