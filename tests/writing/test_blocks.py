"""Adding, moving, removing and saving blocks; what the database refuses by itself."""

import os
import random
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pcc_portal.audit.models import Event
from pcc_portal.writing.actions import blocks, texts
from pcc_portal.writing.actions.blocks import BothTexts, Saved
from pcc_portal.writing.content import Content
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Revision
from tests.writing.conftest import NOW, said

EXAMPLES = 1000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 100


def test_append_insert_move_remove(text, write, iain):
    a, b = write(html="a"), write(html="b")
    blocks.insert(text, after=a, kind="paragraph", html="c", by=iain, at=NOW)
    blocks.insert(text, after=None, kind="paragraph", html="d", by=iain, at=NOW)
    assert said(text) == ["d", "a", "c", "b"]
    blocks.move(b, to="up", by=iain, at=NOW)
    assert said(text) == ["d", "a", "b", "c"]
    blocks.move(b, to="down", by=iain, at=NOW)
    blocks.move(b, to="down", by=iain, at=NOW)
    assert said(text) == ["d", "a", "c", "b"]
    blocks.remove(a, by=iain, at=NOW)
    assert said(text) == ["d", "c", "b"]
    assert list(text.blocks.values_list("position", flat=True)) == [0, 1, 2]
    assert list(Revision.objects.filter(block_id=a.pk).values_list("html", flat=True)) == ["a"]


def test_what_is_recorded_and_what_is_not(text, write, iain):
    block = write(html="a")
    write(html="b")
    blocks.save_block(block, base_version=1, html="a2", by=iain, at=NOW)
    blocks.move(block, to="down", by=iain, at=NOW)
    blocks.remove(block, by=iain, at=NOW)
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)) == [
        "writing.text.created",
        "writing.block.created",
        "writing.block.created",
        "writing.block.moved",
        "writing.block.removed",
    ]


def test_save_block_keeps_a_revision_of_each_version(write, iain, joanne):
    block = write(html="one")
    saved = blocks.save_block(block, base_version=1, html="two<script>x</script>", by=joanne, at=NOW)
    assert isinstance(saved, Saved)
    assert (saved.block.version, saved.block.html, saved.dropped) == (2, "two", ["A script was left out."])
    assert list(Revision.objects.filter(block_id=block.pk).values_list("version", "html", "by")) == [
        (2, "two", joanne.pk),
        (1, "one", iain.pk),
    ]


def test_save_block_with_the_same_words_is_no_version(write, iain):
    block = write(html="one")
    saved = blocks.save_block(block, base_version=1, html="<p>one</p>", by=iain, at=NOW)
    assert (saved.block.version, Revision.objects.filter(block_id=block.pk).count()) == (1, 1)


def test_save_block_gives_both_texts_to_the_second(write, iain, joanne):
    block = write(html="one")
    blocks.save_block(block, base_version=1, html="mine", by=iain, at=NOW)
    refused = blocks.save_block(block, base_version=1, html="theirs", by=joanne, at=NOW)
    assert isinstance(refused, BothTexts)
    assert (refused.current.html, refused.refused) == ("mine", Content(kind="paragraph", html="theirs"))


def test_save_block_of_one_who_changed_nothing_is_no_conflict(write, iain, joanne):
    block = write(html="one")
    blocks.save_block(block, base_version=1, html="two", by=iain, at=NOW)
    result = blocks.save_block(block, base_version=1, html="one", by=joanne, at=NOW)
    assert (type(result), result.block.html) == (Saved, "two")


