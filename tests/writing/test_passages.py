"""Cutting a frozen page into passages, and putting marks between its characters."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.writing.passages import marked, passages, woven

ONE, TWO, THREE = (f"b-{n:08d}-0000-4000-8000-000000000000" for n in (1, 2, 3))
PAGE = (
    '<article class="paper" id="p0"><a class="leaf" id="p5" href="#p5">Page 5</a><p class="over">Item 2</p>'
    f'<h3 id="{ONE}">1. Since &amp; before</h3><p id="{TWO}">There were <b>1,127</b> officers.</p>'
    '<a class="leaf" id="p6" href="#p6">Page 6</a>'
    f'<div class="scroll" id="{THREE}" role="region"><table><caption id="{THREE}-c">Table 1</caption>'
    "<tr><td>Reviews</td><td>11</td></tr></table></div></article>"
)


def test_every_block_is_a_passage_with_its_page_and_its_words():
    assert [(p.key, p.page, p.words) for p in passages(PAGE)] == [
        (ONE, "5", "1. Since & before"),
        (TWO, "5", "There were 1,127 officers."),
        (THREE, "6", "Table 1 Reviews 11"),
    ]


def test_the_number_of_a_heading_says_nothing():
    assert next(p.said for p in passages(PAGE)) == "Since & before"


def test_a_label_within_a_line_is_no_word_of_it():
    html = (
        f'<ol class="recommendations"><li id="{ONE}" value="1"><b>Recommendation 1</b><p>Note.</p></li>'
        f'<li id="{TWO}" value="2"><a class="leaf" id="p7" href="#p7">Page 7</a><b>Recommendation 2</b><p>Agree.</p></li></ol>'
    )
    second = passages(html)[1]
    assert (second.words, second.said, second.page) == ("Recommendation 2 Agree.", "Agree.", "7")
    assert woven(html, [(second.beside, "<i>x</i>")]).endswith("<p>Agree.</p><i>x</i></li></ol>")


def test_an_upload_has_its_paragraphs_by_page_and_place():
    html = (
        '<a class="leaf" id="p9" href="#p9">Page 9</a><p class="soft">By us.</p><p>One.</p><p>Two &lt; three.</p>'
        '<p><a href="pages/9.png">Picture of page 9</a></p><a class="leaf" id="p10" href="#p10">Page 10</a><p>Four.</p>'
    )
    assert [(p.key, p.words) for p in passages(html)] == [
        ("9.1", "One."),
        ("9.2", "Two < three."),
        ("10.1", "Four."),
    ]


def test_a_mark_stands_between_the_characters_and_crosses_no_tag():
    passage = passages(PAGE)[1]
    start = passage.words.index("were")
    html = woven(PAGE, marked(PAGE, passage, [(start, passage.words.index(" officers"))]))
    mark = '<mark class="mine">'
    assert f"There {mark}were </mark><b>{mark}1,127</mark></b> officers." in html


def test_marks_that_overlap_are_one():
    passage = passages(PAGE)[0]
    html = woven(PAGE, marked(PAGE, passage, [(3, 8), (5, 17)]))
    assert "1. <mark" in html
    assert html.count("<mark") == html.count("</mark>") == 1
    assert "&amp; before</mark></h3>" in html


WORDS = st.text(alphabet="ab &<\u00a0\n\u00e9", min_size=1, max_size=12)
PIECES = st.lists(st.tuples(st.sampled_from(["", "b", "em", "sup"]), WORDS), min_size=1, max_size=6)


@given(pieces=PIECES, data=st.data())
def test_what_is_marked_is_what_was_pointed_at(pieces, data):
    inner = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text) for tag, text in pieces)
    html = f'<p id="{ONE}">{inner}</p>'
    found = passages(html)
    if not found:
        return
    (passage,) = found
    start = data.draw(st.integers(0, len(passage.words) - 1))
    stop = data.draw(st.integers(start + 1, len(passage.words)))
    done = woven(html, marked(html, passage, [(start, stop)]))
    assert re.sub(r"</?mark[^>]*>", "", done) == html
    inside = "".join(re.findall(r'<mark class="mine">(.*?)</mark>', done, re.DOTALL))
    (alone,) = passages(f'<p id="{ONE}">.{inside}.</p>')
    assert "".join(alone.words[1:-1].split()) == "".join(passage.words[start:stop].split())


@pytest.mark.parametrize("html", ["", "<p>", f'<p id="{ONE}"></p>'])
def test_nothing_to_point_at(html):
    assert passages(html) == []
