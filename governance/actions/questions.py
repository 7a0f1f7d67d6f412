"""A written question that was put: accepted or given back, followed up, withdrawn; its trail, and who is told of it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.actions.actions import may_own
from governance.actions.numbering import next_reference
from governance.models import Question, QuestionLine, QuestionSet
from governance.states.questions import QUESTION_MOVES, QuestionState, QuestionStep
from pcc_portal import notices
from pcc_portal.accounts.models import Holding, Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal

PUT = "governance.questions_put"
HEARS = "governance.rules.questions.may_hear_of"


class NotAnswered(Refusal):
    """A supplementary question comes of an answer."""


class PastDay(Refusal):
    """Nobody can answer by a day that is over."""


class NotOwed(Refusal):
    """Nobody waits for an answer to it."""


def made(
    row: QuestionSet,
    heading: str,
    words: str,
    person: Person | None,
    post: Post | None,
    *,
    due_on: date,
    by: User,
    at: datetime,
    follows: Question | None = None,
) -> Question:
    may_own(person, post, on=timezone.localdate(at))
    question = Question.objects.create(
        question_set=row,
        reference=next_reference(Question.objects, "q", timezone.localdate(at).year),
        follows=follows,
        heading=heading,
        words=words,
        owner_person=person,
        owner_post=post,
        due_on=due_on,
    )
    note("added", question, by=by, at=at)
    return question


@transaction.atomic
def follow_up(question: Question, *, words: str, due_on: date, by: User, at: datetime) -> Question:
    """A supplementary question to the same owner, put at once. Raises NotAnswered, PastDay, OwnerHasLeft."""
    question = locked(question)
    if not question.has_answer:
        raise NotAnswered("A supplementary question comes of an answer. This question has none yet.")
    if due_on < timezone.localdate(at):
        raise PastDay("This day is over. Give them a day to come.")
    row, owner = question.question_set, (question.owner_person, question.owner_post)
    first = question.follows or question
    new = made(row, question.heading, words, *owner, due_on=due_on, by=by, at=at, follows=first)
    ask(new, by=by, at=at)
    tell(row, [new], by=by, at=at)
    return new


@transaction.atomic
def accept(question: Question, *, by: User, at: datetime) -> Question:
    """The office is content. Raises BadMove."""
    question = locked(question)
    _moved(question, QuestionState.ACCEPTED, at=at)
    line(question, QuestionStep.ACCEPTED, by=by, at=at)
    return question


@transaction.atomic
def give_back(question: Question, *, why: str, due_on: date, by: User, at: datetime) -> Question:
    """The answer is not enough: it is owed again, by a day, and its owner is told. Raises BadMove, PastDay."""
    question = locked(question)
    if due_on < timezone.localdate(at):
        raise PastDay("This day is over. Give them a day to come.")
    question.due_on = due_on
    _moved(question, QuestionState.RETURNED, at=at)
    line(question, QuestionStep.RETURNED, why, by=by, at=at)
    tell(question.question_set, [question], by=by, at=at)
    return question


@transaction.atomic
def withdraw(question: Question, *, why: str, by: User, at: datetime) -> Question:
    """Nobody waits for it any more, and why. Raises BadMove."""
    question = locked(question)
    _moved(question, QuestionState.WITHDRAWN, at=at)
    line(question, QuestionStep.WITHDRAWN, why, by=by, at=at)
    return question


@transaction.atomic
def put_off(question: Question, *, due_on: date, why: str, by: User, at: datetime) -> Question:
    """Another day, and why; the old one stays in the trail. Raises NotOwed."""
    question = _owed(question)
    before, question.due_on = question.due_on, due_on
    question.save(update_fields=["due_on"])
    was = f"It was due on {before.day} {before:%B %Y}."
    said = f"Due on {due_on.day} {due_on:%B %Y}. {was} {why}"
    line(question, QuestionStep.DUE, said, by=by, at=at)
    return question


@transaction.atomic
def pass_on(
    question: Question,
    *,
    why: str,
    by: User,
    at: datetime,
    owner_person: Person | None = None,
    owner_post: Post | None = None,
) -> Question:
    """Another owner, who is told; the one before sees it no more. Raises NotOwed, OwnerHasLeft, NoOwner."""
    question = _owed(question)
    may_own(owner_person, owner_post, on=timezone.localdate(at))
    question.owner_person, question.owner_post = owner_person, owner_post
    question.save(update_fields=["owner_person", "owner_post"])
    line(question, QuestionStep.OWNER, f"Given to {owner_post or owner_person}. {why}", by=by, at=at)
    tell(question.question_set, [question], by=by, at=at)
    return question


def ask(question: Question, *, by: User, at: datetime) -> None:
    question.asked_on = timezone.localdate(at)
    _moved(question, QuestionState.ASKED, at=at)
    line(question, QuestionStep.ASKED, by=by, at=at)


def _moved(question: Question, state: QuestionState, *, at: datetime) -> None:
    move(question, state, along=QUESTION_MOVES, field="state")
    is_over = state in {QuestionState.ACCEPTED, QuestionState.WITHDRAWN}
    question.closed_on = timezone.localdate(at) if is_over else None
    question.save(update_fields=["state", "closed_on", "asked_on", "due_on"])


def locked(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",))
    return rows.select_related("question_set__body", "owner_person", "owner_post", "follows").get(
        pk=question.pk
    )


def _owed(question: Question) -> Question:
    question = locked(question)
    if not question.is_owed:
        raise NotOwed("Nobody waits for an answer to it: it is answered, or over.")
    return question


def line(question: Question, step: QuestionStep, words: str = "", *, by: User, at: datetime) -> QuestionLine:
    """One line of its trail, and the audit row that says no more than which step it was."""
    made = QuestionLine.objects.create(question=question, step=step, words=words.strip(), by=by, at=at)
    note(step, question, by=by, at=at)
    return made


def tell(row: QuestionSet, asked: list[Question], *, by: User, at: datetime) -> None:
    """One mail to each who has to answer, however many are theirs: that questions wait, and until when. Not a word of them."""
    on = timezone.localdate(at)
    for user in _owners(asked, on=on):
        if user.pk == by.pk:
            continue
        notices.post(
            PUT,
            to=user.email,
            context={"board": row.body.named_on(on), "due_on": min(one.due_on for one in asked)},
            dedupe_key=f"{PUT}:{user.pk}:{at.isoformat()}:{asked[0].pk}",
            rule=HEARS,
            about=row,
            by=by,
            at=at,
        )


def _owners(asked: Iterable[Question], *, on: date) -> list[User]:
    """Who can sign in among the people named, and the holders of the posts named on that day."""
    rows = list(asked)
    people = {row.owner_person_id for row in rows} - {None}
    held = Holding.objects.on(on).filter(post__in={row.owner_post_id for row in rows} - {None})
    named = Q(person__in=people) | Q(person__in=held.values("person"))
    return list(User.objects.filter(named, is_active=True).order_by("email"))


def note(verb: str, question: Question, *, by: User, at: datetime) -> None:
    """Its reference and nothing else: its words are the office's and its owner's."""
    record(
        f"governance.question.{verb}",
        subject=question,
        by=by,
        at=at,
        thread=question.reference,
        reference=str(question),
    )
