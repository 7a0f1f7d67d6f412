"""What stands in the way of issuing, and what only deserves a word."""

from datetime import date

import pytest

from pcc_portal.documents.actions import documents
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Pack, Paper
from pcc_portal.meetings.proofing import flags_of
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import ItemKind, PaperState
from pcc_portal.writing.actions import blocks
from tests.factories import meetings
from tests.factories.days import NOW

TABLE = "<tbody><tr><td>1</td></tr></tbody>"


@pytest.fixture
def item(meeting, clerk):
    return meetings.item(meeting, clerk, title="Report", kind=ItemKind.PAPERS)


def said(meeting, pack=None):
    return [(flag.message, flag.stops) for flag in flags_of(agenda_of(meeting), pack)]


def test_an_agenda_without_papers_to_come_is_ready(meeting, clerk):
    meetings.item(meeting, clerk, kind=ItemKind.VERBAL)
    meetings.item(meeting, clerk, kind=ItemKind.NONE)
    assert said(meeting) == []


def test_a_written_paper_that_is_in_is_ready(meeting, item, clerk):
    meetings.written(item, clerk)
    assert said(meeting) == []


def test_an_item_waits_for_its_first_paper(meeting, item):
    words = "Item 1 has no paper yet. Add one, or say that it is verbal or needs none."
    assert said(meeting) == [(words, True)]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PaperState.DRAFTING, "“Annual report” is still being written."),
        (PaperState.SUBMITTED, "“Annual report” was sent in and waits for you to accept it."),
    ],
)
def test_a_paper_on_its_way_stops(meeting, item, clerk, state, words):
    paper = meetings.written(item, clerk, title="Annual report", accepted=False)
    if state == PaperState.SUBMITTED:
        papers.submit(paper, by=clerk, at=NOW)
    assert said(meeting) == [(words, True)]


@pytest.mark.parametrize(
    ("state", "due_on"),
    [(PaperState.TO_FOLLOW, date(2026, 12, 4)), (PaperState.SEPARATE, None), (PaperState.NAMED, None)],
)
def test_a_paper_that_is_said_not_to_be_in_does_not_stop(meeting, item, clerk, state, due_on):
    papers.await_(meetings.paper(item, clerk), state=state, due_on=due_on, by=clerk, at=NOW)
    assert said(meeting) == []


def test_an_upload_without_tags_is_mentioned(meeting, item, clerk):
    meetings.uploaded(item, clerk, title="Scan")
    words = "“Scan” has no tags: screen readers get its text on the web page only."
    assert said(meeting) == [(words, False)]


def test_an_upload_that_nobody_looked_at_stops_until_someone_did(meeting, item, clerk):
    paper = meetings.uploaded(item, clerk, title="Scan", is_scanned=False)
    tags = "“Scan” has no tags: screen readers get its text on the web page only."
    assert said(meeting) == [("Look at the page pictures of “Scan” and confirm them.", True), (tags, False)]
    documents.confirm(Paper.objects.get(pk=paper.pk).version, by=clerk, at=NOW)
    assert said(meeting) == [(tags, False)]


def test_what_is_wrong_in_a_text_is_said_with_its_paper(meeting, item, clerk):
    paper = meetings.written(item, clerk, title="Figures")
    blocks.append(paper.text, kind="table", html=TABLE, by=clerk, at=NOW)
    messages = said(meeting)
    assert [stops for _, stops in messages] == [True, True]
    assert [message.partition(":")[0] for message, _ in messages] == ["Figures", "Figures"]


def test_a_text_of_a_paper_that_is_not_printed_is_left_in_peace(meeting, item, clerk):
    paper = meetings.written(item, clerk, title="Figures")
    blocks.append(paper.text, kind="table", html=TABLE, by=clerk, at=NOW)
    papers.await_(paper, state=PaperState.NAMED, by=clerk, at=NOW)
    assert said(meeting) == []


def test_a_paper_that_could_not_be_laid_out_stops(meeting, item, clerk):
    paper = meetings.written(item, clerk, title="Odd")
    gone = meetings.written(item, clerk, title="Gone")
    trouble = [
        {"paper": str(paper.pk), "message": "“Odd” could not be laid out."},
        {"paper": str(gone.pk), "message": "“Gone” could not be laid out."},
    ]
    papers.remove(gone, by=clerk, at=NOW)
    assert said(meeting, Pack(problems=trouble)) == [("“Odd” could not be laid out.", True)]


def test_flags_say_where_they_belong(meeting, item, clerk):
    paper = meetings.paper(item, clerk)
    (flag,) = flags_of(agenda_of(meeting), None)
    assert (flag.item, flag.paper) == (str(item.pk), str(paper.pk))


@pytest.mark.slow
@pytest.mark.parametrize("many", [1, 6])
def test_flags_cost_one_query_however_long_the_agenda(meeting, clerk, many, django_assert_num_queries):
    for _ in range(many):
        line = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
        meetings.written(line, clerk)
        meetings.uploaded(line, clerk, role="appendix")
    agenda = agenda_of(meeting)
    with django_assert_num_queries(1):
        flags_of(agenda, None)


@pytest.mark.slow
@pytest.mark.parametrize("many", [1, 6])
def test_agenda_costs_two_queries_however_long(meeting, clerk, many, django_assert_num_queries):
    for _ in range(many):
        line = meetings.item(meeting, clerk, kind=ItemKind.PAPERS)
        meetings.written(line, clerk)
        part = meetings.item(meeting, clerk, kind=ItemKind.PAPERS, parent=line)
        papers.exempt(meetings.written(part, clerk), meetings.grounds(7), by=clerk, at=NOW, private_title="x")
    with django_assert_num_queries(2):
        agenda = agenda_of(meeting)
        [
            (sheet.title, sheet.exemption, sheet.paper.document.stamp, line.item.exemption)
            for line, sheet in agenda.sheets()
        ]
        agenda.resolution()
