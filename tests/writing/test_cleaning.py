"""Nothing gets in that is not on the list, and the writer is told."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.writing.html import Cleaned, clean
from pcc_portal.writing.kinds import BlockKind

REF = "5b3e1c5e-8b1e-4a1b-9b1e-0123456789ab"
OWN = "A picture that is only on your own computer was left out. Add it as a figure."
SCRIPT = "A script was left out."


@pytest.mark.parametrize(
    ("html", "expected", "dropped"),
    [
        ("a <b>b</b> <i>c</i>", "a <strong>b</strong> <em>c</em>", []),
        ("x<sup>2</sup> y<sub>1</sub>", "x<sup>2</sup> y<sub>1</sub>", []),
        ("<p>one</p><p>two</p>", "one<br>two", []),
        ("a<script>alert(1)</script>b", "ab", [SCRIPT]),
        ('<img src="file:///C:/me/a.png">t', "t", [OWN]),
        ('<img src="http://127.0.0.1/a.png">t', "t", [OWN]),
        (
            '<img src="https://x.example/a.png">t',
            "t",
            ["A picture from x.example was left out. Add it as a figure."],
        ),
        ('<img src="data:image/png;base64,AA">t', "t", ["A picture was left out. Add it as a figure."]),
        ('<strong onerror="x()">t</strong>', "<strong>t</strong>", [SCRIPT]),
        ('<span style="color:red">t</span>', "t", ["Colours, fonts and sizes were left out."]),
        (
            '<a href="javascript:alert(1)">t</a>',
            "t",
            ["The link on “t” was left out: it is no web or e-mail address."],
        ),
        (
            '<a href="/panel/">t</a>',
            "t",
            ["The link on “t” was left out: it is no web or e-mail address."],
        ),
        (
            '<a href="https://x.example/?a=1&amp;b=2">t</a>',
            '<a href="https://x.example/?a=1&amp;b=2">t</a>',
            [],
        ),
        ('<a href="mailto:a@x.example">t</a>', '<a href="mailto:a@x.example">t</a>', []),
        (f'<a href="#" data-ref="{REF}" class="q">t</a>', f'<a data-ref="{REF}">t</a>', []),
        ('<a data-ref="nonsense">t</a>', "t", []),
        ("<iframe src='https://x.example'></iframe>t", "t", ["Embedded content was left out."]),
        ("<strong></strong>t", "t", []),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c", []),
        ("", "", []),
    ],
)
def test_clean_paragraph(html, expected, dropped):
    assert clean(html, BlockKind.PARAGRAPH) == Cleaned(expected, dropped)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "<ol><li>a</li><li>b</li></ol>"),
        ("<ol><li>a<ol><li>x</li></ol></li></ol>", "<ol><li>a<ol><li>x</li></ol></li></ol>"),
        ("<ul><li>a</li><ul><li>x</li></ul></ul>", "<ul><li>a<ul><li>x</li></ul></li></ul>"),
        ('<ol start="3" class="x"><li>a</li></ol>', '<ol start="3"><li>a</li></ol>'),
        ("<p>a</p><p>b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li></li></ul>", ""),
    ],
)
def test_clean_list(html, expected):
    assert clean(html, BlockKind.LIST).html == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>£1,200</td></tr></table>",
            (
                '<thead><tr><th scope="col">A</th><th scope="col" class="n">B</th></tr></thead>'
                '<tbody><tr><td>x</td><td class="n">£1,200</td></tr></tbody>'
            ),
        ),
        (
            "<tr><th colspan='2'>A</th></tr><tr><th>r</th><td>x</td></tr>",
            (
                '<thead><tr><th scope="colgroup" colspan="2">A</th></tr></thead>'
                '<tbody><tr><th scope="row">r</th><td>x</td></tr></tbody>'
            ),
        ),
        (
            "<tr><td>A</td></tr><tr data-foot><td><p>a</p><p>b</p></td></tr>",
            "<tbody><tr><td>A</td></tr></tbody><tfoot><tr><td>a<br>b</td></tr></tfoot>",
        ),
        ("words", ""),
    ],
)
def test_clean_table(html, expected):
    assert clean(html, BlockKind.TABLE).html == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>That the Panel notes it.</p>", "That the Panel notes it."),
        ("<p>That</p><ol><li>a</li></ol>", "<p>That</p><ol><li>a</li></ol>"),
    ],
)
def test_clean_recommendation(html, expected):
    assert clean(html, BlockKind.RECOMMENDATION).html == expected


TAGS = [
    "p",
    "b",
    "i",
    "em",
    "sup",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "div",
    "a",
    "span",
    "h2",
    "blockquote",
    "tbody",
]
PIECES = st.one_of(
    st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
    st.sampled_from(
        [
            "<script>",
            "<img src=x onerror=y>",
            "<br>",
            "<!--",
            "-->",
            "<a href='javascript:x'>",
            "&lt;",
            "&nbsp;",
            "<svg><p>",
        ]
    ),
    st.text(max_size=6),
)


class Seen(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.lists(PIECES, max_size=25), st.sampled_from(list(BlockKind)))
def test_clean_is_safe_and_settles(pieces, kind):
    once = clean("".join(pieces), kind).html
    seen = Seen(once)
    allowed = {
        "strong",
        "em",
        "sup",
        "sub",
        "br",
        "a",
        "p",
        "ol",
        "ul",
        "li",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
    }
    assert seen.tags - allowed == set()
    assert seen.attributes - {"href", "data-ref", "start", "scope", "colspan", "rowspan", "class"} == set()
    assert clean(once, kind).html == once
