"""Stamps stand where they are looked for, upright, on every kind of page, and are artifacts."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from pcc_portal.pdf.assemble import Kind, Leaf, assemble
from pcc_portal.pdf.uploads import inspect
from tests.pdf import samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

RUNNING = "Ardenshire Police and Crime Panel, 17 September 2026"
WITHHELD = "Not for publication: paragraph 1 of Schedule 12A (information relating to any individual)"
SHAPES = {
    "A4": {},
    "turned 90": {"Rotate": 90},
    "turned 180": {"Rotate": 180},
    "turned 270": {"Rotate": 270},
    "turned 450": {"Rotate": 450},
    "turned back": {"Rotate": -90},
    "A3 landscape": {"box": (0, 0, 1191, 842)},
    "box off the origin": {"box": (-100, 200, 495, 1042)},
    "crop box": {"CropBox": Array([50, 60, 500, 700])},
    "crop box turned": {"CropBox": Array([50, 60, 500, 700]), "Rotate": 90},
    "crop box beyond": {"CropBox": Array([-50, -60, 5000, 7000])},
    "box upside down": {"MediaBox": Array([595, 842, 0, 0])},
    "A5": {"box": (0, 0, 420, 595)},
    "double unit": {"UserUnit": 2},
}


def leaf(data, **extra):
    known = inspect(data, max_bytes=10**7, max_pages=50)
    return Leaf(key=extra.pop("key", "a"), pdf=known.pdf, pages=known.pages, **{"title": "A"} | extra)


def seen(pdf_bytes, number, words):
    """Where words stand on a page as it is seen, in points from its lower left corner, and the page's size."""
    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        page = document[number]
        text = page.get_textpage()
        index, count = text.search(words).get_next()
        boxes = [text.get_charbox(at) for at in range(index, index + count)]
        width, height = page.get_size()
        points = [
            _turned(page, x, y)
            for left, bottom, right, top in boxes
            for x, y in ((left, bottom), (right, top))
        ]
        xs, ys = zip(*points, strict=True)
        return (min(xs), min(ys), max(xs), max(ys)), (width, height), points
    finally:
        document.close()


def _turned(page, x, y):
    """PDFium gives text in the page's own space: turn it as a reader sees it."""
    (left, bottom, right, top), media = (
        (*map(min, box[:2], box[2:]), *map(max, box[:2], box[2:]))
        for box in (page.get_cropbox(), page.get_mediabox())
    )
    left, bottom, right, top = (
        max(left, media[0]),
        max(bottom, media[1]),
        min(right, media[2]),
        min(top, media[3]),
    )
    return {
        0: (x - left, y - bottom),
        90: (y - bottom, right - x),
        180: (right - x, top - y),
        270: (top - y, x - left),
    }[page.get_rotation()]


@pytest.mark.parametrize("shape", SHAPES)
def test_stamps_stand_in_their_corners_and_upright(shape):
    data = samples.plain("Own words", "More", **SHAPES[shape])
    done = assemble(
        [leaf(data, marking="OFFICIAL-SENSITIVE", withheld=WITHHELD, series="E")], title="T", running=RUNNING
    )
    unit = SHAPES[shape].get("UserUnit", 1)
    for number in range(2):
        box, (width, height), points = seen(done.pdf, number, f"E{number + 1}")
        assert width - 75 / unit < box[2] <= width - 55 / unit
        assert 25 / unit < box[1] < box[3] < 50 / unit
        assert (
            points[0][0] < points[-1][0]
        )  # read from left to right, so not on its head either: nothing is mirrored
        marking, _, _ = seen(done.pdf, number, "OFFICIAL-SENSITIVE")
        assert abs((marking[0] + marking[2]) / 2 - width / 2) < 2
        assert marking[1] > height - 30 / unit
        head, _, _ = seen(done.pdf, number, RUNNING)
        assert head[0] < 66 / unit
        assert height - 70 / unit < head[1] < height - 45 / unit
        assert "Own words" in samples.text_of(done.pdf, 0)
        assert WITHHELD in samples.text_of(done.pdf, number)


@pytest.mark.parametrize("shape", ["A4", "turned 90", "A5"])
@pytest.mark.parametrize("magnified", [1.0, 1.7])
@pytest.mark.parametrize("name", ["Ada Oo", "Councillor Margaret Ashdown-Thornbury of the Upper Valleys"])
def test_however_long_the_running_head_is_it_ends_on_the_page(shape, magnified, name):
    data = samples.plain("Words", **SHAPES[shape])
    place = f"item 12, Appendix C, copy 14: {name}"
    done = assemble([leaf(data, place=place)], title="T", running=RUNNING, magnified=magnified)
    assert f"{RUNNING}, {place}" in " ".join(samples.text_of(done.pdf, 0).split())
    for words in (RUNNING.split(maxsplit=1)[0], place.rsplit(maxsplit=1)[-1]):
        (left, _, right, _), (width, _), _ = seen(done.pdf, 0, words)
        assert (left >= 0, right <= width) == (True, True)


def test_the_running_head_is_not_on_the_first_page_of_the_front():
    front = leaf(samples.plain("Front", "Second"), kind=Kind.FRONT, key="front")
    done = assemble([front, leaf(samples.plain("Paper"))], title="T", running=RUNNING)
    assert [RUNNING in samples.text_of(done.pdf, number) for number in range(3)] == [False, True, True]


def test_each_page_says_where_its_leaf_stands():
    one, other = leaf(samples.plain("A", "B"), key="a", place="item 3"), leaf(samples.plain("C"), key="c")
    words = assemble([one, other], title="T", running=RUNNING)
    assert [f"{RUNNING}, item 3" in samples.text_of(words.pdf, n) for n in range(3)] == [True, True, False]


