"""Page labels of a pack: 1, 2, 3 for what is open, E1, E2, E3 for what is exempt."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from pikepdf import Array, Dictionary, Name, String


class Counted(Protocol):
    """What page labels need to know of a leaf; the PDF itself may not exist yet."""

    @property
    def key(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def series(self) -> str: ...


def page_labels(leaves: Iterable[Counted]) -> list[str]:
    """The label of every page in order: each series counts on from its own last number."""
    labels, last = [], dict[str, int]()
    for leaf in leaves:
        start = last.get(leaf.series, 0)
        last[leaf.series] = start + leaf.pages
        labels += [f"{leaf.series}{number}" for number in range(start + 1, start + leaf.pages + 1)]
    return labels


def page_ranges(leaves: Sequence[Counted]) -> dict[str, tuple[str, str]]:
    """First and last label of each leaf that has pages, by key."""
    labels, ranges, at = page_labels(leaves), {}, 0
    for leaf in leaves:
        if leaf.pages:
            ranges[leaf.key] = labels[at], labels[at + leaf.pages - 1]
        at += leaf.pages
    return ranges


def label_runs(leaves: Iterable[Counted]) -> Array:
    """The same for the reader's own page box: /PageLabels as a number tree's leaf."""
    runs, at, last, series = Array(), 0, dict[str, int](), None
    for leaf in leaves:
        if leaf.pages and leaf.series != series:
            series = leaf.series
            run = Dictionary(S=Name.D, St=last.get(series, 0) + 1)
            if series:
                run.P = String(series)
            runs.append(at)
            runs.append(run)
        at += leaf.pages
        last[leaf.series] = last.get(leaf.series, 0) + leaf.pages
    return runs
