"""Uploads of every bad kind: refused in plain words, or rebuilt clean with a warning, never a surprise."""

import io
import os
import random
import time

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pcc_portal.pdf.assemble import Leaf, assemble
from pcc_portal.pdf.uploads import Inspection, Refused, inspect
from tests.pdf import reading, samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

REPAIRED = "The file was damaged and has been repaired: parts of it may be missing."


def looked_at(data, *, max_bytes=10_000_000, max_pages=50):
    return inspect(data, max_bytes=max_bytes, max_pages=max_pages)


def locked(user, owner):
    return samples.saved(
        samples.pdf_of("Locked words"), encryption=pikepdf.Encryption(user=user, owner=owner)
    )


def without_pages():
    with pikepdf.Pdf.new() as pdf:
        return samples.saved(pdf)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "This file is empty."),
        (lambda: samples.plain("x") + b" " * 20_000, "This file is larger than 0.02 MB."),
        (lambda: b"garbage" * 99, "This file is not a PDF."),
        (lambda: b"<html>" + samples.plain("x"), "This file is not a PDF."),
        (lambda: b"PK\x03\x04" + samples.plain("x"), "This file is not a PDF."),
        (lambda: b"%PDF-1.7\n" + b"garbage" * 99, Refused.DAMAGED),
        (lambda: samples.many_pages()[:200], Refused.DAMAGED),
        (lambda: locked("user", "owner"), Refused.LOCKED),
        (without_pages, "This PDF has no pages."),
        (lambda: samples.plain(*"abcdef"), "This PDF has 6 pages; at most 5 are taken."),
    ],
)
def test_what_cannot_be_taken_is_refused_in_plain_words(make, words):
    with pytest.raises(Refused) as refusal:
        looked_at(make(), max_bytes=20_000, max_pages=5)
    assert str(refusal.value) == words


def test_a_file_of_too_many_pieces_is_refused(monkeypatch):
    monkeypatch.setattr("pcc_portal.pdf.uploads.MOST_OBJECTS", 5)
    with pytest.raises(Refused, match="too many pieces"):
        looked_at(samples.many_pages())


def test_a_good_file_comes_back_with_its_texts_and_no_warning():
    found = looked_at(samples.many_pages())
    assert (found.pages, found.warnings, found.removed) == (12, [], [])
    assert [text.strip() for text in found.texts] == [f"This is page {n} of the annex" for n in range(1, 13)]
    assert (found.tagged, found.has_title, found.has_lang) == (False, False, False)


def test_what_may_not_travel_is_gone_and_named():
    data = samples.with_everything()
    assert samples.decoded(data).count(b"SECRET") > 8
    found = looked_at(data)
    assert b"SECRET" not in samples.decoded(found.pdf)
    assert list(found.removed) == [
        "1 script",
        "1 attachment",
        "1 form",
        "1 signature",
        "1 comment or drawing",
        "1 action",
    ]
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Names"}
        assert set(pdf.Root.Names.keys()) == {"/Dests"}
        assert set(pdf.pages[0].obj.keys()) <= {
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Resources",
            "/Contents",
            "/Annots",
        }
        assert "/Info" not in pdf.trailer
        assert [where for _, where in reading.links(pdf)] == ["page-2-700", "https://police.example/"]
        assert reading.names(pdf) == {"page-2-700": 1}
    assert "Page one stays" in found.texts[0]


def test_what_was_typed_into_a_form_still_shows():
    found = looked_at(samples.with_everything())
    assert "TYPED" in found.texts[0]
    assert any("form" in warning for warning in found.warnings)


def test_an_owners_password_is_warned_of_and_left_off():
    found = looked_at(locked("", "owner"))
    assert found.warnings == ["The file carries a password against changing or copying it."]
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf:
        assert not pdf.is_encrypted
    assert "Locked words" in found.texts[0]


