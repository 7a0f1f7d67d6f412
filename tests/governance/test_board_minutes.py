"""The Board's minutes: references, open and closed rows, initials, undertakings, the head."""

from datetime import date

import pytest
from django.urls import reverse

from governance.actions import approvals
from governance.actions import board as keeping
from governance.actions.board import KnownAlready, NoSuchMonth
from governance.models import Action
from governance.printing.wording import marked, paragraphs
from governance.proofing.board import flags_of, owed_of
from governance.proofing.undertakings import undertakings
from governance.queries.board import board_of, numbered
from governance.queries.initials import meanings_on
from pcc_portal.accounts.actions import terms
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import ExemptMinutes
from pcc_portal.meetings.queries.minutes import record_of
from tests.factories import board as factory
from tests.factories import people
from tests.factories.days import NOW


def references(meeting):
    return [row.reference for section in numbered(record_of(meeting)) for row in section.rows]


def messages(meeting):
    return [flag.message for flag in flags_of(board_of(meeting))]


def test_open_rows_run_without_a_gap_and_closed_ones_count_for_themselves(minuted):
    assert references(minuted) == ["01.08/12/2026", "", "C01.08/12/2026", "02.08/12/2026"]


def test_a_row_that_is_moved_or_removed_renumbers_the_others(minuted, board):
    first = factory.row(minuted, board, "Burglary has fallen.")
    entries.move(first, to="up", by=board.officer, at=NOW)
    rows = [row for section in numbered(record_of(minuted)) for row in section.rows]
    assert [row.reference for row in rows if row.entry.pk == first.pk] == ["02.08/12/2026"]
    entries.remove(first, by=board.officer, at=NOW)
    assert references(minuted) == ["01.08/12/2026", "", "C01.08/12/2026", "02.08/12/2026"]


def test_closed_words_are_in_a_text_of_their_own_and_open_minutes_hold_none_of_them(minuted):
    made = approvals.composed(approvals.fresh(minuted))
    assert "behind closed doors" not in made.opened
    assert "C01" not in made.opened
    assert "behind closed doors" in made.closed
    assert "Thefts have fallen" not in made.closed
    private = ExemptMinutes.objects.get(minutes__meeting=minuted).text
    assert "closed doors" in "".join(private.blocks.values_list("html", flat=True))


def test_a_sub_heading_with_closed_rows_alone_is_not_printed(board, plain_press):
    meeting = factory.settled(factory.issued(board), board)
    factory.row(meeting, board, "A topic heard in private", kind="topic")
    factory.row(meeting, board, "Nobody may know.", closed=True)
    factory.row(meeting, board, "Another topic", kind="topic")
    factory.row(meeting, board, "Everyone may know.")
    opened = approvals.composed(approvals.fresh(meeting)).opened
    assert ("A topic heard in private" in opened, "Another topic" in opened) == (False, True)


def test_letters_mean_whoever_holds_the_post_on_the_day(board):
    new = people.person("Ravi", "Dale")
    keeping.explain("CC", post=board.cc_post, from_on=people.LONG_AGO, by=board.officer, at=NOW)
    assert meanings_on(factory.HELD_ON).meant("CC") == [board.cc.person]
    holding = board.cc_post.holdings.get()
    terms.end(holding, last_on=date(2026, 12, 31), by=board.officer, at=NOW)
    terms.begin(board.cc_post, new, from_on=date(2027, 1, 1), by=board.officer, at=NOW)
    assert meanings_on(factory.HELD_ON).meant("CC") == [board.cc.person]
    assert meanings_on(date(2027, 2, 2)).meant("CC") == [new]


def test_letters_that_nobody_has_explained_are_underlined_until_they_are(minuted, board):
    factory.row(minuted, board, "BS reported that the figures are right.")
    assert messages(minuted) == ["“BS” is not explained."]
    assert "<u>BS</u>" in marked("<p>BS said so.</p>", meanings_on(factory.HELD_ON))
    keeping.explain("BS", person=board.cc.person, from_on=factory.HELD_ON, by=board.officer, at=NOW)
    assert messages(minuted) == []


def test_initials_that_two_people_share_are_told_apart_by_who_was_there(minuted, board):
    away, there = people.person("Jo", "Clay"), board.cc.person
    for person in (away, there):
        keeping.explain("JC", person=person, from_on=factory.HELD_ON, by=board.officer, at=NOW)
    factory.row(minuted, board, "JC reported on the budget.")
    assert messages(minuted) == []
    keeping.explain("JC", person=board.pcc.person, from_on=factory.HELD_ON, by=board.officer, at=NOW)
    assert [said for said in messages(minuted) if "can be" in said]


