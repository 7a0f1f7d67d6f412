"""What is typed without an editor comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.writing import plain
from pcc_portal.writing.html import clean
from pcc_portal.writing.kinds import BlockKind

REF = "5b3e1c5e-8b1e-4a1b-9b1e-0123456789ab"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("one <strong>two</strong> <em>three</em>", "one **two** *three*"),
        ("one<br>two", "one\\\ntwo"),
        ("10<sup>2</sup>", "10<sup>2</sup>"),
        ('<a href="https://x.example/">x</a>', "[x](https://x.example/)"),
        (f'see <a data-ref="{REF}">section 1</a>', f"see [section 1](#b-{REF})"),
        ("1. not a list", "1\\. not a list"),
        ("# not a heading", "\\# not a heading"),
    ],
)
def test_words_there_and_back(html, markdown):
    assert plain.typed(html) == markdown
    assert plain.read(markdown, BlockKind.PARAGRAPH).html == html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a<ol><li>x</li><li>y</li></ol></li><li>b</li></ol>", "1. a\n   1. x\n   2. y\n2. b"),
    ],
)
def test_lists_there_and_back(html, markdown):
    assert plain.typed(html) == markdown
    assert plain.read(markdown, BlockKind.LIST).html == html


def test_read_says_what_was_dropped():
    cleaned = plain.read("![x](https://x.example/a.png) t <script>alert(1)</script>", BlockKind.PARAGRAPH)
    assert (cleaned.html, len(cleaned.dropped)) == ("t", 2)


WORDS = st.text("ab *_[]()#<>&`~|\\1.-+!\"'£é", min_size=1, max_size=25).map(str.strip).filter(bool)


@given(WORDS)
def test_any_words_survive(words):
    html = clean(words.replace("&", "&amp;").replace("<", "&lt;"), BlockKind.PARAGRAPH).html
    back = plain.read(plain.typed(html), BlockKind.PARAGRAPH).html
    assert " ".join(back.split()) == " ".join(html.split())


TABLE = (
    '<thead><tr><th scope="col">Area</th><th scope="col" class="n">Award</th></tr></thead>'
    '<tbody><tr><th scope="row">Wexbury</th><td class="n">£499,793</td></tr></tbody>'
    '<tfoot><tr><th scope="row">All | both</th><td class="n">£681,562</td></tr></tfoot>'
)


def test_tables_there_and_back():
    lines = plain.rows(TABLE)
    assert lines == "Area | Award\nWexbury | £499,793\nAll \\| both | £681,562"
    assert plain.table(lines, heads=plain.row_heads(TABLE), total=plain.has_total(TABLE)).html == TABLE


@pytest.mark.parametrize("lines", ["A\tB\nx\t1", "| A | B |\n|---|---|\n| x | 1 |", "A | B\r\n\r\nx | 1"])
def test_tables_from_a_spreadsheet_or_markdown(lines):
    assert plain.table(lines, heads=False, total=False).html == (
        '<thead><tr><th scope="col">A</th><th scope="col" class="n">B</th></tr></thead>'
        '<tbody><tr><td>x</td><td class="n">1</td></tr></tbody>'
    )


def test_a_short_row_is_filled_up():
    assert plain.table("A | B\nx", heads=False, total=False).html.count("<td>") == 2
