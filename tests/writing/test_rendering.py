"""The page is well formed, its references say today's numbers, and it asks the database for nothing."""

import random
import time
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.writing.findings import Finding, findings
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Asset, Block
from pcc_portal.writing.rendering import render

TABLE = "<thead><tr><th>Year</th></tr></thead><tbody><tr><td>1</td></tr></tbody>"
VOID = {"br", "img"}


class Nesting(HTMLParser):
    """Fails on anything left open, closed twice or out of place."""

    INSIDE_P = {"strong", "em", "sup", "sub", "br", "a", "b", "img"}

    def __init__(self, html):
        super().__init__()
        self.open, self.ids = [], []
        self.feed(html)
        assert self.open == []
        assert sorted(set(self.ids)) == sorted(self.ids)

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        assert not (
            self.open and self.open[-1] in {"p", "h3", "h4", "h5", "caption"} and tag not in self.INSIDE_P
        )
        if self.open and self.open[-1] in {"ol", "ul"}:
            assert tag == "li"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def block(kind=BlockKind.PARAGRAPH, html="", **more):
    return Block(id=uuid4(), kind=kind, html=html, **more)


def picture():
    return Asset(id=uuid4(), name="a", media_type="image/png", width=40, height=30)


def drawn(blocks, **more):
    return render(blocks, asset_url=lambda asset: f"/pictures/{asset.pk}", **more)


def test_render_every_kind_on_the_web():
    head = block(BlockKind.HEADING, "Since June", level=1)
    words = block(html=f'See <a data-ref="{head.id}">?</a>.')
    points = block(BlockKind.LIST, "<ol><li>a<ol><li>i</li></ol></li></ol>")
    table = block(BlockKind.TABLE, TABLE, caption="By year")
    figure = block(BlockKind.FIGURE, asset=picture(), alt='Up "fast"', caption="Trend")
    advice = block(BlockKind.RECOMMENDATION, "note it")
    blocks = [head, words, points, table, figure, advice]
    assert drawn(blocks).html == "\n".join(
        [
            f'<h3 id="b-{head.id}">1. Since June</h3>',
            f'<p id="b-{words.id}">See <a href="#b-{head.id}">section 1</a>.</p>',
            f'<ol id="b-{points.id}" class="letters" type="a"><li>a<ol class="romans" type="i"><li>i</li></ol></li></ol>',
            (
                f'<div class="scroll" id="b-{table.id}" role="region" aria-labelledby="b-{table.id}-c" tabindex="0">'
                f'<table><caption id="b-{table.id}-c">Table 1: By year</caption>{TABLE}</table></div>'
            ),
            (
                f'<figure id="b-{figure.id}"><img src="/pictures/{figure.asset_id}" alt="Up &quot;fast&quot;" width="40"'
                ' height="30"><figcaption>Figure 1: Trend</figcaption></figure>'
            ),
            f'<ol class="recommendations"><li id="b-{advice.id}" value="1"><b>Recommendation 1</b><p>note it</p></li></ol>',
        ]
    )


def test_render_in_print_has_parts_and_plain_tables():
    table = block(BlockKind.TABLE, TABLE, caption="By year")
    figure = block(BlockKind.FIGURE, asset=picture(), alt="Up", caption="Trend")
    html = drawn([table, figure], mode="print", id_prefix="p7-").html
    assert html == (
        f'<table id="p7-b-{table.id}"><caption id="p7-b-{table.id}-c">Table 1: By year</caption>{TABLE}</table>\n'
        f'<figure id="p7-b-{figure.id}"><img src="part:{figure.asset_id}.png" alt="Up" width="40" height="30">'
        "<figcaption>Figure 1: Trend</figcaption></figure>"
    )


def test_render_contents():
    first, second = (
        block(BlockKind.HEADING, "A <em>b</em> &amp; c", level=1),
        block(BlockKind.HEADING, "D", level=2),
    )
    assert drawn([first, second], base_level=2).contents == [
        (1, "1", "A b & c", f"b-{first.id}"),
        (2, "1.1", "D", f"b-{second.id}"),
    ]


