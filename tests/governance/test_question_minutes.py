"""Answers become rows of the Board's minutes under their heading, or an appendix of its papers; what is restricted is closed."""

import pytest
from django.test import Client

from governance.actions import answers, answers_out, approvals, question_sets
from governance.models import MinutedAnswer, Question
from governance.queries.board import board_of, numbered
from governance.queries.questions import Asked, with_everything
from pcc_portal.accounts.roles import Role
from pcc_portal.documents.markings import Marking
from pcc_portal.meetings.actions import entries, items
from pcc_portal.meetings.actions.composed import PaperThere
from pcc_portal.meetings.models import Item, Paper
from pcc_portal.meetings.printing.wording import words_of
from pcc_portal.meetings.queries.minutes import record_of
from pcc_portal.meetings.states import PaperRole
from tests.factories import asking, meetings, people
from tests.factories import board as factory
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db

SAID = {
    ("Vehicle crime", "How many were solved?"): ("Nine in ten.", "One case is sub judice."),
    ("Performance", "How is the year?"): ("Better.", ""),
    ("Vehicle crime", "And of vans?"): ("", "We follow one gang."),
}


@pytest.fixture
def officer(board):
    """Officer of the Board and of the office, as in life."""
    people.granted(board.officer, Role.OFFICER, board.body.host)
    return board.officer


@pytest.fixture
def meeting(board, plain_press):
    return factory.issued(board)


@pytest.fixture
def row(meeting, officer, board):
    """Three questions to the Chief Constable's post, all answered: open, restricted, or both."""
    row = asking.gathered(officer, meeting=meeting)
    for heading, words in SAID:
        asking.asked(row, officer, heading=heading, words=words, owner_post=board.cc_post)
    question_sets.put(row, by=officer, at=NOW)
    for question, (words, restricted) in zip(row.questions.order_by("pk"), SAID.values(), strict=True):
        answers.give(question, words=words, restricted=restricted, seen=0, by=board.cc, at=NOW)
    return row


def minuted(meeting):
    """[(reference, words)] of each section, in its order."""
    return {
        section.heading.line.item.public_title: [
            (one.reference.partition(".")[0], words_of(one.entry.block.html)) for one in section.rows
        ]
        for section in numbered(record_of(meeting))
    }


def test_one_press_writes_each_answer_under_its_heading_and_what_is_restricted_in_closed_rows(
    row, meeting, officer
):
    first = factory.item(meeting, factory.SECTIONS[0])
    assert answers_out.into_minutes(row, first, by=officer, at=NOW) == 4
    assert minuted(meeting) == {
        factory.SECTIONS[0]: [
            ("", "Vehicle crime"),
            ("01", "Q-2026-001. Question: How many were solved? Answer: Nine in ten."),
            ("", "Vehicle crime"),
            ("C01", "Q-2026-001. Question: How many were solved? Answer: One case is sub judice."),
            ("C02", "Q-2026-003. Question: And of vans? Answer: We follow one gang."),
        ],
        # The heading that is an item of its own.
        factory.SECTIONS[1]: [("02", "Q-2026-002. Question: How is the year? Answer: Better.")],
    }
    made = approvals.composed(board_of(meeting))
    assert "Nine in ten" in made.opened
    assert [word for word in ("sub judice", "gang", "vans") if word in made.opened] == []
    assert "We follow one gang" in made.closed


def test_pressed_twice_it_writes_each_once_and_a_row_that_was_removed_again(row, meeting, officer):
    item = factory.item(meeting)
    answers_out.into_minutes(row, item, by=officer, at=NOW)
    with pytest.raises(answers_out.NothingToWrite):
        answers_out.into_minutes(row, item, by=officer, at=NOW)
    gone = MinutedAnswer.objects.select_related("entry__item__meeting").get(question__heading="Performance")
    entries.remove(gone.entry, by=officer, at=NOW)
    assert answers_out.into_minutes(row, item, by=officer, at=NOW) == 1


def test_an_answer_that_was_changed_since_is_flagged(row, meeting, officer, board):
    answers_out.into_minutes(row, factory.item(meeting), by=officer, at=NOW)
    question = row.questions.get(heading="Performance")
    answers.give(question, words="Worse.", restricted="", seen=1, by=board.cc, at=NOW)
    found = with_everything(Question.objects.filter(pk=question.pk), on=TODAY)[0]
    assert Asked(found, TODAY).flags == ["Its answer was changed after it was written into the minutes."]


def test_an_appendix_of_each_audience_in_its_part_of_the_agenda(row, officer, board, meeting):
    draft = meetings.meeting(board.officer, of=board.body, held_on=factory.NEXT_ON)
    opened = meetings.item(draft, board.officer, title="Questions")
    closed = meetings.item(draft, board.officer, title="In private")
    with pytest.raises(answers_out.WrongPart):
        answers_out.as_appendix(row, opened, is_closed=True, by=officer, at=NOW)
    items.exempt(closed, meetings.grounds(), by=board.officer, at=NOW)
    closed = Item.objects.select_related("meeting__body").get(pk=closed.pk)
    with pytest.raises(answers_out.WrongPart):
        answers_out.as_appendix(row, closed, is_closed=False, by=officer, at=NOW)
    for item, is_closed in ((opened, False), (closed, True)):
        answers_out.as_appendix(row, item, is_closed=is_closed, by=officer, at=NOW)
    with pytest.raises(PaperThere):
        answers_out.as_appendix(row, opened, is_closed=False, by=officer, at=NOW)
    made = {paper.item_id: paper for paper in Paper.objects.select_related("document")}
    said = {
        key: " ".join(paper.text.blocks.order_by("position").values_list("html", flat=True))
        for key, paper in made.items()
    }
    assert "Nine in ten" in said[opened.pk]
    assert "sub judice" not in said[opened.pk]
    assert "sub judice" in said[closed.pk]
    assert "Nine in ten" not in said[closed.pk]
    marks = [(made[item.pk].role, made[item.pk].document.marking) for item in (opened, closed)]
    assert marks == [(PaperRole.APPENDIX, Marking.NONE), (PaperRole.APPENDIX, Marking.SENSITIVE)]
    assert made[opened.pk].public_title == "Written questions and answers, Q-2026-001 to Q-2026-002"


def test_in_the_browser_for_the_officer_who_writes_the_minutes_alone(row, meeting, officer, board):
    here = f"/governance/questions/sets/{row.pk}"
    chief = Client()
    chief.force_login(board.cc)
    assert chief.get(f"{here}/minutes/").status_code == 403
    desk = Client()
    desk.force_login(officer)
    text = desk.get(f"{here}/").text
    assert "Into the minutes" in text
    assert "As an appendix" not in text
    assert desk.post(f"{here}/minutes/", {}).status_code == 422
    item = factory.item(meeting)
    answer = desk.post(f"{here}/minutes/", {"item": item.pk})
    assert answer.headers["Location"] == f"{meeting.path}minutes/#i-{item.pk}"
    assert "Into the minutes" not in desk.get(f"{here}/").text
    assert desk.post(f"{here}/minutes/", {"item": item.pk}).status_code == 409
    draft = meetings.meeting(board.officer, of=board.body, held_on=factory.NEXT_ON)
    line = meetings.item(draft, board.officer, title="Questions")
    assert "As an appendix" in desk.get(f"{here}/").text
    assert desk.post(f"{here}/appendix/", {"item": line.pk, "is_closed": "on"}).status_code == 409
    assert desk.post(f"{here}/appendix/", {"item": line.pk}).status_code == 303
