"""Written questions: put to one owner, answered open or restricted, followed up, given back, accepted; nobody else knows of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.actions import answers, question_sets, questions
from governance.actions.actions import NoOwner, OwnerHasLeft
from governance.models import Answer, Question, QuestionFile, QuestionSet, RestrictedAnswer
from governance.queries.questions import by_heading, owed, with_everything
from governance.states.questions import QUESTION_MOVES, QuestionState
from pcc_portal.accounts.access import load_rights
from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove, move
from pcc_portal.notices.models import Message
from tests.factories import acting, asking, people
from tests.factories.days import NOW, TODAY
from tests.factories.deciding import pdf

pytestmark = pytest.mark.django_db

LATER = asking.DUE_ON + timedelta(days=7)


def given(question, by, words="It fell because of the new rule.", restricted="", seen=0):
    return answers.give(question, words=words, restricted=restricted, seen=seen, by=by, at=NOW)


@pytest.fixture
def question(office, officer, force_lead):
    return asking.put(officer, {"owner_person": force_lead.person})[0]


@pytest.fixture
def staff_officer(force):
    return people.holder("staff_officer", force, "Dev", "Anand")


@pytest.mark.parametrize("target", QuestionState)
@pytest.mark.parametrize("state", QuestionState)
def test_only_along_the_table(state, target):
    row = Question(state=state)
    if target in QUESTION_MOVES[state]:
        move(row, target, along=QUESTION_MOVES, field="state")
    else:
        with pytest.raises(BadMove):
            move(row, target, along=QUESTION_MOVES, field="state")


@pytest.fixture
def cast(officer, analyst, force, force_lead, staff_officer):
    """Two of the office, one who is asked, the chief's office, and somebody else of the force."""
    return officer, analyst, force_lead, staff_officer, people.holder("force_lead", force, "Andrea", "Wolfe")


def test_an_owner_sees_what_was_put_to_them_the_chiefs_office_all_and_nobody_else_any(
    cast, clerk, panel_member
):
    officer, _, lead, *_ = cast
    everyone = (*cast, clerk, panel_member)
    row = asking.gathered(officer)
    one = asking.asked(row, officer, owner_person=lead.person)
    seen = [list(Question.objects.visible_to(who)) for who in everyone]
    assert seen == [[one], [one], [], [], [], [], []]
    question_sets.put(row, by=officer, at=NOW)
    two = asking.asked(row, officer, owner_person=lead.person)
    seen = [list(Question.objects.visible_to(who)) for who in everyone]
    assert seen == [[one, two], [one, two], [one], [one], [], [], []]
    sets = [list(QuestionSet.objects.visible_to(who)) for who in everyone]
    assert sets == [[row], [row], [row], [row], [], [], []]


def test_a_question_to_a_post_passes_to_its_next_holder_by_itself(office, officer, force, force_lead):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    ended = (force_lead.person, date(2020, 1, 1), TODAY)
    post = acting.post("Head of Crime", force, ended, (other.person, TODAY + timedelta(days=1), None))
    (row,) = asking.put(officer, {"owner_post": post})
    seen = {
        who: [list(Question.objects.owned_by(load_rights(who, on=TODAY + timedelta(days=n)))) for n in (0, 1)]
        for who in (force_lead, other)
    }
    assert seen == {force_lead: [[row], []], other: [[], [row]]}


def test_one_mail_an_owner_and_not_a_word_of_the_questions_in_mail_or_record(
    office, officer, force, force_lead
):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    mine = {"owner_person": force_lead.person}
    row, *_ = asking.put(officer, mine, mine, {"owner_person": other.person})
    given(row, force_lead, "Because of the rule.", "An informant said so.")
    questions.give_back(row, why="Say which rule.", due_on=LATER, by=officer, at=NOW + timedelta(hours=1))
    mails = list(Message.objects.order_by("queued_at", "to"))
    assert all(
        "for the Governance and Performance Board. An answer is due by" in mail.body_text for mail in mails
    )
    assert sorted(mail.to for mail in mails) == sorted([force_lead.email] * 2 + [other.email])
    everything = "".join(f"{mail.subject}{mail.body_text}" for mail in mails) + str(
        list(Event.objects.values())
    )
    words = ("burglar", "rule", "informant", "Burglary", "Questions before the Board")
    assert [word for word in words if word in everything] == []


