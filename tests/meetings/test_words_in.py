"""A Word file through the real page: it becomes the text of its paper, what it lost is said, and nothing typed is lost."""

import re

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pcc_portal.audit.models import Event
from pcc_portal.documents.models import DocumentVersion
from pcc_portal.meetings.actions import packs, papers
from pcc_portal.meetings.models import Paper
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.models import Revision, WordFile
from tests.factories import meetings, word
from tests.factories.days import NOW
from tests.factories.word import bookmark, field, heading, para, point, row, table
from tests.pdf.samples import decoded, plain

pytestmark = pytest.mark.slow


@pytest.fixture
def line(meeting, clerk):
    return meetings.item(meeting, clerk, kind="papers")


@pytest.fixture
def own(line, officer):
    """A paper of the Commissioner's office with nothing in it yet."""
    return meetings.paper(line, officer)


def at(paper, verb, *more):
    return reverse(f"meetings:paper{verb}", args=[paper.item.meeting.ref, paper.pk, *more])


def send(client, paper, data, name="report.docx", **more):
    return client.post(at(paper, "-upload"), {"file": SimpleUploadedFile(name, data), **more})


def report(*body):
    """A paper as an office writes it."""
    return word.with_picture(
        heading("1. Purpose"),
        para("See ", field("REF _Ref1 \\r", "2"), word.note_sign()),
        para(bookmark("_Ref1", "Costs"), style="Heading1"),
        table(row("Year", "Cost", head=True), row("2024", "1,200")),
        para(word.shown()),
        heading("Recommendations"),
        point("note the report"),
        *body,
        parts={"word/footnotes.xml": word.notes(n2="The survey of June.")},
    )


def said(paper):
    text = Paper.objects.get(pk=paper.pk).text
    return list(text.blocks.order_by("position").values_list("kind", "html", "alt"))


def test_a_word_file_becomes_the_text_of_the_paper(client, own, officer):
    client.force_login(officer)
    response = send(client, own, report())
    assert (response.status_code, response.headers["Location"]) == (303, at(own, "-word"))
    paper = Paper.objects.get(pk=own.pk)
    first, words, note, costs, _table, figure, *_ = paper.text.blocks.order_by("position")
    assert (paper.version, paper.state, paper.is_with_author) == (None, "drafting", True)
    assert [kind for kind, _, _ in said(own)] == [
        "heading", "paragraph", "note", "heading", "table", "figure", "heading", "recommendation"
    ]  # fmt: skip
    assert words.html == f'See <a data-ref="{costs.pk}">2</a><a data-ref="{note.pk}">[note]</a>'
    assert (first.html, note.html, figure.alt, figure.asset.name) == (
        "Purpose", "The survey of June.", "", "picture from a Word file"
    )  # fmt: skip
    assert Revision.objects.filter(text=paper.text).count() == 8


def test_the_page_after_it_says_what_was_changed_and_left_out_and_what_is_to_mend(client, own, officer):
    client.force_login(officer)
    send(client, own, report(word.para("a", word.run("HIDDEN", "<w:vanish/>"))), name="Board paper.docx")
    page = client.get(at(own, "-word")).text
    for words in (
        "Board paper.docx",
        "One number typed before a heading was left out",
        "Hidden text was left out.",
        "No virus scanner has seen this file.",
        "3 things to mend before this can be issued",  # a figure without words for the blind, and two captions
    ):
        assert words in page
    assert "HIDDEN" not in page
    assert at(own, "-word") in client.get(at(own, "")).text


def test_the_text_is_open_for_writing_and_says_what_is_missing(client, own, officer):
    client.force_login(officer)
    send(client, own, report())
    page = client.get(at(own, "-write")).text
    assert "Figure 1 has no text alternative for those who cannot see it." in page
    note = Paper.objects.get(pk=own.pk).text.blocks.get(kind="note")
    assert f'<aside data-id="{note.pk}">The survey of June.</aside>' in page


def test_a_text_is_replaced_only_after_asking(client, line, officer):
    paper = meetings.written(line, officer, accepted=False)
    client.force_login(officer)
    before = said(paper)
    refused = send(client, paper, report())
    assert refused.status_code == 422
    assert "This paper has a text already. Tick this to replace it" in refused.text
    assert said(paper) == before
    assert send(client, paper, report(), replaces="on").status_code == 303
    assert said(paper) != before
    assert Paper.objects.get(pk=paper.pk).text_id == paper.text_id


