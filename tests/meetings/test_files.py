"""The two files of a pack: what each holds, and when each is merged again."""

import io

import pikepdf
import pytest

from pcc_portal.documents import stores
from pcc_portal.meetings.actions import items, packs
from pcc_portal.meetings.models import Item
from pcc_portal.writing.actions import blocks
from tests.factories import meetings as make
from tests.factories.days import NOW
from tests.pdf import samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


def build(meeting):
    return packs.keep(packs.lay_out(meeting, at=NOW), meeting, draft=True, job=None, at=NOW)


def words(key):
    data = stores.get(key)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return " ".join(samples.text_of(data, number) for number in range(len(pdf.pages)))


@pytest.fixture
def papers(meeting, clerk):
    """An open paper, and one of an exempt item."""
    lines = [make.item(meeting, clerk), make.item(meeting, clerk)]
    written = [
        make.written(line, clerk, words=(text,)) for line, text in zip(lines, ("Open", "Secret"), strict=True)
    ]
    items.exempt(Item.objects.get(pk=lines[1].pk), make.grounds(1), by=clerk, at=NOW)
    return written


def say_more(paper, clerk):
    blocks.append(paper.text, kind="paragraph", html="More.", by=clerk, at=NOW)


def test_the_members_file_begins_with_the_public_one(meeting, papers):
    pack = build(meeting)
    public, members = words(pack.public_key), words(pack.members_key)
    assert ("Open" in public, "Secret" in public, "E3" in public.split()) == (True, False, False)
    assert ("Open" in members, "Secret" in members, "E3" in members.split()) == (True, True, True)


def test_unchanged_files_are_used_again(meeting, papers):
    first, second = build(meeting), build(meeting)
    assert (second.public_key, second.members_key) == (first.public_key, first.members_key)


def test_a_changed_exempt_paper_leaves_the_public_file_alone(meeting, papers, clerk):
    first = build(meeting)
    say_more(papers[1], clerk)
    second = build(meeting)
    assert second.public_key == first.public_key
    assert second.members_key != first.members_key
    assert ("More." in words(second.members_key), "More." in words(second.public_key)) == (True, False)


def test_a_changed_open_paper_changes_both(meeting, papers, clerk):
    first = build(meeting)
    say_more(papers[0], clerk)
    second = build(meeting)
    assert first.public_key != second.public_key
    assert first.members_key != second.members_key
    assert "More." in words(second.members_key)


def test_without_exempt_matter_there_is_one_file(meeting, clerk):
    make.written(make.item(meeting, clerk), clerk)
    pack = build(meeting)
    assert (pack.members_key, pack.members_sha256) == (pack.public_key, pack.public_sha256)
    assert pack.exempt_pages == 0
