"""A section is cut into blocks that keep their ids, and nothing typed is lost."""

import random
from uuid import UUID, uuid4

import pytest

from pcc_portal.writing.actions import blocks, sections, texts
from pcc_portal.writing.cutting import cut
from pcc_portal.writing.models import Block, Revision
from tests.writing.conftest import NOW, said
from tests.writing.test_blocks import EXAMPLES


@pytest.fixture
def paper(text, write):
    """Two sections: A with two paragraphs, B with one."""
    return [
        write("heading", "A", level=1),
        write(html="a1"),
        write(html="a2"),
        write("heading", "B", level=1),
        write(html="b1"),
    ]


def html_of(*pairs):
    """Elements as the editor sends them: (tag, block or None, words)."""
    return "".join(
        f'<{tag} data-id="{block.pk}">{words}</{tag}>' if block else f"<{tag}>{words}</{tag}>"
        for tag, block, words in pairs
    )


def base_of(*known):
    return {block.pk: block.version for block in known}


def test_cut_keeps_ids_once_and_drops_blanks():
    one = uuid4()
    pieces, dropped = cut(
        f'<div><h2 data-id="{one}">A</h2></div><p></p>loose <b>words</b><p data-id="{one}">split</p>'
        "<ol><li>x</li></ol><blockquote><p>note</p></blockquote><h4>deep</h4><script>x</script>"
    )
    assert [(p.id, p.kind, p.level, p.html) for p in pieces] == [
        (one, "heading", 1, "A"),
        (None, "paragraph", None, "loose <strong>words</strong>"),
        (None, "paragraph", None, "split"),
        (None, "list", None, "<ol><li>x</li></ol>"),
        (None, "recommendation", None, "note"),
        (None, "heading", 3, "deep"),
    ]
    assert dropped == ["A script was left out."]


def test_save_changes_adds_reorders_and_removes(text, paper, iain):
    head, a1, a2, *_ = paper
    html = html_of(("h2", head, "A!"), ("p", a2, "a2"), ("p", None, "new"))
    out = sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A!", "a2", "new", "B", "b1"]
    assert [b.pk for b in out.blocks[:2]] == [head.pk, a2.pk]
    assert (out.removed, out.conflicts, out.newer) == ([a1.pk], [], [])
    assert Block.objects.get(pk=head.pk).version == 2
    assert Revision.objects.filter(block_id=a1.pk).count() == 1


def test_save_believes_a_new_id_made_in_the_browser(text, paper, iain):
    head, *_ = paper
    fresh = uuid4()
    html = html_of(("h2", head, "A")) + f'<p data-id="{fresh}">n</p>'
    out = sections.save(text, head.pk, base={head.pk: 1}, html=html, by=iain, at=NOW)
    assert (out.blocks[-1].pk, out.ids) == (fresh, {})


def test_save_refuses_an_id_of_another_text(text, paper, iain):
    other = texts.create(kind="paper", by=iain, at=NOW)
    theirs = blocks.append(other, kind="paragraph", html="theirs", by=iain, at=NOW)
    html = html_of(("p", theirs, "stolen"))
    out = sections.save(text, paper[0].pk, base={}, html=html, by=iain, at=NOW)
    assert said(other) == ["theirs"]
    assert out.ids == {theirs.pk: out.blocks[0].pk}


def test_stale_version_yields_both_texts_for_that_block_and_saves_the_others(text, paper, iain, joanne):
    head, a1, a2, *_ = paper
    blocks.save_block(a1, base_version=1, html="joanne", by=joanne, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a1, "iain"), ("p", a2, "a2 iain"))
    out = sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A", "joanne", "a2 iain", "B", "b1"]
    assert [(c.block_id, c.current.html, c.refused.html) for c in out.conflicts] == [
        (a1.pk, "joanne", "iain")
    ]


def test_what_one_did_not_touch_is_newer_and_no_conflict(text, paper, iain, joanne):
    head, a1, a2, *_ = paper
    blocks.save_block(a1, base_version=1, html="joanne", by=joanne, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a1, "a1"), ("p", a2, "iain"))
    out = sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A", "joanne", "iain", "B", "b1"]
    assert ([b.html for b in out.newer], out.conflicts) == (["joanne"], [])


def test_removing_what_another_changed_is_a_conflict(text, paper, iain, joanne):
    head, a1, a2, *_ = paper
    blocks.save_block(a1, base_version=1, html="joanne", by=joanne, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a2, "a2"))
    out = sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A", "joanne", "a2", "B", "b1"]
    assert [(c.block_id, c.refused.html) for c in out.conflicts] == [(a1.pk, "")]


