"""The proof-reader on the Board's draft: the record is read as its file would print it, open rows and closed."""

import re

import pytest
from django.urls import reverse

from governance.actions import actions
from governance.actions import board as keeping
from governance.models import Action
from governance.proofing.board import owed_of
from governance.proofing.record import document_of, findings_of, without_closed
from governance.queries.board import board_of
from pcc_portal.audit.models import Event
from pcc_portal.meetings.models import ExemptMinutes
from pcc_portal.writing.models import ProofAnswer
from tests.factories import board as factory
from tests.factories import people
from tests.factories.days import NOW


def names(meeting):
    board = board_of(meeting)
    return [one.check for one in findings_of(board, document_of(board))]


def at(meeting):
    return reverse("meetings:minutes-proof", args=[meeting.ref])


@pytest.fixture
def desk(minuted, board, client):
    """The officer's browser."""
    client.force_login(board.officer)
    return client


def test_a_record_that_is_in_order_raises_nothing(minuted):
    assert names(minuted) == []


def test_what_the_record_says_beside_its_words_is_read_with_them(minuted, board):
    keeping.keep(minuted, chair=None, minute_taker=None, next_on=factory.HELD_ON.replace(year=2025), by=board.officer, at=NOW)  # fmt: skip
    factory.row(minuted, board, "BX said that Q7 had gone well.")
    made = factory.row(minuted, board, "CC will write to the council.")
    away = people.person("Vera", "Lowick")
    actions.open(minuted, text="Send the list.", owner_person=away, entry=made, by=board.officer, at=NOW)
    assert sorted(names(minuted)) == [
        "impossible-period", "next-meeting-before-this", "owner-not-present", "unexplained-initials", "unexplained-initials",
    ]  # fmt: skip


def test_letters_that_the_record_explains_are_explained(minuted, board):
    factory.row(minuted, board, "JC spoke of the SOH figures.")
    assert names(minuted) == ["unexplained-initials", "unexplained-initials"]
    keeping.define("SOH", "Single online home", by=board.officer, at=NOW)
    keeping.explain(
        "JC", person=people.person("Jo", "Clay"), from_on=people.LONG_AGO, by=board.officer, at=NOW
    )
    assert names(minuted) == []


def test_it_finds_the_very_undertakings_that_the_page_offers(minuted, board):
    words = "CC will write to the council. The force would consider a deep dive into sickness. It rained."
    made = factory.row(minuted, board, words)
    keeping.explain("CC", post=board.cc_post, from_on=people.LONG_AGO, by=board.officer, at=NOW)
    assert names(minuted).count("undertaking-without-action") == 2
    actions.open(
        minuted, text="Ring somebody.", owner_post=board.cc_post, entry=made, by=board.officer, at=NOW
    )
    kept = board_of(minuted)
    assert [one.words for found in owed_of(kept).values() for one in found] == [
        "The force would consider a deep dive into sickness."
    ]
    assert names(minuted).count("undertaking-without-action") == 1


def test_an_undertaking_is_made_an_action_from_there_and_is_gone(minuted, board, desk):
    factory.row(minuted, board, "CC will write to the council.")
    keeping.explain("CC", post=board.cc_post, from_on=people.LONG_AGO, by=board.officer, at=NOW)
    page = desk.get(at(minuted)).text
    way = re.search(r'href="([^"]+)">Make this an action', page)[1]
    offered = desk.get(way).text
    assert "CC will write to the council.</textarea>" in offered
    desk.post(way, {"text": "CC will write to the council.", "owner": f"post-{board.cc_post.pk}"})
    assert Action.objects.count() == 1
    assert "Nothing to look at." in desk.get(at(minuted)).text


def test_the_desk_leads_there_and_each_finding_back_to_its_row(minuted, board, desk):
    made = factory.row(minuted, board, "All CSP's are funded.")
    root = reverse("meetings:minutes", args=[minuted.ref])
    assert f'href="{at(minuted)}"' in desk.get(root).text
    assert f'href="{root}#b-{made.block_id}"' in desk.get(at(minuted)).text
    assert f'id="b-{made.block_id}"' in desk.get(root).text


def test_a_next_meeting_before_this_leads_to_the_head_of_the_record(minuted, board, desk):
    keeping.keep(minuted, chair=board.pcc.person, minute_taker=board.officer.person, next_on=factory.HELD_ON.replace(year=2025), by=board.officer, at=NOW)  # fmt: skip
    assert f'href="{reverse("governance:record", args=[minuted.ref])}"' in desk.get(at(minuted)).text


SLIP = "The canary Theft form the person fell."


def test_a_closed_row_is_read_too_and_what_is_said_of_it_is_kept_with_it(minuted, board, desk, client):
    made = factory.row(minuted, board, SLIP, closed=True)
    page = desk.get(at(minuted)).text
    assert "Held apart" in page
    sent = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]
        for name in ("name", "key", "base_version")
    }
    answered = desk.post(at(minuted), sent | {"reason": "It is the canary’s own title."})
    assert answered.status_code == 303
    private = ExemptMinutes.objects.get(minutes__meeting=minuted).text
    assert ProofAnswer.objects.get().text == private
    assert "Right, because: It is the canary’s own title." in desk.get(at(minuted)).text
    assert "canary" not in str(list(Event.objects.values_list("facts", flat=True)))
    desk.post(at(minuted), sent | {"again": "1"})
    mended = desk.post(reverse("meetings:minutes-fix", args=[minuted.ref, made.block_id]), sent)
    assert mended.status_code == 303
    made.block.refresh_from_db()
    assert "Theft from the person" in made.block.html


@pytest.mark.parametrize("who", ["pcc", "chief", "cc"])
def test_it_is_its_officers_alone(minuted, board, client, who):
    made = factory.row(minuted, board, SLIP, closed=True)
    client.force_login(getattr(board, who))
    answer = client.get(at(minuted))
    assert (answer.status_code, "canary" in answer.text) == (403, False)
    assert client.post(reverse("meetings:minutes-fix", args=[minuted.ref, made.block_id])).status_code == 403


def test_without_the_right_to_the_closed_part_no_word_of_it_is_read(minuted, board):
    factory.row(minuted, board, SLIP, closed=True)
    document = document_of(without_closed(board_of(minuted)))
    assert "canary" not in document.text


def test_a_finding_that_is_gone_and_a_block_of_elsewhere_are_told_apart(minuted, board, desk):
    made = factory.row(minuted, board, SLIP)
    sent = {"name": "wrong-word", "key": "0" * 64, "reason": "x"}
    assert desk.post(at(minuted), sent).status_code == 409
    fix = reverse("meetings:minutes-fix", args=[minuted.ref, made.block_id])
    assert desk.post(fix, {"key": "0" * 64, "base_version": "1"}).status_code == 409
    other = factory.row(factory.issued(board, held_on=factory.NEXT_ON), board, SLIP)
    away = reverse("meetings:minutes-fix", args=[minuted.ref, other.block_id])
    assert desk.post(away, {"key": "0" * 64, "base_version": "1"}).status_code == 404


def test_it_asks_as_often_for_one_row_as_for_many(minuted, board, desk, django_assert_num_queries):
    factory.row(minuted, board, "CC will write to the council.")
    desk.get(at(minuted))
    with django_assert_num_queries(22) as asked:
        desk.get(at(minuted))
    for n in range(3):
        factory.row(minuted, board, f"CC will write to council {n}. BX and Q7 and CSP's.")
    with django_assert_num_queries(len(asked)):
        desk.get(at(minuted))
