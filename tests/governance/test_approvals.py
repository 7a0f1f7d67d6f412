"""Both parties approve one version, or it is let out with who has not: never a veto by silence, never the wrong person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from governance.actions import approvals, chasing
from governance.actions import board as keeping
from governance.actions.approvals import BeforeTheMeeting, ChangedSince, GivenAlready, NotYet
from governance.models import ApprovalRequest
from governance.rules.approval import authority
from pcc_portal.accounts.actions import terms
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions.circulations import NotReady
from pcc_portal.meetings.actions.minutes_versions import MINUTES
from pcc_portal.notices.models import Message
from tests.factories import board as factory
from tests.factories import people
from tests.factories.days import NOW, TODAY

DUE_ON = TODAY + timedelta(days=14)
AFTER = NOW + timedelta(days=20)


@pytest.fixture
def asked(minuted, board):
    return approvals.ask(minuted, due_on=DUE_ON, by=board.officer, at=NOW)


def request_to(party):
    rows = ApprovalRequest.objects.select_related("version__minutes__meeting__body__host")
    return rows.filter(party=party).order_by("-pk").first()


def give(board, name, *, at=NOW):
    party = {"pcc": "commissioner", "cc": "chief_constable"}[name]
    who = getattr(board, name)
    request = request_to(party)
    return approvals.approve(request, authority(who, party, on=TODAY), by=who, at=at)


def public():
    return Release.objects.live().filter(kind=MINUTES).select_related("text").first()


def test_both_approve_and_the_open_minutes_are_public(asked, board):
    give(board, "pcc")
    assert public() is None
    give(board, "cc")
    html = public().text.html
    assert "Thefts have fallen" in html
    assert "behind closed doors" not in html
    assert "Approved for the Commissioner by Helen Marsh" in html
    assert "Approved for the Chief Constable by Moira Kay" in html


def test_unmet_rules_stop_asking_and_nothing_else(minuted, board):
    keeping.keep(minuted, chair=None, minute_taker=None, next_on=None, by=board.officer, at=NOW)
    with pytest.raises(NotReady) as refused:
        approvals.ask(minuted, due_on=DUE_ON, by=board.officer, at=NOW)
    assert len(refused.value.flags) == 3


def test_a_party_answers_once(asked, board):
    give(board, "pcc")
    with pytest.raises(GivenAlready):
        give(board, "pcc")


def test_nobody_approves_for_a_party_but_its_holder_or_their_delegate(asked, board):
    assert authority(board.chief, "commissioner", on=TODAY) is None
    assert authority(board.cc, "commissioner", on=TODAY) is None
    deputy = board.chief
    holding = board.pcc_post.holdings.get()
    terms.delegate(holding, what="Minutes", from_on=TODAY, to_person=deputy.person, by=board.officer, at=NOW)
    right = authority(deputy, "commissioner", on=TODAY)
    assert (right.person, right.on_behalf_of) == (deputy.person, board.pcc.person)
    approvals.approve(request_to("commissioner"), right, by=deputy, at=NOW)
    give(board, "cc")
    assert "by Aled Rowe, for and on behalf of Helen Marsh" in public().text.html


def test_what_somebody_edits_meanwhile_is_not_approved(asked, minuted, board):
    factory.row(minuted, board, "A row of after the sending.")
    with pytest.raises(ChangedSince):
        give(board, "pcc")


def test_a_change_after_approval_is_a_new_version_that_needs_both_again(asked, minuted, board):
    give(board, "pcc")
    give(board, "cc")
    factory.row(minuted, board, "Put right afterwards.")
    assert "Put right afterwards" not in public().text.html
    again = approvals.ask(minuted, due_on=DUE_ON, by=board.officer, at=NOW)
    assert again.number > asked.number
    give(board, "cc")
    assert "Put right afterwards" not in public().text.html
    give(board, "pcc")
    assert "Put right afterwards" in public().text.html
    assert Release.objects.live().filter(kind=MINUTES).count() == 1


def test_an_older_version_is_approved_by_nobody(asked, minuted, board):
    old = request_to("commissioner")
    factory.row(minuted, board, "New.")
    approvals.ask(minuted, due_on=DUE_ON, by=board.officer, at=NOW)
    with pytest.raises(ChangedSince):
        approvals.approve(old, authority(board.pcc, "commissioner", on=TODAY), by=board.pcc, at=NOW)


def test_the_signed_page_is_recorded_with_where_it_is(asked, board):
    request = request_to("chief_constable")
    said = {"person": board.cc.person, "kept": "Safe 2", "by": board.officer}
    with pytest.raises(BeforeTheMeeting):
        approvals.approve_on_paper(request, approved_on=TODAY, **said, at=NOW)
    later = NOW + timedelta(days=40)
    approvals.approve_on_paper(request, approved_on=factory.HELD_ON, **said, at=later)
    give(board, "pcc", at=later)
    assert "The signed page is kept: Safe 2." in public().text.html


def test_silence_is_no_veto(asked, board):
    give(board, "pcc")
    with pytest.raises(NotYet):
        approvals.let_out_unagreed(asked, by=board.chief, at=NOW)
    approvals.let_out_unagreed(asked, by=board.chief, at=AFTER)
    html = public().text.html
    assert "Not yet agreed by the Chief Constable, to whom they were sent on" in html
    assert "Approved for the Commissioner" in html
    give(board, "cc", at=AFTER)
    assert "Not yet agreed" not in public().text.html


def test_both_parties_are_written_to_and_chased_once_a_day(asked, board):
    mails = Message.objects.filter(kind="governance.approval_asked")
    assert sorted(mails.values_list("to", flat=True)) == sorted([board.pcc.email, board.cc.email])
    assert not any("Thefts" in mail.body_text for mail in mails)
    give(board, "pcc")
    chasing.tell_all(at=AFTER)
    chasing.tell_all(at=AFTER)
    chased = Message.objects.filter(kind="governance.owed")
    assert list(chased.values_list("to", flat=True)) == [board.cc.email]


def test_a_mail_to_who_has_approved_is_held(asked, board):
    mail = Message.objects.get(kind="governance.approval_asked", to=board.pcc.email)
    assert approvals.is_still_asked(mail)
    give(board, "pcc")
    assert not approvals.is_still_asked(mail)


def url(name, meeting, *args):
    return reverse(f"governance:{name}", args=[meeting.ref, *args])


def test_a_party_reads_comments_and_approves_by_pressing(asked, minuted, board, client):
    client.force_login(board.cc)
    page = client.get(url("approval", minuted))
    assert page.status_code == 200
    assert "Said behind closed doors" in page.text
    row = factory.item(minuted).entries.first()
    said = {"row": str(row.pk), "words": "It was a Monday."}
    factory_row = minuted.minutes.entries.exclude(kind="topic").first()
    said["row"] = str(factory_row.pk)
    assert client.post(url("row-comment", minuted), {"row": "", "words": ""}).status_code == 422
    assert client.post(url("row-comment", minuted), said).status_code == 303
    assert "It was a Monday." in client.get(url("approval", minuted)).text
    wrong = client.post(url("approve", minuted, request_to("commissioner").pk))
    assert (wrong.status_code, "Only the holder of this post" in wrong.text) == (403, True)
    right = url("approve", minuted, request_to("chief_constable").pk)
    assert client.post(right).status_code == 303
    twice = client.post(right)
    assert (twice.status_code, "approved for the Chief Constable already" in twice.text) == (409, True)


def test_the_officer_asks_and_answers_by_pressing(minuted, board, client):
    client.force_login(board.officer)
    assert "Put them before both parties" in client.get(url("approval", minuted)).text
    assert client.post(url("approval-ask", minuted), {"due_on": "2020-01-01"}).status_code == 409
    assert client.post(url("approval-ask", minuted), {"due_on": ""}).status_code == 422
    assert client.post(url("approval-ask", minuted), {"due_on": "2099-01-01"}).status_code == 303
    request = request_to("commissioner")
    assert client.post(url("approval-chase", minuted, request.pk)).status_code == 303
    assert client.get(url("approved-on-paper", minuted, request.pk)).status_code == 200
    assert client.post(url("approval-let-out", minuted)).status_code == 403


@pytest.mark.usefixtures("asked")
def test_the_page_is_of_the_board_alone(minuted, board, client):
    client.force_login(people.user("stranger@elsewhere.example"))
    assert client.get(url("approval", minuted)).status_code == 404
