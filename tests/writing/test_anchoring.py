"""Notes in a paper that was issued anew: found again, or lost and said so."""

import os

import pytest

from pcc_portal.writing.anchoring import Anchor, Paper
from tests.writing.revising import Paragraph, Writer, passages_of

REVISIONS = 1000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 100
NOTES = 20


def paper(*words):
    return Paper(
        passages_of([Paragraph(n, f"b-{n:08d}-0000-4000-8000-000000000000", w) for n, w in enumerate(words)])
    )


def key(n):
    return f"b-{n:08d}-0000-4000-8000-000000000000"


def test_same_block_same_words():
    old = paper("One thing.", "There were 1,127 officers.")
    place = old.place(old.anchor(key(1), "1,127 officers"))
    assert (place.passage.key, place.quote, place.is_same) == (key(1), "1,127 officers", True)


def test_moved_to_another_block():
    old = paper("There were 1,127 officers in the county.", "One thing.")
    new = paper("Something new was put in.", "One thing.", "There were 1,127 officers in the county.")
    place = new.place(old.anchor(key(0), "1,127 officers"))
    assert (place.passage.key, place.quote, place.is_same) == (key(2), "1,127 officers", True)


def test_a_figure_put_right_is_found_by_what_stands_around_it():
    old = paper("There were in all some 1,127 officers in the county on that day.")
    new = paper("Something new.", "There were in all some 1,130 officers in the county on that day.")
    place = new.place(old.anchor(key(0), "1,127"))
    assert (place.passage.key, place.quote, place.is_same) == (key(1), "1,130", False)


def test_of_two_that_say_the_same_the_one_with_the_same_around_it():
    old = paper("Finance", "Money came in.", "Finance", "Money went out to the wards.")
    new = paper("New.", "Finance", "Money came in.", "Finance", "Money went out to the wards.")
    assert new.place(old.anchor(key(2))).passage.key == key(3)
    assert new.place(old.anchor(key(0))).passage.key == key(1)


def test_what_was_left_out_is_lost():
    old = paper("The drones of Wexbury flew in March.", "Money came in.")
    assert paper("Money came in.").place(old.anchor(key(0), "drones of Wexbury")) is None


def test_a_word_that_stands_everywhere_is_not_guessed_at():
    old = paper("The budget of the trust was agreed in June by everyone there.", "Money came in.")
    new = paper("Money came in.", "A hub in Calder cost the budget of last year twice over.")
    assert new.place(old.anchor(key(0), "budget")) is None


def test_words_that_are_not_in_the_block_point_at_all_of_it():
    old = paper("Money came in.")
    assert old.anchor(key(0), "nothing like it").quote == "Money came in."
    assert old.anchor("b-nowhere", "x") is None


@pytest.mark.parametrize("words", ["", "x"])
def test_an_anchor_without_much_is_lost_and_does_not_fail(words):
    assert paper("Money came in.").place(Anchor("b-gone", words or "y")) is None


def tally(seed):
    """(found in the right place, found in a wrong one, lost though it is there, rightly lost, all)."""
    writer = Writer(seed)
    first = writer.paper(writer.random.randint(12, 60))
    second = writer.revised(first)
    old, new = Paper(passages_of(first)), Paper(passages_of(second))
    was = {p.key: p.was for p in second}
    right = wrong = missed = gone = 0
    for _ in range(NOTES):
        paragraph = writer.random.choice(first)
        quote = ""
        if writer.random.random() < 0.6:
            words = paragraph.words.split()
            start = writer.random.randrange(len(words))
            quote = " ".join(words[start : start + writer.random.randint(2, 14)])
        place = new.place(old.anchor(paragraph.key, quote))
        if place is None:
            if paragraph.was in was.values():
                missed += 1
            else:
                gone += 1
        elif was[place.passage.key] == paragraph.was:
            right += 1
        else:
            wrong += 1
    return right, wrong, missed, gone


@pytest.mark.slow
def test_of_a_thousand_revisions_99_in_100_notes_are_found_again_and_none_is_lost_silently():
    """What is still there in some form is found, where it stands now; every note is either placed or known to be lost."""
    counts = [sum(column) for column in zip(*map(tally, range(REVISIONS)), strict=True)]
    right, wrong, missed, gone = counts
    assert sum(counts) == REVISIONS * NOTES
    assert right >= 0.99 * (right + wrong + missed), counts
    assert gone > 0, "some were really left out"
    assert wrong <= 0.1 * (wrong + gone), "what was left out is hardly ever taken for something else"
