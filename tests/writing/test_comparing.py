"""What a paper says anew, passage by passage and word by word."""

import pytest

from pcc_portal.writing.comparing import compare, word_by_word
from tests.writing.revising import Paragraph, Writer, passages_of


def key(n):
    return f"b-{n:08d}-0000-4000-8000-000000000000"


def paper(*words, first=0):
    return passages_of([Paragraph(n, key(first + n), said) for n, said in enumerate(words)])


def test_the_same_words_under_other_ids_are_no_change():
    assert not compare(paper("One.", "Two."), paper("One.", "Two.", first=50))


def test_changed_new_and_gone():
    found = compare(
        paper("There were 1,127 officers.", "Out it goes for good.", "Last."),
        paper("There were 1,130 officers.", "Last.", "Something quite other.", first=50),
    )
    assert found.changed == {key(50): "There were 1,127 officers."}
    assert found.new == {key(52)}
    assert [passage.words for passage in found.gone] == ["Out it goes for good."]
    assert found.count == 3


def test_what_only_stands_elsewhere_has_not_changed():
    assert not compare(paper("One.", "Two.", "Three."), paper("Two.", "Three.", "One.", first=50))


def test_one_that_was_only_added_to_is_changed():
    found = compare(
        paper("Open words."), paper("Open words that were put right, and many more of them.", first=50)
    )
    assert list(found.changed) == [key(50)]


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a"), ("out", "b"), ("in", "x"), ("same", "c")]),
        ("", "a", [("in", "a")]),
    ],
)
def test_word_by_word(before, now, pieces):
    assert word_by_word(before, now) == pieces


@pytest.mark.parametrize("seed", range(20))
def test_every_paragraph_is_told_of_once(seed):
    """What is neither changed nor new says exactly what a paragraph of the first version said."""
    writer = Writer(seed)
    first = writer.paper(20)
    before, now = passages_of(first), passages_of(writer.revised(first))
    found = compare(before, now)
    same = [p.said for p in now if p.key not in found.changed and p.key not in found.new]
    assert len(same) + len(found.changed) + len(found.gone) == len(before)
    assert set(same) <= {p.said for p in before}
