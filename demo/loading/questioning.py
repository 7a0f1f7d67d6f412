"""Written questions to the force: before the last Board, before the next one, and about the report that is being answered."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from demo.content import questioning as content
from demo.loading import telling
from demo.loading.acting import owner_of
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import answers, question_sets, questions
from governance.models import Inspection, Question, QuestionSet
from governance.states.inspections import InspectionState
from pcc_portal.meetings.models import Body, Meeting

OFFICER = "officer@demo.example"
A_DAY = timedelta(days=1)


def load(county: County, last: Meeting, *, now: datetime) -> int:
    """Returns how many there are. The next Board is the first that is called after ``last``."""
    today = county.days.today
    before = _gathered(county, content.LAST_TITLE, content.LAST, due=last.held_on - 4 * A_DAY, meeting=last)
    asked = at(last.held_on - 14 * A_DAY, 10)
    _put(county, before, when=asked)
    _answered(county, before, content.LAST, when=at(last.held_on - 5 * A_DAY, 15))
    _followed(county, before, content.LAST, when=at(last.held_on + 2 * A_DAY, 11))
    coming = Meeting.objects.filter(body=last.body, held_on__gt=today).order_by("held_on").first()
    if coming is not None:
        due = coming.held_on - 5 * A_DAY
        row = _gathered(county, content.NEXT_TITLE, content.NEXT, due=due, meeting=coming)
        _put(county, row, when=at(today - A_DAY, 14))
        _answered(county, row, content.NEXT, when=now)
    report = Inspection.objects.filter(state=InspectionState.ANSWERING).order_by("-published_on").first()
    if report is not None:
        due = today + 14 * A_DAY
        _gathered(county, content.REPORT_TITLE, content.REPORT, due=due, inspection=report)
    return Question.objects.count()


def _gathered(
    county: County, title: str, said: list[content.Asked], *, due: date, **about: Any
) -> QuestionSet:
    """As the office writes it before anybody in the force sees it."""
    by, when = county.users[OFFICER], at(due - 20 * A_DAY, 9)
    board = Body.objects.select_related("host").get(slug="gpb")
    row = question_sets.gather(board, title=title, due_on=due, by=by, at=when, **about)
    for one in said:
        owner = owner_of(county, one.owner)
        question_sets.add(row, heading=one.heading, words=one.words, by=by, at=when, **owner)
    return row


def _put(county: County, row: QuestionSet, *, when: datetime) -> None:
    """Put, and its owners told that day."""
    question_sets.put(row, by=county.users[OFFICER], at=when)
    telling.send(at=when)


def _pairs(row: QuestionSet, said: list[content.Asked]) -> list[tuple[Question, content.Asked]]:
    return list(zip(row.questions.filter(follows=None).order_by("pk"), said, strict=True))


def _answered(county: County, row: QuestionSet, said: list[content.Asked], *, when: datetime) -> None:
    for question, one in _pairs(row, said):
        if one.by:
            by = county.users[one.by]
            answers.give(question, words=one.answer, restricted=one.restricted, seen=0, by=by, at=when)


def _followed(county: County, row: QuestionSet, said: list[content.Asked], *, when: datetime) -> None:
    """What the office made of the answers: accepted, followed up, given back; whoever is asked again is told that day."""
    due = timezone.localdate(when) + 4 * A_DAY
    who: dict[str, Any] = {"by": county.users[OFFICER], "at": when}
    for question, one in _pairs(row, said):
        if one.is_accepted:
            questions.accept(question, **who)
        if one.follow_up:
            questions.follow_up(question, words=one.follow_up, due_on=due + 14 * A_DAY, **who)
        if one.given_back:
            questions.give_back(question, why=one.given_back, due_on=due, **who)
    telling.send(at=when)
