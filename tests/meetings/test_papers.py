"""Papers of an item: written or uploaded, sent in, accepted, given back; appendices take their letters from the order."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from pcc_portal.audit.models import Event
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import paper_rows, papers
from pcc_portal.meetings.models import Paper, PrivateTitle
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import PaperState
from pcc_portal.writing.models import Text
from tests.factories import meetings
from tests.factories.days import NOW
from tests.meetings.reading import titles


@pytest.fixture
def item(meeting, clerk):
    return meetings.item(meeting, clerk, title="Report", kind="papers")


@pytest.fixture
def row(item, clerk):
    """A report with three appendices."""
    meetings.paper(item, clerk, title="Report")
    for title in ("Diary", "Figures", "Letters"):
        meetings.paper(item, clerk, title=title, role="appendix")
    return item


def named(title):
    return Paper.objects.get(public_title=title)


# Order and letters


def test_appendices_have_letters_in_their_order(meeting, row):
    assert titles(meeting) == ["Report", "Appendix A: Diary", "Appendix B: Figures", "Appendix C: Letters"]


@pytest.mark.parametrize(
    ("title", "direction", "after"),
    [
        ("Figures", "up", ["Report", "Appendix A: Figures", "Appendix B: Diary", "Appendix C: Letters"]),
        ("Figures", "down", ["Report", "Appendix A: Diary", "Appendix B: Letters", "Appendix C: Figures"]),
        ("Diary", "up", ["Report", "Appendix A: Diary", "Appendix B: Figures", "Appendix C: Letters"]),
        ("Report", "down", ["Report", "Appendix A: Diary", "Appendix B: Figures", "Appendix C: Letters"]),
    ],
)
def test_letters_follow_the_order(row, clerk, title, direction, after):
    paper_rows.move(named(title), direction=direction, by=clerk, at=NOW)
    assert titles(row.meeting) == after


def test_one_press_moves_an_appendix_past_a_report_that_came_later(meeting, item, clerk):
    """Stored appendix, report, appendix; read report, A, B. One press on B must be seen."""
    for title, role in [("Diary", "appendix"), ("Report", "report"), ("Figures", "appendix")]:
        meetings.paper(item, clerk, title=title, role=role)
    assert titles(meeting) == ["Report", "Appendix A: Diary", "Appendix B: Figures"]
    paper_rows.move(named("Figures"), direction="up", by=clerk, at=NOW)
    assert titles(meeting) == ["Report", "Appendix A: Figures", "Appendix B: Diary"]


def test_letters_close_up_when_one_is_removed(meeting, row, clerk):
    papers.remove(named("Diary"), by=clerk, at=NOW)
    assert titles(meeting) == ["Report", "Appendix A: Figures", "Appendix B: Letters"]
    assert list(Paper.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.slow
def test_after_z_come_two_letters(meeting, item, clerk):
    for n in range(28):
        meetings.paper(item, clerk, title=str(n), role="appendix")
    assert titles(meeting)[24:] == ["Appendix Y: 24", "Appendix Z: 25", "Appendix AA: 26", "Appendix AB: 27"]


def test_a_paper_taken_out_leaves_its_text_as_evidence(item, clerk):
    paper = meetings.written(item, clerk)
    papers.remove(paper, by=clerk, at=NOW)
    assert Text.objects.filter(pk=paper.text_id).exists()


# From empty to in the pack


@pytest.mark.parametrize("act", [papers.submit, papers.accept])
def test_an_empty_paper_is_neither_sent_in_nor_accepted(item, clerk, act):
    paper = meetings.paper(item, clerk)
    before = Event.objects.count()
    with pytest.raises(papers.NothingToSend):
        act(paper, by=clerk, at=NOW)
    assert (Paper.objects.get(pk=paper.pk).state, Event.objects.count()) == ("drafting", before)


def test_submit_accept_and_give_back(item, clerk, officer):
    paper = meetings.written(item, officer, accepted=False)
    sent = papers.submit(paper, by=officer, at=NOW)
    assert (sent.state, sent.submitted_by, sent.submitted_at) == ("submitted", officer, NOW)
    back = papers.give_back(paper, reason="The dates in part 2 are last year’s.", by=clerk, at=NOW)
    assert (back.state, back.returned_reason) == ("drafting", "The dates in part 2 are last year’s.")
    again = papers.submit(paper, by=officer, at=NOW)
    assert (again.state, again.returned_reason) == ("submitted", "")
    assert papers.accept(paper, by=clerk, at=NOW).state == "in"
    kinds = Event.objects.filter(subject_id=str(paper.pk)).order_by("pk").values_list("kind", flat=True)
    assert [kind.rpartition(".")[2] for kind in kinds] == [
        "added",
        "submitted",
        "given_back",
        "submitted",
        "accepted",
    ]


def test_accepting_from_an_old_page_keeps_who_sent_it_in(item, clerk, officer):
    old = meetings.written(item, officer, accepted=False)
    papers.submit(Paper.objects.get(pk=old.pk), by=officer, at=NOW)
    papers.accept(old, by=clerk, at=NOW)
    kept = Paper.objects.get(pk=old.pk)
    assert (kept.state, kept.submitted_by) == ("in", officer)


def test_sent_in_twice_is_refused(item, officer):
    paper = papers.submit(meetings.written(item, officer, accepted=False), by=officer, at=NOW)
    with pytest.raises(BadMove):
        papers.submit(paper, by=officer, at=NOW)


def test_a_new_file_must_be_accepted_again(item, clerk):
    paper = meetings.uploaded(item, clerk)
    assert Paper.objects.get(pk=paper.pk).state == "in"
    meetings.attach(paper, clerk, "Other pages")
    kept = Paper.objects.get(pk=paper.pk)
    assert (kept.state, kept.version.number, kept.version.page_texts) == ("drafting", 2, ["Other pages"])


def test_a_file_takes_the_place_of_a_text_and_back(item, clerk):
    paper = meetings.written(item, clerk)
    meetings.attach(paper, clerk, "Pages")
    kept = Paper.objects.get(pk=paper.pk)
    assert (kept.text, kept.version.number) == (None, 1)
    written = papers.write(kept, by=clerk, at=NOW)
    assert (written.is_written, written.version) == (True, None)


def test_written_twice_is_one_text(item, clerk):
    paper = meetings.paper(item, clerk)
    first = papers.write(paper, by=clerk, at=NOW)
    assert papers.write(paper, by=clerk, at=NOW).text_id == first.text_id
    assert Text.objects.count() == 1


def test_describe_changes_the_cover(item, clerk):
    paper = meetings.paper(item, clerk)
    papers.describe(
        paper,
        public_title="Annual report",
        author="Helen Marsh",
        author_role="Commissioner",
        report_on=date(2026, 11, 30),
        role="appendix",
        marking="official",
        foi_disclosable=True,
        private_title="never kept for an open paper",
        by=clerk,
        at=NOW,
    )
    kept = named("Annual report")
    assert (kept.author, kept.author_role, kept.report_on, kept.role) == (
        "Helen Marsh",
        "Commissioner",
        date(2026, 11, 30),
        "appendix",
    )
    assert (kept.document.marking, kept.document.stamp, kept.document.foi_disclosable) == (
        "official",
        "OFFICIAL",
        True,
    )
    assert not PrivateTitle.objects.exists()


@pytest.mark.parametrize(
    ("state", "due_on", "words"),
    [
        (PaperState.TO_FOLLOW, date(2026, 12, 4), "To follow, due Friday 4 December 2026"),
        (PaperState.SEPARATE, None, "Circulated separately"),
        (PaperState.NAMED, None, "Named, not attached"),
    ],
)
def test_a_paper_that_is_not_in_the_pack_says_so(item, clerk, state, due_on, words):
    papers.await_(meetings.paper(item, clerk), state=state, due_on=due_on, by=clerk, at=NOW)
    (sheet,) = agenda_of(item.meeting).line(item.pk).sheets
    assert (sheet.state_words, sheet.is_printed) == (words, False)


# What the table refuses


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"state": "in"}, "paper_in_has_something_to_print"),
        ({"state": "submitted"}, "paper_in_has_something_to_print"),
        ({"state": "to_follow"}, "paper_to_follow_says_when"),
    ],
)
def test_paper_constraints(item, clerk, changed, name):
    paper = meetings.paper(item, clerk)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**changed)
    assert refusal.value.__cause__.diag.constraint_name == name


def test_paper_is_written_or_uploaded(item, clerk):
    version = meetings.uploaded(item, clerk).version
    written = meetings.written(item, clerk)
    with pytest.raises(IntegrityError, match="paper_written_or_uploaded"), transaction.atomic():
        Paper.objects.filter(pk=written.pk).update(version=version)


def test_two_papers_never_share_a_place(item, clerk):
    meetings.paper(item, clerk)
    other = meetings.paper(item, clerk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="paper_position_once"), transaction.atomic():
        Paper.objects.filter(pk=other.pk).update(position=1)
