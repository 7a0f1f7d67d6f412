"""Grades over the years: what is missing, and where one report contradicts what is on record."""

import pytest

from governance.proofing.inspections import quiet
from governance.queries.grades import Graded, histories
from governance.queries.inspections import case_of
from tests.factories import inspections as made
from tests.factories.days import TODAY


def graded(year, overall, previous="", strand="Effectiveness", areas=()):
    return Graded("PEEL", strand, year, overall, previous, areas=areas)


def test_a_year_without_a_report_is_said_to_have_none():
    (history,) = histories([graded(2015, "requires"), graded(2017, "requires")])
    assert [(row.year_words, row.words) for row in history.rows] == [
        ("2017/18", "Requires improvement"),
        ("2016/17", "Nothing on record"),
        ("2015/16", "Requires improvement"),
    ]
    assert history.gaps == ["2016/17"]


def test_the_letter_says_good_last_year_and_the_plan_says_otherwise():
    """domain.md D24: “good last year”, where 2015/16 and 2017/18 are on record as requiring improvement, and 2016/17 is not."""
    (history,) = histories([graded(2017, "requires", "good"), graded(2015, "requires")])
    (words,) = history.conflicts
    assert words == (
        "The report of 2017/18 says that the grade before was Good. On record for 2015/16 is Requires improvement. "
        "There is nothing on record for 2016/17, which may be what is meant."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([graded(2015, "good")], graded(2016, "requires", "good")),
        ([graded(2015, "")], graded(2016, "requires", "good")),
        ([graded(2015, "good")], graded(2016, "requires", "")),
        ([graded(2015, "good", strand="Legitimacy")], graded(2016, "requires", "requires")),
        ([], graded(2016, "requires", "good")),
    ],
    ids=["agrees", "nothing on record", "says nothing", "another strand", "the first"],
)
def test_what_does_not_contradict_raises_nothing(before, after):
    assert [words for history in histories([*before, after]) for words in history.conflicts] == []


def test_an_area_is_compared_with_the_area_of_its_name():
    before = graded(2015, "good", areas=[("Preventing crime", "good", "")])
    after = graded(
        2016, "good", areas=[("Preventing Crime", "good", "requires"), ("Another", "good", "inadequate")]
    )
    (history,) = histories([before, after])
    assert len(history.conflicts) == 1
    assert "for “Preventing Crime” was Requires improvement" in history.conflicts[0]


def test_a_year_mistyped_by_a_century_makes_no_page_of_a_hundred_rows():
    (history,) = histories([graded(1951, "good"), graded(2051, "good")])
    assert len(history.rows) == 2


@pytest.mark.django_db
def test_the_desk_flags_what_the_years_say(officer):
    made.report(officer, year=2015, published_on=TODAY.replace(year=2016), overall="requires")
    row = made.report(officer, year=2017, previous_overall="good")
    flags = {flag.name: flag.message for flag in quiet(case_of(row), today=TODAY)}
    assert "2016/17" in flags["grade-gap"]
    assert "was Good. On record for 2015/16" in flags["grade-contradicted"]
