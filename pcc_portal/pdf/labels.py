"""Page labels of a pack: 1, 2, 3 for what is open, E1, E2, E3 for what is exempt."""

from collections.abc import Iterable, Iterator, Sequence
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
    @property
    def number(self) -> int | None: ...


def _counted(leaves: Iterable[Counted]) -> Iterator[tuple[Counted, int]]:
    """Each leaf with the number of its first page: its own, or else the next of its series."""
    last = dict[str, int]()
    for leaf in leaves:
        first = last.get(leaf.series, 0) + 1 if leaf.number is None else leaf.number
        yield leaf, first
        last[leaf.series] = first + leaf.pages - 1


def page_labels(leaves: Iterable[Counted]) -> list[str]:
    """The label of every page in order: each series counts on from its own last number, or from what a leaf says."""
    return [
        f"{leaf.series}{number}"
        for leaf, first in _counted(leaves)
        for number in range(first, first + leaf.pages)
    ]


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
    runs, at, follows = Array(), 0, ("", 0)
    for leaf, first in _counted(leaves):
        if leaf.pages and (at == 0 or (leaf.series, first) != follows):
            run = Dictionary(S=Name.D, St=first)
            if leaf.series:
                run.P = String(leaf.series)
            runs.append(at)
            runs.append(run)
        if leaf.pages:
            follows = leaf.series, first + leaf.pages
        at += leaf.pages
    return runs
