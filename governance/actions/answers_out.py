"""Answers go where the Board reads them: into its minutes, row by row under their heading, or as an appendix of its papers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from governance.actions.question_sets import locked_set, note_set
from governance.models import MinutedAnswer, QuestionSet
from governance.printing import questions as printing
from governance.queries.questions import Asked, Heading, by_heading, to_minute, with_everything
from pcc_portal.accounts.models import User
from pcc_portal.documents.markings import Marking
from pcc_portal.meetings.actions import composed, entries
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Entry, Item, Paper
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.wording import html_of, words_of
from pcc_portal.meetings.states import PaperRole, Part


class NothingToWrite(Refusal):
    """No answer waits to be written there."""


class WrongPart(Refusal):
    """What is restricted stands in the closed part, and what is open in the open one."""


@transaction.atomic
def into_minutes(row: QuestionSet, item: Item, *, by: User, at: datetime) -> int:
    """Each answer that is in no row yet becomes one: the open words an open row, what is restricted a closed one, with the
    question before it. A heading that is itself an item of the agenda is written there, the others under ``item``.

    Pressed twice it writes each once. Returns how many rows. Raises NothingToWrite, WrongPart, NotIssuedYet, MinutesClosed.
    """
    row, on = locked_set(row), timezone.localdate(at)
    if item.part != Part.OPEN:
        raise WrongPart("Choose an item of the open part. What is restricted becomes closed rows by itself.")
    headings = by_heading(with_everything(to_minute(row), on=on), on=on)
    if not headings:
        raise NothingToWrite("Every answer of this set stands in the minutes, or there is none yet.")
    own = {
        line.public_title.casefold(): line
        for line in Item.objects.filter(meeting=item.meeting, part=Part.OPEN)
    }
    count = 0
    for heading in headings:
        there = own.get(heading.words.casefold(), item)
        there.meeting = item.meeting
        count += sum(_written(there, heading, closed=closed, by=by, at=at) for closed in (False, True))
    note_set("minuted", row, count=count, by=by, at=at)
    return count


def _written(item: Item, heading: Heading, *, closed: bool, by: User, at: datetime) -> int:
    """The rows of one audience under one heading, in the order in which they were asked."""
    rows = [(one, printing.said_of(one, closed=closed)) for one in heading.rows]
    rows = [(one, said) for one, said in rows if said]
    if rows:
        _head(item, heading.words, closed=closed, by=by, at=at)
    for one, said in rows:
        _row(item, one, said, closed=closed, by=by, at=at)
    return len(rows)


def _head(item: Item, words: str, *, closed: bool, by: User, at: datetime) -> None:
    """A sub-heading, unless the item is called so, or the last sub-heading of its part is."""
    if item.public_title.casefold() == words.casefold():
        return
    part = Part.EXEMPT if closed else Part.OPEN
    rows = Entry.objects.filter(item=item, part=part, kind=EntryKind.TOPIC).select_related("block")
    last = rows.order_by("-position").first()
    if last is None or words_of(last.block.html).casefold() != words.casefold():
        entries.add(item, kind=EntryKind.TOPIC, html=html_of(words), is_private=closed, by=by, at=at)


def _row(item: Item, one: Asked, said: str, *, closed: bool, by: User, at: datetime) -> None:
    html = printing.row_html(one, said)
    entry = entries.add(item, kind=EntryKind.ROW, html=html, is_private=closed, by=by, at=at)
    number = one.answer.number if one.answer else 0
    MinutedAnswer.objects.create(question=one.question, entry=entry, is_closed=closed, number=number)


@transaction.atomic
def as_appendix(row: QuestionSet, item: Item, *, is_closed: bool, by: User, at: datetime) -> Paper:
    """Questions and answers as an appendix of a draft agenda, to be looked through and accepted there: the open answers under
    an open item, what is restricted under a closed one, marked. Raises NothingToWrite, WrongPart, PaperThere, AgendaLocked."""
    row, on = locked_set(row), timezone.localdate(at)
    if is_closed != (item.part == Part.EXEMPT):
        raise WrongPart(
            "What is restricted stands under an item of the closed part alone. Choose one, or add one to the agenda first."
            if is_closed
            else "Open answers stand under an item of the open part. Choose one."
        )
    headings = by_heading(with_everything(row.questions.all(), on=on), on=on)
    said = printing.blocks(headings, closed=is_closed)
    if not said:
        raise NothingToWrite("No answer of this set has such words.")
    paper = composed.paper(
        item,
        title=printing.appendix_title(headings, closed=is_closed),
        said=said,
        role=PaperRole.APPENDIX,
        marking=Marking.SENSITIVE if is_closed else Marking.NONE,
        by=by,
        at=at,
    )
    note_set("made_paper", row, by=by, at=at)
    return paper