def test_save_block_of_a_removed_block_gives_the_words_back(write, iain):
    block = write(html="one")
    blocks.remove(block, by=iain, at=NOW)
    result = blocks.save_block(block, base_version=1, html="typed", by=iain, at=NOW)
    assert result == BothTexts(None, Content(kind="paragraph", html="typed"), block.pk)


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_two_editors_lose_nothing(seed, write, iain, joanne):
    """Every accepted text is current or in a revision; every refused save is handed both texts."""
    rng = random.Random(seed)
    block = write(html="start")
    seen = {iain: 1, joanne: 1}
    accepted = ["start"]
    for step in range(rng.randint(2, 8)):
        who = rng.choice([iain, joanne])
        if rng.random() < 0.3:
            seen[who] = Block.objects.get(pk=block.pk).version
        words = f"{who.email[0]}{step}"
        result = blocks.save_block(
            block, base_version=seen[who], html=words, by=who, at=NOW + timedelta(0, step)
        )
        if isinstance(result, Saved):
            accepted.append(words)
            seen[who] = result.block.version
        else:
            assert (result.current.html, result.refused.html) == (accepted[-1], words)
    kept = list(Revision.objects.filter(block_id=block.pk).order_by("version").values_list("html", flat=True))
    assert (kept, Block.objects.get(pk=block.pk).html) == (accepted, accepted[-1])


def test_change_kind_keeps_id_and_words(write, iain):
    block = write(html="Since June")
    heading = blocks.change_kind(block, kind="heading", level=2, base_version=1, by=iain, at=NOW).block
    assert (heading.pk, heading.kind, heading.level, heading.html) == (block.pk, "heading", 2, "Since June")
    points = blocks.change_kind(block, kind="list", base_version=2, by=iain, at=NOW).block
    assert (points.kind, points.level, points.html) == ("list", None, "<ul><li>Since June</li></ul>")


def test_change_kind_refuses_tables(write, iain):
    with pytest.raises(blocks.KindFixed):
        blocks.change_kind(write(html="a"), kind="table", base_version=1, by=iain, at=NOW)


@pytest.mark.parametrize("act", ["save", "append", "move", "remove", "change_kind"])
def test_a_locked_text_refuses(act, text, write, iain):
    block = write(html="a")
    texts.lock(text, by=iain, at=NOW)
    acts = {
        "save": lambda: blocks.save_block(block, base_version=1, html="b", by=iain, at=NOW),
        "append": lambda: write(html="b"),
        "move": lambda: blocks.move(block, to="up", by=iain, at=NOW),
        "remove": lambda: blocks.remove(block, by=iain, at=NOW),
        "change_kind": lambda: blocks.change_kind(block, kind="list", base_version=1, by=iain, at=NOW),
    }
    with pytest.raises(texts.TextLocked):
        acts[act]()
    assert said(text) == ["a"]


def test_lock_twice_keeps_the_first_moment(text, iain):
    texts.lock(text, by=iain, at=NOW)
    assert texts.lock(text, by=iain, at=NOW + timedelta(1)).locked_at == NOW


def test_copy_says_the_same_with_ids_of_its_own(text, write, iain):
    head = write("heading", "A", level=1)
    write(html=f'See <a data-ref="{head.pk}">section 1</a>')
    texts.lock(text, by=iain, at=NOW)
    twin = texts.copy(text, by=iain, at=NOW)
    new_head = twin.blocks.get(kind="heading")
    assert said(twin) == ["A", f'See <a data-ref="{new_head.pk}">section 1</a>']
    assert (new_head.pk == head.pk, twin.is_locked, twin.revisions.count()) == (False, False, 2)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"kind": "heading", "level": None}, "headings_alone_have_a_level"),
        ({"kind": "heading", "level": 4}, "headings_alone_have_a_level"),
        ({"level": 1}, "headings_alone_have_a_level"),
        ({"kind": "figure"}, "figures_alone_have_a_picture"),
    ],
)
def test_constraints_of_blocks(wrong, name, text):
    fields = {"kind": "paragraph", "position": 0, "updated_at": NOW} | wrong
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Block.objects.create(text=text, **fields)


def test_constraint_one_block_by_position(text, write):
    """Checked when the transaction ends, so that blocks can change places."""
    write()
    Block.objects.create(text=text, kind=BlockKind.PARAGRAPH, position=0, updated_at=NOW)
    with pytest.raises(IntegrityError, match="one_block_by_position"):
        connection.check_constraints()


def test_constraint_one_revision_by_version(text, write):
    block = write()
    with pytest.raises(IntegrityError, match="one_revision_by_version"), transaction.atomic():
        Revision.objects.create(text=text, block_id=block.pk, version=1, kind="paragraph", at=NOW)
