"""Counting sides: the agenda sheet prints literal numbers, and its own length decides them."""

from itertools import chain, repeat

import pytest

from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import binding
from pcc_portal.meetings.printing.binding import Paper, bind_open
from pcc_portal.meetings.printing.front import FrontMatter, printed_range
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.pdf.assemble import Kind
from tests.factories import meetings

BLANK = (b"blank", 1)


@pytest.fixture
def bind(meeting, clerk):
    """``bind([3, 1], [5, 4])``: papers of 3 and of 1 side; the agenda sheet has 5 sides when first laid out, then 4."""

    def ranges_of(lengths, sheet, around=None):
        for _ in lengths:
            meetings.written(meetings.item(meeting, clerk), clerk)
        fresh = Meeting.objects.select_related("body__organisation").get(pk=meeting.pk)
        agenda = agenda_of(fresh)
        found = sources(agenda, private=False)
        papers = [Paper(source, b"pdf", pages) for source, pages in zip(found, lengths, strict=True)]
        tries = chain(sheet, repeat(sheet[-1]))
        matter = FrontMatter.gather(fresh)
        return bind_open(
            matter,
            agenda,
            papers,
            filler=BLANK,
            lay_out=lambda part: (b"sheet", next(tries)),
            around=around,
        )

    return ranges_of


@pytest.mark.parametrize(
    ("lengths", "sheet", "ranges"),
    [
        ([4], [2], [("3", "6")]),
        ([3, 1, 2], [2], [("3", "6"), ("7", "8"), ("9", "10")]),
        ([4], [3, 3], [("5", "8")]),
        ([4], [1, 1], [("3", "6")]),
        ([4], [9, 6], [("7", "10")]),
        ([], [3], []),
    ],
)
def test_ranges_follow_the_length_of_the_sheet(bind, lengths, sheet, ranges):
    bound = bind(lengths, sheet)
    assert list(bound.ranges.values()) == ranges


def test_every_side_is_counted_with_its_filler(bind):
    bound = bind([3, 2], [3, 3])
    assert [(leaf.key.rpartition("-")[2] == "blank", leaf.pages) for leaf in bound.leaves] == [
        (False, 3),
        (True, 1),
        (False, 3),
        (True, 1),
        (False, 2),
    ]
    assert sum(leaf.pages for leaf in bound.leaves) % 2 == 0


@pytest.mark.parametrize(("items", "first"), [([2], "5"), ([3, 3], "7"), ([6, 6], "9")])
def test_the_items_stand_between_cover_and_notes(bind, items, first):
    bound = bind([4], items, around=((b"cover", 1), (b"notes", 1)))
    assert [(leaf.title, leaf.kind, leaf.nest_under) for leaf in bound.leaves[:3]] == [
        ("Agenda", Kind.FRONT, None),
        ("Items of business", Kind.PAPER, "front"),
        ("Notes", Kind.PAPER, "front"),
    ]
    assert [span for span, _ in bound.ranges.values()] == [first]
    assert sum(leaf.pages for leaf in bound.leaves[:-1]) == int(first) - 1


def test_a_sheet_that_never_stands_still_is_not_printed_with_wrong_numbers(bind):
    with pytest.raises(binding.NeverStable):
        bind([4], [7, 9, 12, 15, 18])


@pytest.mark.parametrize(
    ("span", "words"), [(None, ""), (("7", "7"), "7"), (("5", "12"), "5-12"), (("E3", "E4"), "E3-E4")]
)
def test_a_range_in_print(span, words):
    assert printed_range(span) == words
