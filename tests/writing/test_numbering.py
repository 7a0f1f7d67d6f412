"""Numbers follow from the order of blocks alone."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcc_portal.writing.numbering import Label, letters, number


@dataclass(frozen=True)
class B:
    kind: str
    level: int | None = None
    id: UUID = field(default_factory=uuid4)


def headings(*levels):
    return [B("heading", level) for level in levels]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 1, 1], ["1", "2", "3"]),
        ([1, 2, 2, 1, 2], ["1", "1.1", "1.2", "2", "2.1"]),
        ([1, 2, 3, 3, 2, 3], ["1", "1.1", "a)", "b)", "1.2", "a)"]),
        ([1, 3, 3, 1, 3], ["1", "a)", "b)", "2", "a)"]),
        ([2, 2, 1, 2], ["1", "1.1", "2", "2.1"]),
        ([3, 1], ["a)", "1"]),
        ([], []),
    ],
)
def test_number_headings(levels, expected):
    blocks = headings(*levels)
    assert [number(blocks)[b.id].number for b in blocks] == expected


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([1], "section 1"),
        ([1, 1, 1, 2], "section 3.1"),
        ([1, 1, 1, 2, 3], "section 3.1 a)"),
        ([1, 3, 3], "section 1 b)"),
        ([3], "section a)"),
    ],
)
def test_number_words_of_the_last(levels, words):
    blocks = headings(*levels)
    assert number(blocks)[blocks[-1].id].words == words


def test_number_tables_figures_and_recommendations_run_through():
    kinds = ["table", "figure", "paragraph", "table", "list", "recommendation", "figure", "recommendation"]
    blocks = [B(kind) for kind in kinds]
    labels = number(blocks)
    assert [labels[b.id] for b in blocks if b.id in labels] == [
        Label("1", "Table 1"),
        Label("1", "Figure 1"),
        Label("2", "Table 2"),
        Label("1", "Recommendation 1"),
        Label("2", "Figure 2"),
        Label("2", "Recommendation 2"),
    ]


@pytest.mark.parametrize(
    ("n", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "ab"), (52, "az"), (703, "aaa")]
)
def test_letters(n, expected):
    assert letters(n) == expected


@given(st.lists(st.sampled_from([1, 2, 3]), max_size=40))
def test_number_words_are_never_shared(levels):
    blocks = headings(*levels)
    words = [label.words for label in number(blocks).values()]
    assert sorted(set(words)) == sorted(words)