def test_a_broken_cross_reference_is_repaired_and_warned_of():
    data = samples.plain("Whole words")
    at = data.rindex(b"startxref")
    found = looked_at(data[:at] + b"startxref\n99999\n%%EOF\n")
    assert REPAIRED in found.warnings
    assert "Whole words" in found.texts[0]


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 0.999])
@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_a_truncated_file_is_refused_or_warned_of(share, mode):
    data = samples.saved(
        samples.pdf_of(*(f"Words of page {n} " * 40 for n in range(20))),
        object_stream_mode=getattr(pikepdf.ObjectStreamMode, mode),
    )
    try:
        found = looked_at(data[: int(len(data) * share)])
    except Refused:
        return
    assert found.warnings


def test_pages_that_open_without_their_content_are_warned_of():
    pdf = samples.pdf_of("Words", "Lost", "Words")
    del pdf.pages[1].obj.Contents
    found = looked_at(samples.saved(pdf))
    assert found.pages == 3
    assert found.warnings == ["Page 2: no text and no picture; content may be missing."]


def test_a_scan_is_warned_of():
    pdf = samples.pdf_of(b"q 500 0 0 700 40 40 cm /Im Do Q")
    picture = pdf.make_stream(b"\x80" * 100)
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 10, 10
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    picture.Metadata = pdf.make_stream(b"SECRETCAMERA")
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=picture)
    found = looked_at(samples.saved(pdf))
    assert found.warnings == ["Page 1: a picture without text; it can be neither read aloud nor searched."]
    assert b"SECRETCAMERA" not in samples.decoded(found.pdf)


def test_older_states_of_the_file_do_not_travel():
    old = samples.plain(b"BT /F1 9 Tf 50 50 Td (SECRETDRAFT) Tj ET")
    with pikepdf.open(io.BytesIO(old)) as pdf:
        leaf, font = pdf.pages[0].obj.objgen[0], pdf.pages[0].obj.Resources.Font.F1.objgen[0]
        parent = pdf.Root.Pages.objgen[0]
    body = b"BT /F1 9 Tf 50 50 Td (Final words) Tj ET"
    changed = (
        f"{leaf} 0 obj\n<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 595 842]/Contents 90 0 R"
        f"/Resources<</Font<</F1 {font} 0 R>>>>>>\nendobj\n"
    ).encode()
    stream = b"90 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
    start = len(old)
    table = b"xref\n%d 1\n%010d 00000 n \n90 1\n%010d 00000 n \n" % (leaf, start, start + len(changed))
    previous = int(old[old.rindex(b"startxref") :].split()[1])
    root = f"trailer\n<</Size 91/Root 1 0 R/Prev {previous}>>\nstartxref\n{start + len(changed + stream)}\n%%EOF\n".encode()
    new = old + changed + stream + table + root
    found = looked_at(new)
    assert found.texts[0].strip() == "Final words"
    assert b"SECRETDRAFT" not in samples.decoded(found.pdf)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ({"Rotate": 90}, (842, 595)),
        ({"box": (0, 0, 1191, 842)}, (1191, 842)),
        ({"CropBox": Array([50, 60, 500, 700])}, (450, 640)),
        ({"CropBox": Array([50, 60, 500, 700]), "Rotate": 270}, (640, 450)),
    ],
)
def test_boxes_and_rotation_are_kept(shape, size):
    found = looked_at(samples.plain("Words", **shape))
    assert [tuple(map(round, seen)) for seen in found.sizes] == [size]


def test_layers_that_are_off_stay_off_also_in_the_whole():
    pdf = samples.pdf_of(
        b"/OC /L1 BDC BT /F1 90 Tf 50 500 Td (HIDDEN) Tj ET EMC BT /F1 9 Tf 50 50 Td (Shown) Tj ET"
    )
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=group)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    shown = samples.pdf_of(b"BT /F1 9 Tf 50 50 Td (Shown) Tj ET")
    found, bare = looked_at(samples.saved(pdf)), looked_at(samples.saved(shown))
    assert any("layers" in warning for warning in found.warnings)
    pictures = [
        samples.drawn(assemble([Leaf(key="a", pdf=one.pdf, pages=1, title="A")], title="T").pdf)
        for one in (found, bare)
    ]
    assert pictures[0] == pictures[1]


