"""Sets of written questions: gathered by the office, written, and put to the force in one press."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.actions.actions import may_own
from governance.actions.questions import PastDay, ask, locked, made, note, tell
from governance.models import Question, QuestionSet
from governance.states.questions import QuestionState
from pcc_portal.accounts.models import Organisation, Person, Post, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body


class NoForce(Refusal):
    """There is no police force to ask."""


class PutAlready(Refusal):
    """Whoever was asked has it before them: it is withdrawn and asked anew, not changed."""

    def __init__(self) -> None:
        super().__init__("It has been put to the force. Withdraw it, and ask it in other words.")


class NothingToPut(Refusal):
    """Every question of the set has been put."""


@transaction.atomic
def gather(body: Body, *, title: str, due_on: date, by: User, at: datetime, **about: Any) -> QuestionSet:
    """A set, of a meeting, an inspection or a challenge: ``about`` names the one. Raises NoForce."""
    inspection = about.get("inspection")
    forces = Organisation.objects.filter(kind=OrganisationKind.FORCE).order_by("pk")
    force = inspection.force if inspection else forces.first()
    if force is None:
        raise NoForce("There is no police force among the organisations yet.")
    row = QuestionSet.objects.create(
        body=body, force=force, title=title, due_on=due_on, made_by=by, made_at=at, **about
    )
    note_set("gathered", row, by=by, at=at)
    return row


@transaction.atomic
def rename(row: QuestionSet, *, title: str, due_on: date, by: User, at: datetime) -> QuestionSet:
    """Another title, another day for what has not been put yet: what was put keeps its own."""
    row = locked_set(row)
    row.title, row.due_on = title, due_on
    row.save(update_fields=["title", "due_on"])
    row.questions.filter(state=QuestionState.DRAFT).update(due_on=due_on)
    note_set("renamed", row, by=by, at=at)
    return row


@transaction.atomic
def add(
    row: QuestionSet,
    *,
    heading: str,
    words: str,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
) -> Question:
    """A draft of the office until it is put. Raises OwnerHasLeft, NoOwner."""
    row = locked_set(row)
    return made(row, heading, words, owner_person, owner_post, due_on=row.due_on, by=by, at=at)


@transaction.atomic
def edit(
    question: Question,
    *,
    heading: str,
    words: str,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
) -> Question:
    """Before it is put. Raises PutAlready, OwnerHasLeft, NoOwner."""
    question = _draft(question)
    may_own(owner_person, owner_post, on=timezone.localdate(at))
    question.heading, question.words = heading, words
    question.owner_person, question.owner_post = owner_person, owner_post
    question.save(update_fields=["heading", "words", "owner_person", "owner_post"])
    note("edited", question, by=by, at=at)
    return question


@transaction.atomic
def remove(question: Question, *, by: User, at: datetime) -> None:
    """A draft that nobody was asked. Raises PutAlready."""
    question = _draft(question)
    note("removed", question, by=by, at=at)
    question.delete()


@transaction.atomic
def put(row: QuestionSet, *, by: User, at: datetime) -> int:
    """All that was not put yet: from now on their owners see them, and each gets one mail. Raises NothingToPut, PastDay."""
    row, on = locked_set(row), timezone.localdate(at)
    drafts = list(Question.objects.select_for_update(of=("self",)).filter(question_set=row, state="draft"))
    if not drafts:
        raise NothingToPut("Every question of this set has been put. Add one first.")
    if row.due_on < on:
        raise PastDay("The day by which they are to be answered is over. Set another one first.")
    for question in drafts:
        ask(question, by=by, at=at)
    tell(row, drafts, by=by, at=at)
    note_set("put", row, count=len(drafts), by=by, at=at)
    return len(drafts)


def locked_set(row: QuestionSet) -> QuestionSet:
    rows = QuestionSet.objects.select_for_update(of=("self",)).select_related("body", "meeting__body")
    return rows.get(pk=row.pk)


def _draft(question: Question) -> Question:
    question = locked(question)
    if not question.is_draft:
        raise PutAlready
    return question


def note_set(verb: str, row: QuestionSet, *, by: User, at: datetime, **facts: Any) -> None:
    record(
        f"governance.question_set.{verb}", subject=row, by=by, at=at, thread=f"questions-{row.pk}", **facts
    )
