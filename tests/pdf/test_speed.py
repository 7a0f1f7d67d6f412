"""Merging with tags, links and stamps stays near a plain merge of the same parts, which drops all of them.

Measured on parts of text only: 48 pages 7 ms plain, 24 ms ours; 900 pages 0.43 s plain, 0.95 to 1.3 s ours.
"""

import gc
import io
import time

import pytest
from pikepdf import ObjectStreamMode, Pdf

from pcc_portal.pdf.assemble import Leaf, assemble
from tests.pdf import samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow]


def plainly(leaves):
    with Pdf.new() as out:
        sources = [Pdf.open(io.BytesIO(leaf.pdf)) for leaf in leaves]
        for source in sources:
            for page in source.pages:
                out.pages.append(page)
        samples.saved(out, object_stream_mode=ObjectStreamMode.generate)
        for source in sources:
            source.close()


def quickest(*works):
    """The best time of each, in turns; the other tests' objects are kept out of the collector's way."""
    times = [[] for _ in works]
    gc.collect()
    gc.freeze()
    for _ in range(7):
        for work, taken in zip(works, times, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    gc.unfreeze()
    return [min(taken) for taken in times]


def test_an_assembly_takes_at_most_four_plain_merges(rendered):
    parts = [rendered(samples.report(f"Paper {n}", 12)) for n in range(6)]
    leaves = [
        Leaf(key=f"p{n}", pdf=part.pdf, pages=part.pages, title=f"Paper {n}") for n, part in enumerate(parts)
    ]
    ours, plain = quickest(
        lambda: assemble(leaves, title="Pack", running="Running head", watermark="DRAFT"),
        lambda: plainly(leaves),
    )
    print(f"{len(leaves)} parts: plain {plain * 1000:.1f} ms, ours {ours * 1000:.1f} ms")  # noqa: T201
    assert ours < 4 * plain
