"""Merging and stamping stays within three times a plain merge of the same parts."""

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


def quickest(work):
    times = []
    for _ in range(5):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def test_an_assembly_takes_at_most_three_plain_merges(rendered):
    parts = [rendered(samples.report(f"Paper {n}", 12)) for n in range(6)]
    leaves = [
        Leaf(key=f"p{n}", pdf=part.pdf, pages=part.pages, title=f"Paper {n}") for n, part in enumerate(parts)
    ]
    ours = quickest(lambda: assemble(leaves, title="Pack", running="Running head", watermark="DRAFT"))
    plain = quickest(lambda: plainly(leaves))
    print(f"{len(leaves)} parts: plain {plain * 1000:.1f} ms, ours {ours * 1000:.1f} ms")  # noqa: T201
    assert ours < 3 * plain
