"""The order of an item's papers: reports, then appendices; letters follow it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.items import NotInThisRow
from pcc_portal.meetings.actions.papers import lay_out, take
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.meetings.queries import in_order
from pcc_portal.meetings.states import PaperRole


@transaction.atomic
def move(paper: Paper, *, direction: Literal["up", "down"], by: User, at: datetime) -> Paper:
    """One place up or down among the reports or among the appendices of its item; letters follow the order."""
    meeting, paper = take(paper, at=at)
    row = sorted(Paper.objects.filter(item=paper.item), key=in_order)
    here = row.index(paper)
    there = here - 1 if direction == "up" else here + 1
    if 0 <= there < len(row) and _may_change_places(row[there], paper):
        row[here], row[there] = row[there], row[here]
        _moved(meeting, paper, row, direction, by=by, at=at)
    return Paper.objects.get(pk=paper.pk)


@transaction.atomic
def place(paper: Paper, *, before: UUID | None, by: User, at: datetime) -> Paper:
    """Put down before another report (or appendix) of its item, or (None) behind the last of them. Raises NotInThisRow."""
    meeting, paper = take(paper, at=at)
    row = sorted(Paper.objects.filter(item=paper.item), key=in_order)
    same = [p for p in row if p.role == paper.role and p != paper]
    there = next((n for n, p in enumerate(same) if p.pk == before), None)
    if before is not None and (there is None or not _may_change_places(same[there], paper)):
        raise NotInThisRow
    same.insert(len(same) if there is None else there, paper)
    placed = sorted([*same, *(p for p in row if p.role != paper.role)], key=_by_role)
    if placed != row:
        _moved(meeting, paper, placed, "placed", by=by, at=at)
    return Paper.objects.get(pk=paper.pk)


def _may_change_places(one: Paper, other: Paper) -> bool:
    """Letters that were issued stay: a late paper moves among the late ones."""
    return (one.role, one.supplement_id) == (other.role, other.supplement_id)


def _by_role(paper: Paper) -> bool:
    """Reports, then appendices; a stable sort leaves each in its own order."""
    return paper.role == PaperRole.APPENDIX


def _moved(meeting: Meeting, paper: Paper, row: list[Paper], how: str, *, by: User, at: datetime) -> None:
    lay_out(row)
    record("meetings.paper.moved", subject=paper, by=by, at=at, thread=meeting.ref, direction=how)