def test_a_set_hangs_on_one_thing_and_a_question_on_one_owner(question):
    row = question.question_set
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionSet.objects.filter(pk=row.pk).update(meeting=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(owner_person=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(asked_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(state="accepted")


def test_nothing_is_put_to_nobody_to_who_has_left_or_by_a_day_that_is_over(
    office, officer, force, force_lead
):
    row = asking.gathered(officer)
    with pytest.raises(question_sets.NothingToPut):
        question_sets.put(row, by=officer, at=NOW)
    with pytest.raises(NoOwner):
        asking.asked(row, officer)
    acting.post("Head of Crime", force, (force_lead.person, date(2020, 1, 1), TODAY - timedelta(days=1)))
    with pytest.raises(OwnerHasLeft, match="give it to the post"):
        asking.asked(row, officer, owner_person=force_lead.person)
    post = acting.post("Head of Custody", force)
    asking.asked(row, officer, owner_post=post)
    with pytest.raises(questions.PastDay):
        question_sets.put(row, by=officer, at=NOW + timedelta(days=30))
    assert Question.objects.get().state == "draft"


def test_what_was_put_is_withdrawn_and_not_changed(question, officer, force_lead):
    mine = {"owner_person": force_lead.person}
    with pytest.raises(question_sets.PutAlready):
        question_sets.edit(question, heading="H", words="W", by=officer, at=NOW, **mine)
    with pytest.raises(question_sets.PutAlready):
        question_sets.remove(question, by=officer, at=NOW)
    row = questions.withdraw(question, why="Answered at the Board.", by=officer, at=NOW)
    assert (row.state, row.closed_on) == ("withdrawn", TODAY)
    with pytest.raises(answers.NotOpen):
        given(row, force_lead)


def test_restricted_words_are_in_a_table_of_their_own(question, force_lead):
    made = given(question, force_lead, "Open.", "An informant said so.")
    assert "informant" not in str(Answer.objects.values())
    assert RestrictedAnswer.objects.get(answer=made).words == "An informant said so."
    only = given(question, force_lead, "", "All of it.", seen=1)
    assert (only.words, only.restricted_words) == ("", "All of it.")


def test_an_answer_says_something(question, force_lead):
    with pytest.raises(answers.NothingSaid):
        given(question, force_lead, " ", " ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question=question, number=1, by=force_lead, at=NOW)


def test_nothing_is_overwritten_that_its_writer_has_not_seen(question, force_lead, staff_officer):
    given(question, force_lead, "Mine.")
    with pytest.raises(answers.AnsweredMeanwhile) as refusal:
        given(question, staff_officer, "Theirs.")
    assert refusal.value.answer.words == "Mine."
    given(question, staff_officer, "Theirs.", seen=1)
    assert [row.words for row in question.answers.all()] == ["Theirs.", "Mine."]


def test_given_back_it_is_owed_again_and_accepted_it_is_over(question, officer, force_lead):
    given(question, force_lead)
    row = questions.give_back(question, why="Which rule?", due_on=LATER, by=officer, at=NOW)
    assert (row.state, row.due_on) == ("returned", LATER)
    given(row, force_lead, "Rule 4.", seen=1)
    row = questions.accept(row, by=officer, at=NOW)
    assert (row.state, row.closed_on) == ("accepted", TODAY)
    with pytest.raises(answers.NotOpen):
        given(row, force_lead, seen=2)
    steps = [line.step for line in row.trail.all()]
    assert steps == ["asked", "answered", "returned", "answered", "accepted"]


def test_a_supplementary_question_comes_of_an_answer_and_stands_behind_it(question, officer, force_lead):
    with pytest.raises(questions.NotAnswered):
        questions.follow_up(question, words="And since?", due_on=LATER, by=officer, at=NOW)
    given(question, force_lead)
    asking.put(officer, {"owner_person": force_lead.person}, row=question.question_set)
    more = questions.follow_up(question, words="And since?", due_on=LATER, by=officer, at=NOW)
    assert (more.state, more.follows, more.owner_person) == ("asked", question, force_lead.person)
    again = questions.follow_up(question, words="And July?", due_on=LATER, by=officer, at=NOW)
    (heading,) = by_heading(with_everything(Question.objects.all(), on=TODAY), on=TODAY)
    order = [str(row.question) for row in heading.rows]
    assert order == [str(question), str(more), str(again), "Q-2026-002"]


def test_what_the_force_owes_on_a_day(question, officer, force_lead):
    other, gone = asking.put(officer, *[{"owner_person": force_lead.person}] * 2, row=question.question_set)
    questions.withdraw(gone, why="No.", by=officer, at=NOW)
    questions.put_off(question, due_on=LATER, why="They wait for a figure.", by=officer, at=NOW)
    assert list(owed(TODAY).order_by("due_on")) == [other, question]
    late = [row.is_late(on=asking.DUE_ON + timedelta(days=1)) for row in owed(TODAY).order_by("due_on")]
    assert late == [True, False]
    given(other, force_lead)
    assert list(owed(TODAY)) == [question]
    with pytest.raises(questions.NotOwed):
        questions.put_off(other, due_on=LATER, why="Late.", by=officer, at=NOW)


def test_passed_on_its_former_owner_sees_it_no_more(question, officer, force, force_lead):
    other = people.holder("force_lead", force, "Andrea", "Wolfe")
    questions.pass_on(question, why="Hers.", owner_person=other.person, by=officer, at=NOW)
    seen = [list(Question.objects.visible_to(who)) for who in (force_lead, other)]
    assert seen == [[], [question]]


def test_a_file_is_made_restricted_in_one_press(question, force_lead):
    row = answers.attach(question, title="Audit", is_restricted=False, by=force_lead, at=NOW, **pdf())
    answers.restrict(row, by=force_lead, at=NOW)
    answers.restrict(row, by=force_lead, at=NOW)
    assert [file.is_restricted for file in QuestionFile.objects.all()] == [True]
    assert "Audit" not in str(list(Event.objects.values()))