def test_a_reference_to_nothing_says_so_and_stops_issuing():
    lost = block(html=f'See <a data-ref="{uuid4()}">section 4</a>.')
    page = drawn([lost])
    assert page.html == f'<p id="b-{lost.id}">See (reference missing).</p>'
    message = "A reference in this paragraph leads to something that is gone."
    assert page.findings == [Finding(lost.id, "reference_missing", message, blocks_release=True)]


def test_findings_of_each_kind():
    skipped = block(BlockKind.HEADING, "Deep", level=2)
    blank = block(BlockKind.HEADING, "", level=1)
    figure = block(BlockKind.FIGURE, asset=picture(), caption="Trend")
    table = block(BlockKind.TABLE, "<tbody><tr><td>1</td></tr></tbody>")
    assert [(f.block_id, f.check) for f in drawn([skipped, blank, figure, table]).findings] == [
        (skipped.id, "level_skipped"),
        (blank.id, "heading_empty"),
        (figure.id, "alternative_missing"),
        (table.id, "header_missing"),
        (table.id, "caption_missing"),
    ]


def test_findings_of_an_empty_text(text):
    assert findings(text) == [Finding(None, "empty", "Nothing is written yet.")]


KINDS = st.sampled_from(
    [
        (BlockKind.HEADING, "H", {"level": 1}),
        (BlockKind.HEADING, "H", {"level": 2}),
        (BlockKind.HEADING, "H", {"level": 3}),
        (BlockKind.PARAGRAPH, "a <strong>b</strong>", {}),
        (BlockKind.PARAGRAPH, "", {}),
        (BlockKind.LIST, "<ol><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ol>", {}),
        (BlockKind.LIST, "", {}),
        (BlockKind.TABLE, TABLE, {"caption": "<b>&"}),
        (BlockKind.TABLE, "", {}),
        (BlockKind.RECOMMENDATION, "<p>That</p><ol><li>a</li></ol>", {}),
        (BlockKind.RECOMMENDATION, "That", {}),
    ]
)


@given(st.lists(KINDS, max_size=20), st.sampled_from(["web", "print"]))
def test_render_is_well_formed(kinds, mode):
    Nesting(drawn([block(kind, html, **more) for kind, html, more in kinds], mode=mode).html)


@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_references_follow_their_block_wherever_it_moves(rng, count):
    targets = [block(BlockKind.HEADING, f"T{n}", level=rng.choice([1, 2, 3])) for n in range(count)]
    pointer = block(html=" ".join(f'<a data-ref="{t.id}">old words</a>' for t in targets))
    blocks = [*targets, pointer]
    rng.shuffle(blocks)
    page = drawn(blocks)
    for entry in page.contents:
        anchor, title = entry[3], entry[2]
        target = next(t for t in targets if t.html == title)
        assert anchor == f"b-{target.id}"
        words = page.html.split(f'href="#{anchor}">')[1].split("</a>")[0]
        assert words.split(" ")[-1] == entry[1]
    assert page.html.count("old words") == 0


@pytest.mark.slow
def test_a_26_page_paper_renders_in_30_ms():
    blocks = []
    for n in range(40):
        blocks.append(block(BlockKind.HEADING, f"Section {n}", level=1 + n % 3))
        blocks += [
            block(html=f'Words {"and more words " * 25} <a data-ref="{blocks[0].id}">x</a>') for _ in range(6)
        ]
        blocks.append(block(BlockKind.TABLE, TABLE * 5, caption="C"))
    random.Random(1).shuffle(blocks)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        drawn(blocks)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.03


def test_reading_a_text_is_one_query(text, write, django_assert_num_queries):
    for n in range(5):
        write(html=f"p{n}")
    with django_assert_num_queries(1):
        drawn(text.blocks.to_read())
