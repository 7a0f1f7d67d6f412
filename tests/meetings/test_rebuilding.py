"""Built again: the same input is the same file, and only what changed is laid out."""

import pytest

from pcc_portal.meetings.actions import items, packs
from pcc_portal.meetings.models import Pack, Paper, RenderedPart
from pcc_portal.writing.actions import blocks
from tests.factories import meetings
from tests.factories.days import NOW

pytestmark = [pytest.mark.pdf, pytest.mark.slow, pytest.mark.xdist_group("packs")]


@pytest.fixture
def small(meeting, clerk):
    """Two items with a short paper each."""
    for title in ("First", "Second"):
        meetings.written(
            meetings.item(meeting, clerk, title=title), clerk, title=f"{title} paper", words=(title,)
        )
    return meeting


def build(meeting):
    return packs.keep(packs.lay_out(meeting, at=NOW), meeting, draft=True, job=None, at=NOW)


def test_an_unchanged_agenda_is_the_same_file_again(small):
    one, two = build(small), build(small)
    assert [[part["cached"] for part in pack.parts] for pack in (one, two)] == [[False, False], [True, True]]
    assert (one.public_sha256, one.public_key) == (two.public_sha256, two.public_key)
    assert (one.members_key, one.exempt_pages) == (one.public_key, 0)
    assert Pack.objects.count() == 2


def test_the_same_agenda_merged_afresh_has_the_same_bytes(small):
    one = build(small)
    Pack.objects.all().delete()
    two = build(small)
    assert one.public_key != two.public_key
    assert one.public_sha256 == two.public_sha256


def test_a_new_order_keeps_what_was_laid_out(small, clerk):
    one = build(small)
    items.move(small.items.get(public_title="Second"), direction="up", by=clerk, at=NOW)
    two = build(small)
    assert [(part["title"], part["first"], part["cached"]) for part in two.parts] == [
        ("Second paper", one.parts[0]["first"], True),
        ("First paper", one.parts[1]["first"], True),
    ]
    assert one.public_sha256 != two.public_sha256


def test_for_a_new_order_the_items_alone_are_laid_out(small, clerk):
    build(small)
    known = set(RenderedPart.objects.values_list("pk", flat=True))
    items.move(small.items.get(public_title="Second"), direction="up", by=clerk, at=NOW)
    build(small)
    (fresh,) = RenderedPart.objects.exclude(pk__in=known)
    assert fresh.pages == 1


def test_one_changed_paper_is_laid_out_alone(small, clerk):
    build(small)
    paper = Paper.objects.get(public_title="First paper")
    blocks.append(paper.text, kind="paragraph", html="More words.", by=clerk, at=NOW)
    assert [part["cached"] for part in build(small).parts] == [False, True]
