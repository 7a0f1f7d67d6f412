"""The turns of phrase of minutes, and what plain typing becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.meetings.printing import wording
from pcc_portal.writing.html import clean


@pytest.mark.parametrize(
    ("recommended", "resolved"),
    [
        ("Note the report", "Notes the report"),
        ("To note the report", "Notes the report"),
        ("Identify what is missing", "Identifies what is missing"),
        ("Establish a group", "Establishes a group"),
        ("Notes the report", "Notes the report"),
        ("The Panel is asked to note the report", "The Panel is asked to note the report"),
        ("Note", "Notes"),
    ],
)
def test_a_recommendation_as_it_is_resolved(recommended, resolved):
    assert wording.resolved(recommended) == resolved


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Notes the report", "notes the report"),
        ("Councillor Karim is thanked", "Councillor Karim is thanked"),
    ],
)
def test_a_resolution_behind_that_the_panel(words, within):
    assert wording.within(words) == within


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("It is so", "It is so."),
        ("It is so.", "It is so."),
        ("Is it?", "Is it?"),
        ("He said “yes.”", "He said “yes.”"),
        ("", ""),
        ("<b>Bold.</b>", "<b>Bold.</b>"),
        ("A &amp; B", "A &amp; B."),
    ],
)
def test_a_sentence_ends_once(words, ended):
    assert wording.ended(words) == ended


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("whether it is so", "whether it is so"),
        ("the budget", "about the budget"),
        ("about cars", "about cars"),
    ],
)
def test_a_question_without_an_answer(topic, asked):
    assert wording.asked(topic) == asked


def test_names_in_a_row():
    assert [wording.listed(row) for row in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@given(st.text(max_size=200))
def test_what_was_typed_comes_back_as_it_was(typed):
    html = wording.html_of(typed)
    assert clean(html, "paragraph").html == html or "\xa0" in typed
    kept = "\n".join(line.strip() for line in wording.tidy(typed).split("\n") if line.strip())
    assert wording.typed_of(html) == kept


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<p class=MsoNormal>Pasted</p>", "&lt;p class=MsoNormal&gt;Pasted&lt;/p&gt;"),
        ("one\r\n\r\ntwo", "one<br>two"),
        ("a\u200bb\u202ec", "abc"),
        ("שלום", "שלום"),
    ],
)
def test_plain_typing_holds_no_markup_and_nothing_unseen(typed, html):
    assert wording.html_of(typed) == html
    assert wording.unseen_in(typed) == ("\u200b" in typed)


def test_emphasis_of_imported_words_is_not_typed():
    assert wording.typed_of("A <strong>bold</strong> word<br>and R&amp;D") == "A bold word\nand R&D"