def test_what_another_removed_goes_unless_it_was_changed(text, paper, iain, joanne):
    head, a1, a2, *_ = paper
    blocks.remove(a1, by=joanne, at=NOW)
    blocks.remove(a2, by=joanne, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a1, "a1"), ("p", a2, "a2 changed"))
    out = sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A", "a2 changed", "B", "b1"]
    assert (out.gone, Block.objects.get(pk=a2.pk).version) == ([a1.pk], 2)


def test_an_undo_brings_a_block_back_with_its_id(text, paper, iain):
    head, a1, *_ = paper
    sections.save(text, head.pk, base=base_of(head, a1), html=html_of(("h2", head, "A")), by=iain, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a1, "a1"))
    out = sections.save(text, head.pk, base=base_of(head), html=html, by=iain, at=NOW)
    assert [(b.pk, b.version) for b in out.blocks] == [(head.pk, 1), (a1.pk, 2)]


def test_blocks_of_others_stay_where_they_are(text, paper, iain, joanne):
    head, a1, a2, *_ = paper
    blocks.insert(text, after=a1, kind="paragraph", html="joanne", by=joanne, at=NOW)
    html = html_of(("h2", head, "A"), ("p", a1, "a1"), ("p", None, "iain"), ("p", a2, "a2"))
    sections.save(text, head.pk, base=base_of(head, a1, a2), html=html, by=iain, at=NOW)
    assert said(text) == ["A", "a1", "joanne", "iain", "a2", "B", "b1"]


def test_replacing_all_keeps_the_place(text, paper, iain):
    b1, second = paper[4], paper[3]
    out = sections.save(text, second.pk, base=base_of(second, b1), html="<p>x</p>", by=iain, at=NOW)
    assert said(text) == ["A", "a1", "a2", "x"]
    assert out.removed == [second.pk, b1.pk]
    head, a1, a2 = paper[:3]
    sections.save(text, head.pk, base=base_of(head, a1, a2), html="<p>y</p>", by=iain, at=NOW)
    assert said(text) == ["y", "x"]


def test_first_words_of_an_empty_text(text, iain):
    sections.save(text, None, base={}, html="<h2>A</h2><p>b</p>", by=iain, at=NOW)
    assert said(text) == ["A", "b"]


def test_a_locked_text_refuses_sections(text, paper, iain):
    texts.lock(text, by=iain, at=NOW)
    with pytest.raises(texts.TextLocked):
        sections.save(text, paper[0].pk, base={}, html="<p>x</p>", by=iain, at=NOW)


def test_a_caption_outlives_a_section_save(text, write, iain):
    rows = "<thead><tr><th>A</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"
    table = write("table", rows, caption="By year")
    html = f'<table data-id="{table.pk}">{rows.replace("b", "c", 2)}</table>'
    out = sections.save(text, None, base={table.pk: 1}, html=html, by=iain, at=NOW)
    assert (out.blocks[0].caption, out.blocks[0].version) == ("By year", 2)


@pytest.mark.parametrize("seed", range(EXAMPLES // 2))
def test_two_editors_of_one_section_lose_no_words(seed, text, paper, iain, joanne):
    """Random edits of the same section from stale pages: every word sent is in the text, a revision or a conflict."""
    rng = random.Random(seed)
    head = paper[0]
    pages = {who: [(b.pk, b.html, b.version) for b in paper[:3]] for who in (iain, joanne)}
    for step in range(5):
        who = rng.choice([iain, joanne])
        page = pages[who]
        base = {pk: version for pk, _, version in page if version}
        index = rng.randrange(1, len(page)) if len(page) > 1 else 0
        act = rng.choice(["edit", "remove", "add", "swap"])
        word = f"w{step}"
        if act == "edit":
            page[index] = (page[index][0], word, page[index][2])
        elif act == "remove" and index:
            page.pop(index)
        elif act == "add":
            page.insert(index + 1, (uuid4(), word, 0))
        elif act == "swap":
            page[1:] = page[:0:-1]
        html = "".join(
            f'<{"h2" if pk == head.pk else "p"} data-id="{pk}">{said_}</{"h2" if pk == head.pk else "p"}>'
            for pk, said_, _ in page
        )
        out = sections.save(text, head.pk, base=base, html=html, by=who, at=NOW)
        if word in html:
            kept = set(Revision.objects.filter(text=text).values_list("html", flat=True))
            assert word in kept | {c.refused.html for c in out.conflicts}
        assert {UUID(str(b.pk)) for b in out.blocks} - set(text.blocks.values_list("pk", flat=True)) == set()
        assert list(text.blocks.values_list("position", flat=True)) == list(range(text.blocks.count()))
        pages[who] = [
            (b.pk, b.html, b.version)
            for b in Block.objects.filter(pk__in=[b.pk for b in out.blocks]).order_by("position")
        ]
