"""Parts become one PDF: labels, ranges, links, outline, names, metadata, and nothing that was not given."""

import io

import pikepdf
import pytest

from pcc_portal.pdf.assemble import CannotAssemble, Kind, Leaf, assemble, assemble_in_turn, link_to
from pcc_portal.pdf.labels import page_labels, page_ranges
from tests.pdf import reading, samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]

AGENDA = f"""
<p><a id="go-one" href="{link_to("item-1")}">Report of the Commissioner</a></p>
<p><a href="{link_to("item-2", "b3")}">Section 3 of item 2</a></p>
<p><a href="{link_to("item-9")}">Left out</a> <a href="https://panel.example/">Web</a> <a href="#top">Top</a></p>
"""


@pytest.fixture(scope="module")
def leaves(rendered):
    front, one, two, filler, exempt = (
        rendered(part)
        for part in (
            samples.part("Agenda", AGENDA),
            samples.report("Report of the Commissioner", 9),
            samples.report("Community safety", 5),
            samples.part("Blank", "<p>This page is blank on purpose</p>"),
            samples.report("Complaints", 4),
        )
    )
    return [
        Leaf(key="front", pdf=front.pdf, pages=front.pages, title="Agenda", kind=Kind.FRONT, marking="OFFICIAL"),
        Leaf(key="item-1", pdf=one.pdf, pages=one.pages, title="1 Report of the Commissioner", marking="OFFICIAL"),
        Leaf(key="fill-1", pdf=filler.pdf, pages=filler.pages, kind=Kind.FILLER, marking="OFFICIAL"),
        Leaf(key="item-2", pdf=two.pdf, pages=two.pages, title="2 Community safety", marking="OFFICIAL"),
        Leaf(key="annex-a", pdf=two.pdf, pages=two.pages, title="Annex A", nest_under="item-1"),
        Leaf(
            key="item-10", pdf=exempt.pdf, pages=exempt.pages, title="10 Complaints", series="E",
            marking="OFFICIAL-SENSITIVE", withheld="Not for publication: paragraph 1 of Schedule 12A",
        ),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def pack(leaves):
    return assemble(
        leaves, title="Agenda pack, 17 September 2026", running="Ardenshire Panel, 17 September 2026"
    )


@pytest.fixture(scope="module")
def firsts(leaves):
    at, found = 0, {}
    for leaf in leaves:
        found[leaf.key] = at
        at += leaf.pages
    return found


def test_labels_count_open_pages_and_exempt_pages_apart(leaves, pack):
    exempt = leaves[-1].pages
    expected = [str(n) for n in range(1, pack.pages - exempt + 1)] + [f"E{n}" for n in range(1, exempt + 1)]
    assert reading.labels(pack.pdf) == page_labels(leaves) == expected


def test_ranges_are_what_the_pages_carry(leaves, pack, firsts):
    ranges = page_ranges(leaves)
    for leaf in leaves:
        first, last = ranges[leaf.key]
        labels = reading.labels(pack.pdf)[firsts[leaf.key] : firsts[leaf.key] + leaf.pages]
        assert (first, last) == (labels[0], labels[-1])


def test_a_series_taken_up_again_counts_on(leaves):
    front, one, *_ = leaves
    exempt = [Leaf(key=f"e{n}", pdf=front.pdf, pages=1, series="E") for n in range(2)]
    mixed = [front, exempt[0], one, exempt[1]]
    done = assemble(mixed, title="Mixed")
    assert reading.labels(done.pdf) == page_labels(mixed)
    assert page_ranges(mixed)["e1"] == ("E2", "E2")


def test_an_extract_keeps_the_labels_of_the_pack(leaves):
    front, one, *_ = leaves
    chosen = [
        Leaf(key="a", pdf=front.pdf, pages=front.pages, number=13),
        Leaf(key="b", pdf=front.pdf, pages=front.pages),
        Leaf(key="c", pdf=one.pdf, pages=one.pages, number=51),
        Leaf(key="d", pdf=front.pdf, pages=front.pages, series="E", number=7),
    ]
    sides = front.pages
    expected = [str(13 + n) for n in range(2 * sides)] + [str(51 + n) for n in range(one.pages)]
    expected += [f"E{7 + n}" for n in range(sides)]
    assert reading.labels(assemble(chosen, title="Extract").pdf) == page_labels(chosen) == expected


def test_named_destinations_lead_to_each_part_and_into_it(pack, firsts, rendered):
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        names = reading.names(pdf)
    assert {key: names[key] for key in firsts} == firsts
    inner = rendered(samples.report("Report of the Commissioner", 9)).anchors
    assert {name: names[f"item-1.{name}"] for name in inner} == {
        name: firsts["item-1"] + page for name, page in inner.items()
    }
    assert len(set(inner.values())) > 1


def test_agenda_lines_lead_to_papers_across_parts(pack):
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        links = reading.links(pdf)
        assert [where for number, where in links if number == 0] == [
            "item-1", "item-2.b3", None, "https://panel.example/", "front.top"
        ]  # fmt: skip
        assert {where for _, where in links if where and not where.startswith("http")} <= set(
            reading.names(pdf)
        )
        assert str(pdf.pages[0].obj.Annots[0].Contents) == "1 Report of the Commissioner"
    assert pack.dead_links == ("item-9",)
    assert b"part:item" not in samples.decoded(pack.pdf)


def test_links_within_a_part_stay_within_it(pack, firsts, leaves):
    pages = {leaf.key: range(firsts[leaf.key], firsts[leaf.key] + leaf.pages) for leaf in leaves}
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        inner = [(number, where) for number, where in reading.links(pdf) if number]
        assert inner
        assert all(number in pages[where.split(".")[0]] for number, where in inner)


def test_the_outline_is_nested_and_leads_to_the_right_pages(pack, firsts, rendered):
    outline = reading.outline(pack.pdf)
    assert [(title, page) for depth, title, page in outline if depth == 0] == [
        ("Agenda", 0),
        ("1 Report of the Commissioner", firsts["item-1"]),
        ("2 Community safety", firsts["item-2"]),
        ("10 Complaints", firsts["item-10"]),
    ]
    under = outline[outline.index((0, "1 Report of the Commissioner", firsts["item-1"])) + 1 :]
    anchors = rendered(samples.report("Report of the Commissioner", 9)).anchors
    # The paper's own title stands in its item's line and is not said twice.
    sections = [(1, f"Section {n}", firsts["item-1"] + anchors[f"s{n}"]) for n in range(9)]
    assert under[:10] == [*sections, (1, "Annex A", firsts["annex-a"])]


def test_levels_nest_where_no_parent_is_named(leaves):
    front = leaves[0]
    levels = [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]
    done = assemble(
        [Leaf(key=k, pdf=front.pdf, pages=1, title="Agenda" + k, level=n) for k, n in levels], title="Levels"
    )
    marks = [(depth, title) for depth, title, _ in reading.outline(done.pdf) if title != "Agenda"]
    assert marks == [(level, "Agenda" + key) for key, level in levels]


def test_it_names_itself_and_no_person(pack):
    with pikepdf.open(io.BytesIO(pack.pdf)) as pdf:
        assert dict(pdf.docinfo) == {
            "/Title": "Agenda pack, 17 September 2026",
            "/Producer": "PCC governance portal",
        }
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert (
            sum(
                isinstance(thing, pikepdf.Stream) and "/Subtype" in thing and thing.Subtype == "/XML"
                for thing in pdf.objects
            )
            == 1
        )
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert b"WeasyPrint" not in samples.decoded(pack.pdf)
    assert b"Date" not in samples.decoded(pack.pdf)


def test_the_same_leaves_give_the_same_bytes(leaves, pack):
    again = assemble(
        leaves, title="Agenda pack, 17 September 2026", running="Ardenshire Panel, 17 September 2026"
    )
    assert again.pdf == pack.pdf


def test_nothing_of_a_leaf_that_is_left_out_is_in_the_bytes(leaves, rendered):
    canary = rendered(samples.part("CANARYTITLE", '<p id="canaryid">CANARYWORDS</p><h2>CANARYHEADING</h2>'))
    secret = Leaf(key="canary", pdf=canary.pdf, pages=1, title="CANARYTITLE")
    whole = assemble([*leaves, secret], title="Whole")
    public = assemble(leaves, title="Public")
    assert "CANARYWORDS" in samples.text_of(whole.pdf, whole.pages - 1)
    assert b"CANARYTITLE" in samples.decoded(whole.pdf)
    assert b"CANARY" not in samples.decoded(public.pdf)
    assert b"canary" not in samples.decoded(public.pdf)
    assert public.pdf == assemble(leaves, title="Public").pdf


def what_it_says(pdf_bytes):
    """All that the order of objects in the file does not change."""
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        tree = reading.check_tree(pdf), sorted(str(element.S) for element in reading.tree_elements(pdf))
        texts = [samples.text_of(pdf_bytes, number) for number in range(len(pdf.pages))]
        where = reading.names(pdf), reading.links(pdf), reading.labels(pdf_bytes), reading.outline(pdf_bytes)
        return tree, texts, where, pdf.Root.Metadata.read_bytes(), pdf.docinfo.Title == "Members"


def test_files_made_in_turn_are_those_made_one_by_one(rendered, leaves):
    """An untagged upload and a second paper in the later volume, so that numbers, marks and names go on counting."""
    late = rendered(samples.report("Late", 2))
    more = [
        Leaf(key="scan", pdf=samples.plain("Scan"), pages=1, title="Scan", series="E"),
        Leaf(key="late", pdf=late.pdf, pages=late.pages, title="Late", series="E"),
    ]
    turn = {"running": "Panel", "watermark": "DRAFT"}
    public, members = assemble_in_turn([("Public", leaves), ("Members", more)], **turn)
    assert public.pdf == assemble(leaves, title="Public", **turn).pdf
    at_once = assemble([*leaves, *more], title="Members", **turn)
    assert what_it_says(members.pdf) == what_it_says(at_once.pdf)
    assert (public.untagged, members.untagged) == ((), ("Scan",))


def test_a_file_holds_nothing_of_the_one_after_it(rendered, leaves):
    canary = rendered(samples.part("CANARYTITLE", '<p id="canaryid">CANARYWORDS</p>'))
    secret = Leaf(
        key="canary", pdf=canary.pdf, pages=1, title="CANARYTITLE", withheld="CANARYREASON", series="E"
    )
    public, members = assemble_in_turn([("Public", leaves), ("Members", [secret])])
    assert "CANARYWORDS" in samples.text_of(members.pdf, members.pages - 1)
    assert b"CANARY" not in samples.decoded(public.pdf)
    assert b"canary" not in samples.decoded(public.pdf)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pages": 2}, "“Agenda” has 1 pages, not 2."),
        ({"key": "a.b"}, "A key may hold letters, digits, - and _ only: a.b"),
        ({"key": "item-1"}, "Two leaves have the same key."),
    ],
)
def test_leaves_that_contradict_themselves_are_refused(leaves, changes, words):
    front, *others = leaves
    wrong = Leaf(**{"key": front.key, "pdf": front.pdf, "pages": front.pages, "title": front.title} | changes)
    with pytest.raises(CannotAssemble) as refusal:
        assemble([wrong, *others], title="Wrong")
    assert str(refusal.value) == words


def test_nothing_to_assemble_is_refused():
    with pytest.raises(CannotAssemble):
        assemble([], title="Nothing")
