"""The web page of a paper: the labels of the printed pack stand where its pages begin."""

import re
from dataclasses import replace

import pytest

from pcc_portal.meetings.printing import reading
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.writing.actions import blocks
from tests.factories import meetings
from tests.factories.days import NOW


@pytest.fixture
def paper(meeting, clerk):
    """A heading and three paragraphs."""
    item = meetings.item(meeting, clerk, kind="papers")
    return meetings.written(item, clerk, title="Annual report", words=("One.", "Two.", "Three."))


def frozen(meeting, *, pages, starts=None, span=("5", "8")):
    """The page as it is frozen; ``starts`` says on which page (from 0) each block begins."""
    (source,) = sources(agenda_of(meeting), private=False)
    anchors = {f"b-{block.pk}": page for block, page in zip(source.blocks, starts or [], strict=False)}
    return reading.paper(meeting, Paper(source, b"", pages), span, anchors)


def steps(html):
    """Page labels and paragraphs in the order they are read."""
    return re.findall(r">(Page \w+)</a>|<p[^>]*>(\w+)\.</p>", html)


def order(html):
    return [label or words for label, words in steps(html)]


def test_a_label_stands_before_the_first_block_of_its_page(meeting, paper):
    html = frozen(meeting, pages=3, starts=[0, 0, 1, 2]).html
    assert order(html) == ["Page 5", "One", "Page 6", "Two", "Page 7", "Three"]


def test_a_block_that_runs_over_two_pages_leaves_both_labels_before_the_next(meeting, paper):
    html = frozen(meeting, pages=4, starts=[0, 0, 0, 3]).html
    assert order(html) == ["Page 5", "One", "Two", "Page 6", "Page 7", "Page 8", "Three"]


def test_a_last_page_on_which_nothing_begins_has_its_label_at_the_end(meeting, paper):
    html = frozen(meeting, pages=2, starts=[0, 0, 0, 0]).html
    assert order(html) == ["Page 5", "One", "Two", "Three", "Page 6"]


def test_labels_of_the_exempt_part_have_their_e(meeting, paper):
    html = frozen(meeting, pages=2, starts=[0, 0, 1, 1], span=("E3", "E4")).html
    assert order(html) == ["Page E3", "One", "Page E4", "Two", "Three"]
    assert 'id="pE3" href="#pE3"' in html


@pytest.mark.parametrize(
    ("starts", "where"),
    [
        ([1, 1], r'Page 6</a><ol class="recommendations"><li [^>]+><b>Recommendation 1</b>'),
        (
            [0, 1],
            r'<b>Recommendation 1</b>.*</li><li [^>]+><a class="leaf"[^>]+>Page 6</a><b>Recommendation 2</b>',
        ),
    ],
)
def test_a_label_stands_where_its_page_begins_among_recommendations(meeting, paper, clerk, starts, where):
    """Before the list, or inside the line that begins the page: nothing else may stand between the lines of a list."""
    for words in ("Note.", "Agree."):
        blocks.append(paper.text, kind="recommendation", html=words, by=clerk, at=NOW)
    html = frozen(meeting, pages=2, starts=[0, 0, 0, 0, *starts]).html
    assert len(re.findall(where, html)) == 1
    assert html.count("Page 6</a>") == 1


def test_contents_carry_the_label_of_their_page(meeting, paper, clerk):
    blocks.append(paper.text, kind="heading", level=1, html="Risks", by=clerk, at=NOW)
    found = frozen(meeting, pages=3, starts=[0, 0, 0, 1, 2])
    assert [(number, title, label) for _, number, title, _, label in found.contents] == [
        ("1", "Introduction", "5"),
        ("2", "Risks", "7"),
    ]


def test_pages_say_their_label_their_words_and_their_blocks(meeting, paper):
    found = frozen(meeting, pages=2, starts=[0, 0, 1, 1])
    ids = [str(pk) for pk in paper.text.blocks.order_by("position").values_list("pk", flat=True)]
    assert [(page["label"], page["blocks"]) for page in found.pages] == [("5", ids[:2]), ("6", ids[2:])]
    assert [page["text"].split() for page in found.pages] == [["Introduction", "One."], ["Two.", "Three."]]


def test_an_upload_is_read_page_by_page(meeting, clerk):
    item = meetings.item(meeting, clerk, kind="papers")
    meetings.uploaded(item, clerk, title="Plan", pages=("Words of one", "Words of two"))
    found = frozen(meeting, pages=2, span=("9", "10"))
    assert re.findall(r">(Page \d+|Words of \w+|Picture of page \d+)<", found.html) == [
        "Page 9",
        "Words of one",
        "Picture of page 9",
        "Page 10",
        "Words of two",
        "Picture of page 10",
    ]
    assert [page["label"] for page in found.pages] == ["9", "10"]


def test_a_page_without_words_says_so(meeting, clerk):
    meetings.uploaded(meetings.item(meeting, clerk, kind="papers"), clerk, pages=("Words",))
    (source,) = sources(agenda_of(meeting), private=False)
    bare = replace(source, texts=[""])
    html = reading.paper(meeting, Paper(bare, b"", 1), ("5", "6"), {}).html
    assert "This page has no text that can be read out; its picture shows it." in html


def test_what_an_upload_says_is_shown_and_never_run(meeting, clerk):
    meetings.uploaded(meetings.item(meeting, clerk, kind="papers"), clerk, pages=("Words",))
    (source,) = sources(agenda_of(meeting), private=False)
    bad = replace(source, texts=["<script>alert(1)</script> & more"])
    html = reading.paper(meeting, Paper(bad, b"", 1), ("5", "6"), {}).html
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A line that\r\nreads on", ["A line that reads on"]),
        ("A line.\r\nAnother", ["A line.", "Another"]),
        ("One:\nfirst", ["One:", "first"]),
        ("1 of\n(2) parts", ["1 of (2) parts"]),
        ("\n\n", []),
    ],
)
def test_lines_of_a_page_are_joined_where_they_read_on(text, lines):
    assert reading._paragraphs(text) == lines
