"""What is owed, on one's own page: findings for their owner, minutes for a party, the sum of it for the Commissioner."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.actions import approvals, findings
from governance.models import ApprovalRequest, Commitment
from governance.rules.approval import authority
from pcc_portal.accounts.roles import Role
from tests.factories import acting, inspections, owing, people
from tests.factories import board as factory
from tests.factories.days import NOW

pytestmark = pytest.mark.django_db


def as_(who):
    client = Client()
    client.force_login(who)
    return client


def my(who):
    return as_(who).get("/my/").text


@pytest.fixture
def report(office, officer, force, force_lead):
    row = inspections.report(officer)
    inspections.owned(inspections.finding(row, officer), officer, force_lead.person)
    inspections.put(row, officer, due=timezone.localdate() - timedelta(days=2))
    return row


def test_a_finding_stands_on_its_owners_page_until_there_is_a_reply(report, force_lead, officer):
    assert "A reply is due by" in my(force_lead)
    assert "A reply is due by" not in my(officer)
    row = report.findings.get()
    findings.update(row, words="In the plan.", state="in_plan", by=force_lead, at=NOW, is_of_force=True)
    assert "A reply is due by" not in my(force_lead)


def test_the_chiefs_office_sees_that_comments_are_wanted_and_how_much_is_late(report, staff, chief, officer):
    for who in (staff, chief):
        text = my(who)
        assert "The Chief Constable’s comments: PEEL" in text
        assert "The force owes the Commissioner 1 thing, 1 of them late" in text
    inspections.no_comments(report, officer)
    assert "The Chief Constable’s comments: PEEL" not in my(staff)


def test_the_commissioner_reads_in_one_line_how_much_is_owed(report, commissioner, officer, analyst):
    line = "The force owes us 1 thing, 1 of them late"
    assert [line in my(who) for who in (commissioner, officer, analyst)] == [True, True, False]
    assert "The longest by 2 days." in my(commissioner)


def test_minutes_wait_for_a_party_on_its_own_page(board, minuted):
    due_on = timezone.localdate() + timedelta(days=30)
    approvals.ask(minuted, due_on=due_on, by=board.officer, at=NOW)
    line = f"Approve the minutes of {minuted}"
    parties = (board.pcc, board.cc, board.chief)
    for who, house in ((board.pcc, board.body.host), (board.cc, board.cc_post.organisation)):
        role = "commissioner" if who is board.pcc else "chief_constable"
        people.granted(who, role, house)
    assert [line in my(who) for who in parties] == [True, True, False]
    request = ApprovalRequest.objects.get(party="commissioner")
    approvals.approve(request, authority(board.pcc, "commissioner", on=NOW.date()), by=board.pcc, at=NOW)
    assert [line in my(who) for who in parties] == [False, True, False]


def test_what_the_office_undertook_stands_with_those_who_keep_it(office, officer, commissioner):
    row = inspections.published(officer, commissioner)
    today = timezone.localdate()
    Commitment.objects.create(inspection=row, words="A plan by spring.", due_on=today, made_at=NOW)
    Commitment.objects.create(
        inspection=row, words="Much later.", due_on=today + timedelta(days=90), made_at=NOW
    )
    assert ["A plan by spring." in my(who) for who in (officer, commissioner)] == [True, False]
    assert "Much later." not in my(officer)


def test_a_request_for_more_time_waits_for_those_who_answer_it(office, officer, force_lead, analyst):
    row = acting.opened(acting.met(officer), officer, owner_person=force_lead.person)
    owing.asked(row, force_lead)
    line = "The force asks for more time: 1 thing"
    assert [line in my(who) for who in (officer, analyst, force_lead)] == [True, False, False]
    assert "A-2026-001" in as_(officer).get("/governance/owed/?show=asked").text


def test_one_finding_costs_what_three_do(report, officer, force_lead):
    def counted():
        client = as_(force_lead)
        with CaptureQueriesContext(connection) as found:
            client.get("/my/")
        return len(found)

    one = counted()
    for words in ("Two.", "Three."):
        inspections.owned(inspections.finding(report, officer, words), officer, force_lead.person)
    inspections.put(report, officer)
    assert counted() == one


def test_whoever_is_of_the_board_finds_its_next_meeting_once(board, clerk, plain_press):
    """Called, and so public; the clerk of the Panel reads it on the Board's page."""
    for who, role, house in (
        (board.pcc, Role.COMMISSIONER, board.body.host),
        (board.cc, Role.CHIEF_CONSTABLE, board.cc_post.organisation),
        (board.officer, Role.OFFICER, board.body.host),
    ):
        people.granted(who, role, house)
    meeting = factory.issued(board, held_on=timezone.localdate() + timedelta(days=14))
    told = [my(who).count(f'href="{meeting.path}"') for who in (board.pcc, board.cc, board.officer, clerk)]
    assert told == [1, 1, 1, 0]