def test_a_picture_of_each_page_is_drawn_in_the_sandbox(pool):
    from PIL import Image

    found = pool.inspect(samples.plain("Words", "Turned", Rotate=90), max_bytes=10**6, max_pages=9)
    assert isinstance(found, Inspection)
    assert found == looked_at(samples.plain("Words", "Turned", Rotate=90))
    with Image.open(io.BytesIO(pool.picture(found.pdf, page=1, width=421))) as drawn:
        assert drawn.size in {(421, 298), (421, 297)}
    with pytest.raises(Refused, match="Page 3 could not be drawn"):
        pool.picture(found.pdf, page=2, width=100)


def test_the_pool_refuses_in_the_same_words(pool):
    for data, words in (
        (b"", "This file is empty."),
        (locked("a", "b"), Refused.LOCKED),
        (b"x" * 2_000_001, "This file is larger than 2 MB."),
    ):
        with pytest.raises(Refused) as refusal:
            pool.inspect(data, max_bytes=2_000_000, max_pages=9)
        assert str(refusal.value) == words


def test_a_ring_in_outline_names_and_tree_is_walked_once():
    with pikepdf.open(io.BytesIO(samples.tagged_upload())) as pdf:
        item = pdf.make_indirect(Dictionary(Title=String("Ring"), Dest=Array([pdf.pages[0].obj, Name.Fit])))
        item.Next = item.First = item
        pdf.Root.Outlines = Dictionary(First=item, Last=item)
        ring = pdf.make_indirect(Dictionary())
        ring.Kids = Array([ring])
        pdf.Root.Names = Dictionary(Dests=ring)
        head = pdf.Root.StructTreeRoot.K.K[0]
        head.K = Array([0, head])
        data = samples.saved(pdf)
    found = looked_at(data)
    done = assemble([Leaf(key="a", pdf=found.pdf, pages=1, title="A")], title="T")
    assert reading.outline(done.pdf) == [(0, "A", 0), (1, "Ring", 0)]


EXAMPLES = 1000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 100


def mutated(chance, data):
    """Bytes flipped, cut, doubled or swapped; now and then a number or a name replaced."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data))
        match chance.randrange(6):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 200)]
            case 2:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randint(1, 300)]
            case 3:
                data[at : at + 4] = chance.choice(
                    [b"9999", b"null", b"-1 0", b"<<>>", b"[[[[", b"1 0 R", b"stream"]
                )
            case 4:
                word = chance.choice(
                    [b"/Kids", b"/Length", b"/Contents", b"endobj", b"/Count", b"/K", b"/Parent", b"/Annots"]
                )
                data = bytearray(
                    data.replace(word, chance.choice([b"/Kids", b"/K", b"/Nums", b"", b"/P"]), 1)
                )
            case _:
                data = data[: max(9, at)] if chance.random() < 0.2 else data
    return bytes(data)


def test_mutated_files_are_refused_or_taken_and_nothing_else():
    chance = random.Random(20260917)
    kinds = [
        samples.with_everything(), samples.tagged_upload(), samples.many_pages(), locked("", "owner"),
        samples.saved(samples.pdf_of("a", "b"), qdf=True), samples.saved(pikepdf.open(io.BytesIO(samples.tagged_upload())), qdf=True),
    ]  # fmt: skip
    answers = {"taken": 0, "refused": 0}
    slowest = 0.0
    for _ in range(EXAMPLES):
        data = mutated(chance, chance.choice(kinds))
        started = time.perf_counter()
        try:
            found = looked_at(data)
        except Refused:
            answers["refused"] += 1
        else:
            answers["taken"] += 1
            assemble(
                [Leaf(key="a", pdf=found.pdf, pages=found.pages, title="A")], title="T", watermark="DRAFT"
            )
        slowest = max(slowest, time.perf_counter() - started)
    assert min(answers.values()) > 0
    assert slowest < 5
