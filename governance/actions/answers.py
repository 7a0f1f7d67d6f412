"""Answers of the force: given in words, open or restricted, changed until they are accepted, with PDFs. Nothing is overwritten unseen."""

from datetime import datetime
from typing import Any

from django.db import transaction

from governance.actions.questions import line, locked, note
from governance.models import Answer, Question, QuestionFile, RestrictedAnswer
from governance.states.questions import QUESTION_MOVES, Means, QuestionState, QuestionStep
from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import private_files
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions.drafts import Refusal


class NothingSaid(Refusal):
    """An answer has a word: open, restricted, or both."""


class NotOpen(Refusal):
    """What is accepted or withdrawn is not answered any more."""


class AnsweredMeanwhile(Refusal):
    """Somebody else has answered since this page, or this file, was made: both texts are shown, and neither is lost."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(
            f"{answer.by} has answered this meanwhile. Nothing was overwritten: both texts are shown."
        )


@transaction.atomic
def give(
    question: Question,
    *,
    words: str,
    restricted: str,
    seen: int,
    by: User,
    at: datetime,
    means: str = Means.PORTAL,
) -> Answer:
    """The answer as it stands from now on; ``seen`` is the number of the one its writer had before them, 0 for none.

    Raises NothingSaid, NotOpen, AnsweredMeanwhile.
    """
    question = locked(question)
    words, restricted = words.strip(), restricted.strip()
    if not (words or restricted):
        raise NothingSaid("Write the answer, or what of it is restricted.")
    if not question.takes_answers:
        raise NotOpen(f"It is {question.get_state_display().lower()}. The office opens it again first.")
    last = latest(question)
    if last is not None and last.number != seen:
        raise AnsweredMeanwhile(last)
    number = last.number + 1 if last else 1
    made = Answer.objects.create(
        question=question,
        number=number,
        words=words,
        is_restricted=bool(restricted),
        means=means,
        by=by,
        at=at,
    )
    if restricted:
        RestrictedAnswer.objects.create(answer=made, words=restricted)
    is_new = question.is_owed
    if is_new:
        move(question, QuestionState.ANSWERED, along=QUESTION_MOVES, field="state")
        question.save(update_fields=["state"])
    line(question, QuestionStep.ANSWERED if is_new else QuestionStep.CHANGED, by=by, at=at)
    return made


def latest(question: Question) -> Answer | None:
    """The one that counts."""
    rows = Answer.objects.filter(question=question).select_related("restricted", "by__person")
    return rows.order_by("-number").first()


@transaction.atomic
def attach(
    question: Question, *, title: str, is_restricted: bool, by: User, at: datetime, **file: Any
) -> QuestionFile:
    """A PDF that belongs to the answer: original, found, is_scanned. Raises NotOpen."""
    question = locked(question)
    if not question.takes_answers:
        raise NotOpen(f"It is {question.get_state_display().lower()}. The office opens it again first.")
    made = QuestionFile.objects.create(
        question=question, is_restricted=is_restricted, **private_files.kept(title, by=by, at=at, **file)
    )
    line(question, QuestionStep.ATTACHED, by=by, at=at)
    return made


@transaction.atomic
def restrict(file: QuestionFile, *, by: User, at: datetime) -> QuestionFile:
    """It was added as open and is not: from now on it is named nowhere but beside its question."""
    question = locked(file.question)
    if not file.is_restricted:
        file.is_restricted = True
        file.save(update_fields=["is_restricted"])
        note("file_restricted", question, by=by, at=at)
    return file
