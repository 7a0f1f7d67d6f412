"""The weekly meeting of Commissioner and Chief Constable: recorded, or why there was none; its open part published in one press."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.actions import actions as log
from governance.models import Action, WeeklyMeeting, WeeklyNote, WeeklyPrivate, WeeklyTopic
from governance.models.weekly import Said, monday_of
from governance.states.actions import Source
from governance.states.weekly import SHELF, WEEKLY, WEEKLY_MOVES, WeeklyState
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body

RULE = (
    "How the Commissioner holds the Chief Constable to account (PRSRA 2011 s1(7), SI 2011/3050 Sch para 5(c))"
)


class KnownAlready(Refusal):
    """A week has one record."""


class NotThatWeek(Refusal):
    """A day that lies in another week, or has not come."""


class NotHeld(Refusal):
    """Nothing is agreed at a meeting that there was not."""


@transaction.atomic
def keep_topics(body: Body, titles: Iterable[str], *, by: User, at: datetime) -> list[WeeklyTopic]:
    """The list in its order; what is not in it any more is no longer gone through, and stays in the weeks that had it."""
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    WeeklyTopic.objects.filter(body=body).update(is_kept=False)
    rows = [
        WeeklyTopic.objects.update_or_create(
            body=body, title=title, defaults={"position": position, "is_kept": True}
        )[0]
        for position, title in enumerate(dict.fromkeys(titles), start=1)
    ]
    record("governance.weekly.topics_kept", subject=body, by=by, at=at, topics=len(rows))
    return rows


@transaction.atomic
def enter(
    body: Body,
    *,
    week_on: date,
    held_on: date | None,
    missed_why: str,
    said: Iterable[Said],
    by: User,
    at: datetime,
) -> WeeklyMeeting:
    """A week with its meeting, or with why there was none. Raises KnownAlready, NotThatWeek."""
    _in_order(week_on, held_on, today=timezone.localdate(at))
    try:
        with transaction.atomic():
            row = WeeklyMeeting.objects.create(
                body=body,
                week_on=week_on,
                held_on=held_on,
                missed_why=missed_why,
                entered_by=by,
                entered_at=at,
            )
    except IntegrityError:
        raise KnownAlready("This week is recorded already. Change what is there.") from None
    _write(row, said)
    _note("entered", row, by=by, at=at)
    return row


@transaction.atomic
def change(
    row: WeeklyMeeting,
    *,
    held_on: date | None,
    missed_why: str,
    said: Iterable[Said],
    by: User,
    at: datetime,
) -> WeeklyMeeting:
    """Written anew; what is public stays as it is until it is published again. Raises NotThatWeek."""
    row = _locked(row)
    _in_order(row.week_on, held_on, today=timezone.localdate(at))
    row.held_on, row.missed_why = held_on, missed_why
    row.save(update_fields=["held_on", "missed_why"])
    row.notes.all().delete()
    _write(row, said)
    _note("changed", row, by=by, at=at)
    return row


@transaction.atomic
def publish(row: WeeklyMeeting, *, by: User, at: datetime) -> Release:
    """The open part, as it stands now: nothing of the closed one, and no action. Raises BadMove."""
    row = _locked(row)
    move(row, WeeklyState.PUBLISHED, along=WEEKLY_MOVES, field="state")
    row.save(update_fields=["state"])
    made = releases.release(
        WEEKLY,
        subject=row,
        collection=SHELF,
        title=str(row),
        rule=RULE,
        content=Content(),
        facts=_facts(row),
        on=row.week_on,
        by=by,
        at=at,
    )
    _note("published", row, by=by, at=at)
    return made


@transaction.atomic
def take_back(row: WeeklyMeeting, *, reason: str, by: User, at: datetime) -> WeeklyMeeting:
    """No longer public, and why. Raises BadMove."""
    row = _locked(row)
    move(row, WeeklyState.DRAFT, along=WEEKLY_MOVES, field="state")
    row.save(update_fields=["state"])
    for out in Release.objects.live().filter(kind=WEEKLY, subject_id=str(row.pk)):
        releases.withdraw(out, by=by, at=at, reason=reason)
    _note("taken_back", row, by=by, at=at)
    return row


@transaction.atomic
def agree(
    row: WeeklyMeeting,
    *,
    text: str,
    due_on: date | None,
    is_closed: bool,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
) -> Action:
    """What was agreed becomes an action of the Board's log, whose owner is told. Raises NotHeld, OwnerHasLeft, NoOwner."""
    row = _locked(row)
    if row.held_on is None:
        raise NotHeld("There was no meeting that week.")
    made = log.open_elsewhere(
        row.body,
        source=Source.WEEKLY,
        source_words=str(row),
        text=text,
        raised_on=row.held_on,
        due_on=due_on,
        is_closed=is_closed,
        owner_person=owner_person,
        owner_post=owner_post,
        by=by,
        at=at,
    )
    row.actions.add(made)
    return made


def _facts(row: WeeklyMeeting) -> dict[str, Any]:
    """All that is public of a week."""
    topics = [{"title": note.title, "words": note.words} for note in row.notes.all() if note.words]
    held = row.held_on.isoformat() if row.held_on else ""
    return {"week": row.week, "held": held, "why": row.missed_why, "topics": topics if held else []}


def _write(row: WeeklyMeeting, said: Iterable[Said]) -> None:
    """A topic of which nothing was said is no note; a week without a meeting has none."""
    for position, one in enumerate(said if row.held_on else (), start=1):
        if not (one.opened or one.closed):
            continue
        note = WeeklyNote.objects.create(meeting=row, title=one.title, position=position, words=one.opened)
        if one.closed:
            WeeklyPrivate.objects.create(note=note, words=one.closed)


def _in_order(week_on: date, held_on: date | None, *, today: date) -> None:
    if week_on > today or (held_on is not None and held_on > today):
        raise NotThatWeek("That day has not come. A meeting is recorded once it was held.")
    if held_on is not None and monday_of(held_on) != week_on:
        raise NotThatWeek(f"That day lies in another week than that of {week_on.day} {week_on:%B %Y}.")


def _locked(row: WeeklyMeeting) -> WeeklyMeeting:
    rows = WeeklyMeeting.objects.select_for_update(of=("self",)).select_related("body__host")
    return rows.get(pk=row.pk)


def _note(verb: str, row: WeeklyMeeting, *, by: User, at: datetime) -> None:
    record(f"governance.weekly.{verb}", subject=row, by=by, at=at, thread=f"weekly-{row.week}", week=row.week)
