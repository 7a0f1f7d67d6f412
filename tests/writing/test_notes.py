"""Notes: blocks behind what refers to them, small numbers in the text, and a list at the end with the way back."""

import re

from pcc_portal.writing import editing, findings
from pcc_portal.writing.cutting import cut
from pcc_portal.writing.numbering import number
from pcc_portal.writing.rendering import in_reading_order, render
from tests.writing.test_rendering import block


def text():
    first, second = block("note", "The survey of June."), block("note", "<em>Act</em> of 2011.")
    words = block(html=f'One<a data-ref="{first.id}">[1]</a>, again<a data-ref="{first.id}">[1]</a>')
    more = block(html=f'Two<a data-ref="{second.id}">[2]</a>')
    return [words, first, more, second]


def test_notes_are_numbered_in_order_and_read_at_the_end():
    blocks = text()
    words, first, more, second = blocks
    labels = number(blocks)
    assert [(labels[b.id].number, labels[b.id].words, labels[b.id].inline) for b in (first, second)] == [
        ("1", "Note 1", "[1]"),
        ("2", "Note 2", "[2]"),
    ]
    assert in_reading_order(blocks) == [words, more, first, second]


def test_links_lead_there_and_back_and_no_id_stands_twice():
    blocks = text()
    _, first, _, second = blocks
    html = render(blocks).html
    assert (
        f'<sup><a id="r-{first.id}" href="#b-{first.id}" role="doc-noteref" aria-label="Note 1">1</a></sup>'
        in html
    )
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert [link for link in re.findall(r'href="#([^"]+)"', html) if link not in ids] == []
    assert html.endswith(
        f'<section class="notes" role="doc-endnotes" aria-labelledby="b-{first.id}-notes"><h3 id="b-{first.id}-notes">Notes</h3><ol>'
        f'<li id="b-{first.id}" value="1">The survey of June. <a href="#r-{first.id}" role="doc-backlink" aria-label="Back to where Note 1 is referred to">Back</a></li>'
        f'<li id="b-{second.id}" value="2"><em>Act</em> of 2011. <a href="#r-{second.id}" role="doc-backlink" aria-label="Back to where Note 2 is referred to">Back</a></li>'
        "</ol></section>"
    )  # fmt: skip


def test_on_paper_there_is_no_way_back_to_press():
    assert "Back" not in render(text(), mode="print").html


def test_a_note_that_nothing_refers_to_is_pointed_at_and_stops_nothing():
    lonely = block("note", "Words")
    found = findings.of([block(html="Text"), lonely])
    assert [(f.block_id, f.message, f.blocks_release) for f in found] == [
        (lonely.id, "Note 1 is referred to nowhere in the text.", False)
    ]
    assert findings.of(text()) == []


def test_a_reference_to_a_note_that_is_gone_is_said():
    words, _, *rest = text()
    assert "leads to something that is gone" in findings.of([words, *rest])[0].message


def test_the_editor_gets_and_gives_back_the_same_notes():
    blocks = text()
    html = editing.source(blocks, number(blocks), asset_url=str)
    pieces, dropped = cut(html)
    assert [(p.id, str(p.kind), p.html) for p in pieces] == [(b.id, b.kind, b.html) for b in blocks]
    assert dropped == []


def test_words_beside_the_point_of_another_page_are_no_note():
    pieces, _ = cut("<aside>Pasted</aside>")
    assert [(str(p.kind), p.html) for p in pieces] == [("paragraph", "Pasted")]
