"""Keep the work programme, let it out, and put it on an agenda as its paper."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from panel.models import (
    BriefingNote,
    ProgrammeRow,
    Review,
    ReviewRecommendation,
    StandingBusiness,
    TrainingEvent,
)
from panel.printing import programme as printed
from panel.queries import PROGRAMME, programme_of, taken_rows
from panel.states import ROW_MOVES, RowState
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import composed, items
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Paper, Resolution
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.web.templatetags.words import short_date

RULE = "Rules of procedure: the Panel's work programme"
PAPER = "Work programme"
MOST_OF_A_TITLE = 200

type Kept = ProgrammeRow | StandingBusiness | Review | BriefingNote | TrainingEvent


class NotOnThisAgenda(Refusal):
    """The row has no meeting with an agenda that can still be changed."""


class NotInTheOpen(Refusal):
    """Everyone reads the programme, and what was resolved in private stays there."""


@transaction.atomic
def add[K: (ProgrammeRow, StandingBusiness, Review, BriefingNote, TrainingEvent)](
    model: type[K], body: Body, *, by: User, at: datetime, **said: Any
) -> K:
    """A new line at the end of its part of the programme."""
    last = model.objects.filter(body=body).aggregate(last=Max("position"))["last"] or 0
    row = model.objects.create(body=body, position=last + 1, looked_at=at, looked_by=by, **said)
    _note("added", row, by=by, at=at)
    return row


@transaction.atomic
def add_from(resolution: Resolution, *, by: User, at: datetime) -> ProgrammeRow:
    """What was resolved becomes a line that waits for a meeting to be chosen. Pressed twice it is one line.

    Raises NotInTheOpen.
    """
    rows = Resolution.objects.select_for_update(of=("self",)).select_related(
        "entry__block", "entry__minutes__meeting__body"
    )
    resolution = rows.get(pk=resolution.pk)
    made = ProgrammeRow.objects.filter(resolution=resolution).first()
    if made is not None:
        return made
    entry = resolution.entry
    if entry.is_exempt:
        raise NotInTheOpen(
            "This was resolved in private, and everyone reads the work programme. Add a line in words that may be public."
        )
    meeting, words = entry.minutes.meeting, words_of(entry.block.html)
    return add(
        ProgrammeRow,
        meeting.body,
        title=shortened(words, MOST_OF_A_TITLE),
        detail=f"The {meeting.naming.short_name} resolved: {words}",
        waits_for="A meeting to be chosen",
        origin=f"Resolved on {short_date(meeting.held_on)}",
        resolution=resolution,
        by=by,
        at=at,
    )


def shortened(words: str, most: int) -> str:
    """Whole words, as many as there is room for."""
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"


@transaction.atomic
def edit(row: Kept, *, by: User, at: datetime, **said: Any) -> Kept:
    """Saved as it stands in the form; it counts as looked at."""
    row = _locked(row)
    for name, value in said.items():
        setattr(row, name, value)
    row.looked_at, row.looked_by = at, by
    row.save()
    _note("edited", row, by=by, at=at)
    return row


@transaction.atomic
def look(row: Kept, *, by: User, at: datetime) -> Kept:
    """Somebody says that it is still right as it is."""
    row = _locked(row)
    row.looked_at, row.looked_by = at, by
    row.save(update_fields=["looked_at", "looked_by"])
    _note("looked_at", row, by=by, at=at)
    return row


@transaction.atomic
def remove(row: Kept, *, by: User, at: datetime) -> None:
    """Written down by mistake; what was released stays as it was."""
    row = _locked(row)
    _note("removed", row, by=by, at=at)
    row.delete()


@transaction.atomic
def close(
    row: ProgrammeRow, *, state: str, on: date, why: str, by: User | None, at: datetime
) -> ProgrammeRow:
    """Done, or dropped, on a day and for a reason. Raises BadMove."""
    row = ProgrammeRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    move(row, RowState(state), along=ROW_MOVES, field="state")
    row.closed_on, row.closed_why = on, why
    if row.state == RowState.DONE:
        row.reported_on = on
    row.looked_at, row.looked_by = at, by
    row.save()
    _note("closed", row, by=by, at=at)
    return row


@transaction.atomic
def reopen(row: ProgrammeRow, *, by: User, at: datetime) -> ProgrammeRow:
    """It was closed by mistake. Raises BadMove."""
    row = ProgrammeRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    move(row, RowState.OPEN, along=ROW_MOVES, field="state")
    row.closed_on, row.closed_why, row.looked_at, row.looked_by = None, "", at, by
    row.save()
    _note("reopened", row, by=by, at=at)
    return row


@transaction.atomic
def close_taken(*, by: User | None, at: datetime) -> list[ProgrammeRow]:
    """A row closes when the minutes show it done: they hold what was said under its line, which was not left over."""
    closed = []
    for row in taken_rows():
        meeting = row.item.meeting if row.item else row.meeting
        assert meeting is not None, "it has a line of an agenda"
        day = meeting.held_on
        closed.append(close(row, state=RowState.DONE, on=day, why="Considered at the meeting.", by=by, at=at))
    return closed


@transaction.atomic
def put_on_agenda(row: ProgrammeRow, *, by: User, at: datetime) -> Item:
    """Its line on the draft agenda of its meeting, with its scope copied from the row. Pressed twice it is one line.

    Raises NotOnThisAgenda.
    """
    row = ProgrammeRow.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=row.pk)
    if row.item is not None and row.item.meeting_id == row.meeting_id:
        return row.item
    if row.meeting is None or not row.meeting.is_draft:
        raise NotOnThisAgenda("Its meeting has no agenda that can still be changed.")
    row.item = items.add(row.meeting, public_title=row.name, purpose=row.detail[:500], by=by, at=at)
    row.save(update_fields=["item"])
    _note("put_on_agenda", row, by=by, at=at)
    return row.item


@transaction.atomic
def publish(body: Body, *, by: User, at: datetime) -> Release:
    """Let the programme out as it stands: the public page is this release and nothing else."""
    on = timezone.localdate(at)
    made = printed.sections(programme_of(body, on=on))
    released = releases.release(
        PROGRAMME,
        subject=body,
        collection=body.slug,
        title=f"Work programme of the {body.named_on(on).name}",
        rule=RULE,
        content=Content(html=render_to_string("panel/released/programme_v1.html", {"sections": made})),
        on=on,
        by=by,
        at=at,
    )
    record("panel.programme.released", subject=body, by=by, at=at, thread=body.slug)
    return released


@transaction.atomic
def as_paper(item: Item, *, by: User, at: datetime) -> Paper:
    """The programme as it stands now, written as a paper of a draft agenda, for the clerk to go on writing and accept.

    Raises PaperThere, AgendaLocked.
    """
    meeting = item.meeting
    said = printed.blocks(programme_of(meeting.body, on=timezone.localdate(at)))
    paper = composed.paper(item, title=PAPER, said=said, by=by, at=at)
    record("panel.programme.made_paper", subject=paper, by=by, at=at, thread=meeting.ref)
    return paper


@transaction.atomic
def recommend(review: Review, *, by: User, at: datetime, **said: Any) -> ReviewRecommendation:
    """One more thing that a review asks of the Commissioner, with the day by which the answer is due (PRSRA 2011 s29)."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    last = review.recommendations.aggregate(last=Max("number"))["last"] or 0
    one = ReviewRecommendation.objects.create(review=review, number=last + 1, **said)
    _note("recommended", review, by=by, at=at, number=one.number)
    return one


@transaction.atomic
def answer(one: ReviewRecommendation, *, by: User, at: datetime, **said: Any) -> ReviewRecommendation:
    """The Commissioner's response, the day it came, and where it was acted on."""
    one = ReviewRecommendation.objects.select_for_update(of=("self",)).select_related("review").get(pk=one.pk)
    for name, value in said.items():
        setattr(one, name, value)
    one.save()
    _note("answered", one.review, by=by, at=at, number=one.number)
    return one


def _locked(row: Kept) -> Kept:
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def _note(verb: str, row: Kept, *, by: User | None, at: datetime, **facts: Any) -> None:
    record(
        f"panel.programme.{verb}", subject=row, by=by, at=at, thread=row.body.slug, title=str(row), **facts
    )