def test_each_page_carries_its_own_leafs_marking():
    open_leaf = leaf(samples.plain("Open"), key="open", marking="OFFICIAL")
    none = leaf(samples.plain("None"), key="none")
    closed = leaf(
        samples.plain("Closed"), key="closed", marking="OFFICIAL-SENSITIVE", withheld=WITHHELD, series="E"
    )
    done = assemble([open_leaf, none, closed], title="T")
    words = [samples.text_of(done.pdf, number) for number in range(3)]
    assert [re.findall(r"OFFICIAL\S*", text) for text in words] == [["OFFICIAL"], [], ["OFFICIAL-SENSITIVE"]]
    assert [WITHHELD in text for text in words] == [False, False, True]


def test_a_long_reason_takes_two_lines_within_the_page():
    reason = "Not for publication: " + "; ".join(
        f"paragraph {n} of Schedule 12A (information of a kind)" for n in range(1, 6)
    )
    done = assemble([leaf(samples.plain("Words"), withheld=reason)], title="T")
    assert reason.replace(" ", "") in samples.text_of(done.pdf, 0).replace(" ", "")
    for words in ("Not for publication", "paragraph 5"):
        box, (width, _), _ = seen(done.pdf, 0, words)
        assert box[0] > 10
        assert box[2] < width - 10


def test_letters_of_wales_and_quotes_are_stamped_and_unknown_ones_left_out():
    running = "Panel Heddlu a Throseddu Gŵyr \u2013 “Ŷ ŵ â ï” £5 \u6f22\U0001f600\tend"
    done = assemble([leaf(samples.plain("Words"), marking="\u6f22")], title="漢", running=running)
    assert "Panel Heddlu a Throseddu Gŵyr \u2013 “Ŷ ŵ â ï” £5 end" in samples.text_of(done.pdf, 0)


def test_draft_is_light_and_slanted_and_leaves_text_black_also_on_a_scan():
    white = b"1 1 1 rg 0 0 595 842 re f 0 g BT /F1 14 Tf 72 300 Td (Scan) Tj ET"
    for data in (samples.plain("Words"), samples.plain(white)):
        drawn, bare = (
            _pixels(assemble([leaf(data)], title="T", watermark=mark).pdf) for mark in ("DRAFT", None)
        )
        assert min(bare.values) == min(drawn.values) < 60
        greys = {value for value in drawn.values if 215 < value < 240}
        assert greys
        assert drawn.share(greys) > 0.02 > bare.share(greys)
        assert "DRAFT" in samples.text_of(
            assemble([leaf(data)], title="T", watermark="DRAFT").pdf, 0
        ).replace(" ", "")


class _pixels:  # noqa: N801
    def __init__(self, pdf_bytes):
        document = pypdfium2.PdfDocument(pdf_bytes)
        self._counts = document[0].render(scale=0.5).to_pil().convert("L").histogram()
        document.close()

    @property
    def values(self):
        return [value for value, count in enumerate(self._counts) if count]

    def share(self, values):
        return sum(self._counts[value] for value in values) / sum(self._counts)


@pytest.mark.parametrize(
    "content", [b"q q 2 0 0 2 50 50 cm BT /F1 9 Tf", b"Q Q 3 0 0 3 9 9 cm", b"q 5 0 0 5 0 0 cm /A BMC"]
)
def test_what_a_page_leaves_open_does_not_move_the_stamps(content):
    done = assemble([leaf(samples.plain(content + b" 1 0 0 rg 0 0 1 1 re f"))], title="T")
    box, (width, _), _ = seen(done.pdf, 0, "1")
    assert width - 75 < box[2] <= width - 55


def test_stamps_are_artifacts_in_shared_fonts_that_are_embedded():
    done = assemble(
        [leaf(samples.plain("One", "Two"), marking="OFFICIAL")], title="T", running="R", watermark="DRAFT"
    )
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        faces = [
            page.obj.Resources.Font[name].objgen
            for page in pdf.pages
            for name in ("/PccStampR", "/PccStampB")
        ]
        assert len(set(faces)) == 2
        assert "/FontFile2" in pdf.pages[0].obj.Resources.Font["/PccStampB"].DescendantFonts[0].FontDescriptor
        steps = [
            step
            for step in pikepdf.parse_content_stream(pdf.pages[1], "BDC")
            if step.operands[0] == Name.Artifact
        ]
        assert [str(step.operands[1].Subtype) for step in steps] == [
            "/Watermark",
            "/Header",
            "/Header",
            "/Footer",
        ]
        assert all(
            isinstance(step.operands[1], Dictionary) and step.operands[1].Type == "/Pagination"
            for step in steps
        )


def test_boxes_that_a_page_inherits_are_its_own_after_the_merge():
    pdf = samples.pdf_of("One", "Two")
    for page in pdf.pages:
        del page.obj.MediaBox
        resources = page.obj.Resources
        del page.obj.Resources
    pdf.Root.Pages.MediaBox, pdf.Root.Pages.Rotate, pdf.Root.Pages.Resources = (
        Array([0, 0, 600, 400]),
        90,
        resources,
    )
    done = assemble([leaf(samples.saved(pdf))], title="T")
    with pikepdf.open(io.BytesIO(done.pdf)) as out:
        assert [(page.obj.Rotate, list(page.obj.MediaBox)) for page in out.pages] == [
            (90, [0, 0, 600, 400])
        ] * 2
    box, size, _ = seen(done.pdf, 1, "2")
    assert size == (400, 600)
    assert 400 - 75 < box[2] <= 400 - 55