def test_the_glossary_prints_what_the_open_rows_use_and_no_more(minuted, board):
    for letters, meaning in (("KPI", "Key performance indicator"), ("ARV", "Armed response vehicle")):
        keeping.define(letters, meaning, by=board.officer, at=NOW)
    factory.row(minuted, board, "The KPI was met.")
    factory.row(minuted, board, "An ARV was sent.", closed=True)
    made = approvals.composed(approvals.fresh(minuted))
    assert ("Key performance" in made.opened, "Armed response" in made.opened) == (True, False)
    assert "Armed response" in made.closed
    with pytest.raises(KnownAlready):
        keeping.define("KPI", "Something else", by=board.officer, at=NOW)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("NC will bring the final strategy to the next Board.", 1),
        ("DS said so. BS agreed to provide CM with the number of champions.", 1),
        ("JC to send the papers.", 1),
        ("The Chief Constable undertook to write.", 1),
        ("The budget will be set in February.", 0),
        ("CM asked whether SR will check it.", 0),
        ("NF reported 1,912 officers.", 0),
    ],
)
def test_an_undertaking_in_a_sentence_is_seen(words, found):
    assert len(undertakings(words)) == found


def test_undertakings_are_offered_beside_their_row(minuted, board):
    made = factory.row(minuted, board, "CC will write to the council. It rained.")
    owed = {pk: [one.words for one in found] for pk, found in owed_of(board_of(minuted)).items()}
    assert owed == {str(made.pk): ["CC will write to the council."]}


def test_lines_are_paragraphs_and_dashes_are_points():
    assert paragraphs("One.<br>- a<br>- b<br>Two.") == "<p>One.</p><ul><li>a</li><li>b</li></ul><p>Two.</p>"


def test_a_next_meeting_before_this_one_is_kept_and_flagged(minuted, board):
    people_of = {"chair": board.pcc.person, "minute_taker": board.officer.person}
    keeping.keep(minuted, next_on=date(2026, 1, 3), **people_of, by=board.officer, at=NOW)
    assert messages(minuted) == [
        "The next meeting is set down for Saturday 3 January 2026, which is not after this one."
    ]


def test_topics_by_month_are_read_from_a_list_and_published(board):
    lines = 'order,month,year,topic\n1,April,2026,Sustainability\n2,May,2026,"Roads, and safety"\n'
    topics = keeping.topics_in(lines)
    assert topics == [(date(2026, 4, 1), "Sustainability"), (date(2026, 5, 1), "Roads, and safety")]
    keeping.set_focus(board.body, topics, by=board.officer, at=NOW)
    row = Release.objects.live().get(kind="governance.focus")
    assert [one["topic"] for one in row.facts["months"]] == ["Sustainability", "Roads, and safety"]


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "month,year,topic\nSmarch,2026,Weather",
        "month,year,topic\nMay,20x6,Roads",
        "month,year,topic\nMay,2026,",
        "month,year,topic\nMay,2026,Roads\nmay,2026,Rural crime",
        "month,year,topic\nMay,99999999999,Roads",
    ],
)
def test_a_list_that_names_no_month_is_refused(lines):
    with pytest.raises(NoSuchMonth):
        keeping.topics_in(lines)


def test_an_undertaking_becomes_an_action_of_whoever_is_meant(minuted, board, client):
    keeping.explain("CC", post=board.cc_post, from_on=people.LONG_AGO, by=board.officer, at=NOW)
    made = factory.row(minuted, board, "CC will write to the council. CC agreed to provide the list.")
    client.force_login(board.officer)
    url = reverse("governance:row-action", args=[minuted.ref, made.pk])
    page = client.get(f"{url}?n=1").text
    assert "CC agreed to provide the list.</textarea>" in page
    assert f'<option value="post-{board.cc_post.pk}" selected>' in page
    form = {"text": "CC agreed to provide the list.", "owner": f"post-{board.cc_post.pk}"}
    assert client.post(url, form | {"owner": ""}).status_code == 422
    assert client.post(url, form).status_code == 303
    twice = client.post(url, form)
    assert (twice.status_code, "A-2026-001 says this already" in twice.text) == (409, True)
    action = Action.objects.get()
    assert (action.entry_id, action.row_reference, action.is_closed) == (made.pk, "03.08/12/2026", False)
    assert [one.words for one in owed_of(board_of(minuted))[str(made.pk)]] == [
        "CC will write to the council."
    ]
    opened = approvals.composed(approvals.fresh(minuted)).opened
    assert f"{action}: CC agreed to provide the list. Owner: {board.cc_post}." in opened


def test_an_action_of_a_closed_row_is_closed_and_stands_in_no_open_minutes(minuted, board, client):
    made = factory.row(minuted, board, "CC will brief the family.", closed=True)
    client.force_login(board.officer)
    url = reverse("governance:row-action", args=[minuted.ref, made.pk])
    form = {"text": "Brief the family.", "owner": f"post-{board.cc_post.pk}"}
    assert client.post(url, form).status_code == 303
    assert Action.objects.get().is_closed
    made = approvals.composed(approvals.fresh(minuted))
    assert ("Brief the family" in made.opened, "Brief the family" in made.closed) == (False, True)
