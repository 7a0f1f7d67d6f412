"""A part goes in as HTML and comes out as a tagged PDF that holds nothing else."""

import io
from dataclasses import replace

import pikepdf
import pytest

from pcc_portal.pdf.fonts import FACES, face_bytes
from pcc_portal.pdf.parts import CannotLayOut, fingerprint
from pcc_portal.pdf.pool import RenderPool
from tests.pdf import reading, samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


def test_a_part_knows_its_pages_sizes_and_anchors(rendered):
    done = rendered(samples.part("Two sides", '<p id="one">a</p><p class="turn" id="two">b</p>'))
    assert (done.pages, done.anchors) == (2, {"top": 0, "one": 0, "two": 1})
    assert [(round(width), round(height)) for width, height in done.sizes] == [(595, 842)] * 2
    assert done.notes == ()


def test_the_same_part_gives_the_same_bytes_in_another_process(pool):
    part = samples.report("Same", 3)
    first, second, third, _fourth = pool.render_all([part, part, part, part])
    assert first.pdf == second.pdf == third.pdf


def test_only_the_house_font_is_used_and_embedded_whatever_the_page_asks_for(rendered):
    body = '<p style="font-family: DejaVu Serif, serif">Ŵylan y môr, “ŷd” \u2013 £5</p><code>code</code><i>i</i><b>b</b>'
    done = rendered(samples.part("Fonts", body))
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        fonts = [
            f
            for f in pdf.objects
            if isinstance(f, pikepdf.Dictionary) and f.get("/Type") == "/FontDescriptor"
        ]
        assert {str(font.FontName).split("+")[1].rstrip(",") for font in fonts} == {
            "Source-Sans-3", "Source-Sans-3-Bold", "Source-Sans-3-Italic"
        }  # fmt: skip
        assert all("/FontFile2" in font for font in fonts)
    assert "Ŵylan y môr, “ŷd” \u2013 £5" in samples.text_of(done.pdf, 0)


def test_a_missing_figure_is_noted_and_its_words_stand_in_its_place(rendered):
    done = rendered(samples.part("Figure", '<img src="part:gone.png" alt="A chart of burglary">'))
    assert "A chart of burglary" in samples.text_of(done.pdf, 0)
    assert any("part:gone.png" in note for note in done.notes)


def test_a_letter_the_font_lacks_is_noted(rendered):
    done = rendered(samples.part("Letters", "<p>漢</p>"))
    assert any("漢" in note for note in done.notes)


def test_metadata_of_a_person_does_not_travel(rendered):
    head = '<meta name="author" content="PERSON"><meta name="keywords" content="PERSON"><meta name="generator" content="PERSON">'
    part = samples.part("Meta")
    done = rendered(replace(part, html=samples.page("Meta", "<p>x</p>", head=head)))
    assert b"PERSON" not in samples.decoded(done.pdf)


def test_header_ids_are_unique_to_the_part_and_listed(rendered):
    ids = []
    for title in ("First", "Second"):
        with pikepdf.open(io.BytesIO(rendered(samples.report(title, 4)).pdf)) as pdf:
            names = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
            cells = [
                e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and "/Headers" in e.get("/A", {})
            ]
            assert {str(name) for cell in cells for name in cell.A.Headers} <= set(names)
            ids.append(set(names))
    assert ids[0]
    assert not ids[0] & ids[1]


def test_html_that_needs_too_much_is_named_and_the_pool_works_on():
    hungry = samples.part(
        "Hungry", "<table>" + '<tr><td rowspan="65000" colspan="1000">x' * 3000 + "</table>"
    )
    with RenderPool(1, seconds=6) as small:
        with pytest.raises(CannotLayOut) as refusal:
            small.render(hungry)
        assert small.render(samples.part("Modest")).pages == 1
    assert str(refusal.value) == "“Hungry” could not be laid out within its limits."


@pytest.mark.parametrize(
    "changes",
    [
        {"html": "<p>other"},
        {"stylesheets": (samples.SHEET, "p { color: red }")},
        {"assets": {"a.png": b"1"}},
        {"assets": {"b.png": b""}},
    ],
)
def test_the_fingerprint_follows_what_is_printed(changes):
    part = samples.part("Paper", assets={"a.png": b""})
    assert fingerprint(part) == fingerprint(replace(part, title="Another name"))
    assert fingerprint(part) != fingerprint(replace(part, **changes))


def test_every_face_is_a_truetype_file():
    assert all(face_bytes(face)[:4] == b"\x00\x01\x00\x00" for face in FACES)


def test_a_paragraph_holds_its_lines_itself_in_reading_order(rendered):
    with pikepdf.open(io.BytesIO(rendered(samples.report("Lines", 3)).pdf)) as pdf:
        elements = list(reading.tree_elements(pdf))
        paragraphs = [list(element.K) for element in elements if element.S == "/P"]
        assert not [element for element in elements if element.S == "/Span"]
    assert len(paragraphs) == 6
    for lines in paragraphs:
        numbers = [kid for kid in lines if isinstance(kid, int)]
        assert len(numbers) > 5
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "rule", ["@counter-style lower-alpha { system: cyclic; symbols: 'X' }", "p { color: red }"]
)
def test_a_part_with_a_style_of_its_own_changes_no_other(rule):
    words = '<ol style="list-style: lower-alpha"><li>One</li></ol><p>Words.</p>'
    plainly = samples.part("Plain", words)
    styled = samples.part("Plain", f"<style>{rule}</style>{words}")
    with RenderPool(1, seconds=60) as pool:
        before = pool.render(plainly).pdf
        other = pool.render(styled).pdf
        assert pool.render(plainly).pdf == before
        assert other != before


def test_an_element_says_no_more_than_it_must(rendered):
    with pikepdf.open(io.BytesIO(rendered(samples.report("Short", 3)).pdf)) as pdf:
        for element in reading.tree_elements(pdf):
            kids = element.get("/K")
            assert "/Type" not in element
            assert not isinstance(kids, pikepdf.Array) or len(kids) != 1
            assert "/A" not in element or set(element.A.keys()) != {"/O"}