def test_what_was_written_before_can_be_read_and_put_back_once(client, line, officer):
    paper = meetings.written(line, officer, words=("Typed with care.",), accepted=False)
    ids = list(paper.text.blocks.order_by("position").values_list("pk", flat=True))
    before = said(paper)
    client.force_login(officer)
    send(client, paper, report(), replaces="on")
    page = client.get(at(paper, "-word")).text
    assert ("Typed with care." in page, "Put the earlier text back" in page) == (True, True)
    for _ in range(2):
        assert client.post(at(paper, "-word")).status_code == 303
        assert said(paper) == before
    assert list(paper.text.blocks.order_by("position").values_list("pk", flat=True)) == ids
    again = client.get(at(paper, "-word")).text
    assert ("The earlier text was put back by" in again, "Put the earlier text back" in again) == (
        True,
        False,
    )
    # What came from Word is not lost by that either.
    assert Revision.objects.filter(text=paper.text, html="note the report").exists()


def test_a_save_of_a_page_opened_before_keeps_what_was_typed(client, line, officer):
    paper = meetings.written(line, officer, accepted=False)
    block = paper.text.blocks.get(kind="paragraph")
    client.force_login(officer)
    send(client, paper, report(), replaces="on")
    blocks.save_block(block, base_version=1, html="Typed meanwhile.", by=officer, at=NOW)
    root = at(paper, "-write")
    answer = client.post(
        f"{root}section/start/", {"base": f'{{"{block.pk}": 1}}', "html": f'<p data-id="{block.pk}">Typed meanwhile.</p>'}
    )  # fmt: skip
    assert answer.status_code == 200
    assert ("paragraph", "Typed meanwhile.", "") in said(paper)


def test_it_takes_the_place_of_a_pdf_and_a_pdf_of_it(client, own, officer):
    client.force_login(officer)
    send(client, own, plain("Words"), name="a.pdf")
    assert send(client, own, report()).status_code == 303
    paper = Paper.objects.get(pk=own.pk)
    assert (paper.version, paper.text.blocks.count(), DocumentVersion.objects.count()) == (None, 8, 1)
    assert send(client, own, plain("Words"), name="a.pdf", replaces="on").status_code == 303
    assert Paper.objects.get(pk=own.pk).text is None


def test_a_paper_that_was_in_must_be_accepted_again(client, line, clerk):
    paper = meetings.written(line, clerk)
    client.force_login(clerk)
    send(client, paper, report(), replaces="on")
    assert Paper.objects.get(pk=paper.pk).state == "drafting"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: word.document(para("x"), parts={"word/vbaProject.bin": "x"}), Refused.MACROS),
        (lambda: word.document(para("x"), relations=[("rIdX", "image", "https://evil.example/a.png", "External")]), Refused.OUTSIDE),
        (lambda: word.document(raw='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'), Refused.DECLARED),
    ],
)  # fmt: skip
def test_what_may_not_come_in_is_refused_at_the_field_and_leaves_the_words(
    client, line, officer, data, words
):
    paper = meetings.written(line, officer, accepted=False)
    before = said(paper)
    client.force_login(officer)
    response = send(client, paper, data(), replaces="on")
    (error,) = re.findall(r'<p class="wrong" id="id_file_error">(.*?)</p>', response.text)
    assert (response.status_code, error, said(paper)) == (422, words, before)
    assert WordFile.objects.count() == 0


def test_a_reader_that_takes_too_long_is_stopped_and_says_so(client, own, officer, settings):
    settings.UPLOAD_WORD_SECONDS = 0.001
    client.force_login(officer)
    response = send(client, own, word.document(para("So many words.") * 20_000))
    assert (response.status_code, Refused.TOO_LONG in response.text) == (422, True)


def test_the_audit_says_that_it_came_and_nothing_of_what_it_says(client, own, officer):
    client.force_login(officer)
    send(client, own, report(), name="SECRETNAME.docx")
    kinds = [e.kind for e in Event.objects.order_by("pk") if "brought_in" in e.kind]
    assert kinds == ["writing.word_file.brought_in", "meetings.paper.brought_in"]
    rows = str(list(Event.objects.values()))
    assert [w for w in ("SECRETNAME", "survey", "Costs") if w in rows] == []


@pytest.mark.pdf
def test_notes_are_printed_at_the_end_of_the_paper(client, own, officer, clerk, meeting):
    client.force_login(officer)
    send(client, own, report())
    paper = papers.submit(Paper.objects.get(pk=own.pk), by=officer, at=NOW)
    papers.accept(paper, by=clerk, at=NOW)
    built = packs.lay_out(meeting, at=NOW)
    packs.keep(built, meeting, draft=True, job=None, at=NOW)
    client.force_login(clerk)
    pdf = client.get(reverse("meetings:draft-pack", args=[meeting.ref, "public"])).content
    said = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert said.index("note the report") < said.index("Notes") < said.index("The survey of June.")
    assert b"report.docx" not in decoded(pdf)
