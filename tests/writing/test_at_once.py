"""Two people who press at the same moment, each on a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from pcc_portal.writing.actions import blocks
from pcc_portal.writing.actions.blocks import BothTexts, Saved
from pcc_portal.writing.models import Revision
from tests.writing.conftest import NOW, said

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """What each returned, run together."""
    start, results = Barrier(len(acts)), {}

    def run(index, act):
        start.wait()
        try:
            results[index] = act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[index] for index in range(len(acts))]


def test_one_is_saved_and_the_other_gets_both(text, write, iain, joanne):
    for round_ in range(5):
        block = write(html=f"start {round_}")
        results = at_once(
            lambda b=block: blocks.save_block(b, base_version=1, html="iain", by=iain, at=NOW),
            lambda b=block: blocks.save_block(b, base_version=1, html="joanne", by=joanne, at=NOW),
        )
        assert sorted(type(result).__name__ for result in results) == [BothTexts.__name__, Saved.__name__]
        saved = next(result for result in results if isinstance(result, Saved))
        other = next(result for result in results if isinstance(result, BothTexts))
        assert {saved.block.html, other.refused.html} == {"iain", "joanne"}
        assert other.current.html == saved.block.html
        assert Revision.objects.filter(block_id=block.pk).count() == 2


def test_appends_and_moves_keep_an_order(text, write, iain, joanne):
    first, last = write(html="a"), write(html="b")
    at_once(
        lambda: blocks.append(text, kind="paragraph", html="c", by=iain, at=NOW),
        lambda: blocks.append(text, kind="paragraph", html="d", by=joanne, at=NOW),
        lambda: blocks.move(last, to="up", by=iain, at=NOW),
        lambda: blocks.remove(first, by=joanne, at=NOW),
    )
    assert list(text.blocks.values_list("position", flat=True)) == [0, 1, 2]
    assert sorted(said(text)) == ["b", "c", "d"]
