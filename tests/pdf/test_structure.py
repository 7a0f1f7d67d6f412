"""The tags of all parts, read back: each piece of content resolves to its own element, whatever was merged."""

import io
from dataclasses import replace

import pikepdf
import pytest

from pcc_portal.pdf.assemble import Leaf, assemble
from pcc_portal.pdf.uploads import inspect
from tests.pdf import reading, samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


def leaf(key, done, **extra):
    return Leaf(key=key, pdf=done.pdf, pages=done.pages, title=key.title(), **extra)


def upload(data):
    return inspect(data, max_bytes=10**7, max_pages=50)


def test_every_piece_resolves_to_its_element(rendered):
    parts = [rendered(samples.report(f"Paper {n}", 4 + n)) for n in range(3)]
    done = assemble([leaf(f"p{n}", part) for n, part in enumerate(parts)], title="Pack", watermark="DRAFT")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert reading.check_tree(pdf) > 100
        (document,) = pdf.Root.StructTreeRoot.K
        assert (str(document.S), [str(part.S) for part in document.K]) == ("/Document", ["/Part"] * 3)
        assert [str(part.T) for part in document.K] == ["P0", "P1", "P2"]
        assert "/RoleMap" not in pdf.Root.StructTreeRoot
    assert (done.tagged, done.untagged) == (True, ())


def test_no_element_of_a_part_is_lost(rendered):
    parts = [rendered(samples.report(f"Paper {n}", 4 + n)) for n in range(2)]
    counts = []
    for part in parts:
        with pikepdf.open(io.BytesIO(part.pdf)) as pdf:
            counts.append(sum(1 for _ in reading.tree_elements(pdf)))
    done = assemble([leaf(f"p{n}", part) for n, part in enumerate(parts)], title="Pack")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert sum(1 for _ in reading.tree_elements(pdf)) == sum(counts) + 1


def test_the_same_part_twice_keeps_its_header_cells_apart(rendered):
    part = rendered(samples.report("Twice", 4))
    done = assemble([leaf("a", part), leaf("b", part)], title="Twice")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        reading.check_tree(pdf)
        flat = list(pdf.Root.StructTreeRoot.IDTree.Names)
        listed = {str(name): cell.objgen for name, cell in zip(flat[::2], flat[1::2], strict=True)}
        used = {}
        for element in reading.tree_elements(pdf):
            if "/ID" in element:
                used[str(element.ID)] = element.objgen
            for name in element.get("/A", pikepdf.Dictionary()).get("/Headers", []):
                assert str(name) in listed
        assert used == listed
        assert list(listed) == sorted(listed)


def test_roles_and_classes_that_clash_are_kept_apart():
    one, two = (
        upload(samples.tagged_upload(words, means=means))
        for words, means in (("First words", pikepdf.Name.H1), ("Second, longer words", pikepdf.Name.P))
    )
    assert (one.tagged, one.has_lang) == (True, True)
    done = assemble([leaf("a", one), leaf("b", two), leaf("c", two)], title="Roles")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert reading.check_tree(pdf) == 3
        root = pdf.Root.StructTreeRoot
        heads = [element for element in reading.tree_elements(pdf) if "/ID" in element]
        by_key = {str(element.ID): element for element in heads}
        assert sorted(by_key) == ["b-h1", "c-h1", "h1"]
        assert {name: str(root.RoleMap[str(e.S)]) for name, e in by_key.items()} == {
            "h1": "/H1",
            "b-h1": "/P",
            "c-h1": "/P",
        }
        space = {name: int(root.ClassMap[str(e.C)].SpaceAfter) for name, e in by_key.items()}
        assert space == {"h1": 11, "b-h1": 20, "c-h1": 20}
        assert [str(e.A.Headers[0]) for e in by_key.values()] == list(by_key)


def test_namespaces_survive():
    with pikepdf.open(io.BytesIO(samples.tagged_upload())) as pdf:
        space = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Namespace, NS=pikepdf.String("http://iso.org/pdf2/ssn"))
        )
        pdf.Root.StructTreeRoot.Namespaces = pikepdf.Array([space])
        pdf.Root.StructTreeRoot.K.NS = space
        one = upload(samples.saved(pdf))
    done = assemble([leaf("a", one), leaf("b", one)], title="Spaces")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        spaces = {space.objgen for space in pdf.Root.StructTreeRoot.Namespaces}
        parts = list(pdf.Root.StructTreeRoot.K[0].K)
        assert {part.NS.objgen for part in parts} == spaces


def test_a_part_without_tags_is_named_and_the_identifier_left_out(rendered):
    part, scan = rendered(samples.report("Tagged", 3)), upload(samples.plain("Page one", "Page two"))
    done = assemble([leaf("a", part), leaf("b", scan)], title="Mixed")
    assert (done.tagged, done.untagged) == (False, ("B",))
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        reading.check_tree(pdf)
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert pdf.Root.MarkInfo.Suspects
        bare = pdf.Root.StructTreeRoot.K[0].K[1]
        assert [(str(kid.S), kid.Pg.objgen) for kid in bare.K] == [
            ("/Div", page.obj.objgen) for page in list(pdf.pages)[-2:]
        ]


def test_marks_without_a_tree_are_left_as_they_are():
    data = samples.plain(
        b"/P <</MCID 0>> BDC BT /F1 14 Tf 72 300 Td (Half tagged) Tj ET EMC", StructParents=7
    )
    done = assemble([leaf("a", upload(data))], title="Half")
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert "/StructParents" not in pdf.pages[0].obj
        assert done.untagged == ("A",)


def test_a_cleaned_pack_still_resolves(rendered):
    part = rendered(samples.report("Round", 5))
    done = assemble([leaf("a", part)], title="Once")
    again = assemble([replace(leaf("b", upload(done.pdf)), title=None)], title="Again")
    with pikepdf.open(io.BytesIO(again.pdf)) as pdf:
        assert reading.check_tree(pdf) > 50
