"""A paper is cleared by the law, the money or the chair: a quiet flag, and a stop only where the clerk said so."""

import pytest
from django.db import IntegrityError, transaction

from pcc_portal.lifecycle import BadMove, move
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import agendas, clearances, papers, requests
from pcc_portal.meetings.models import Clearance, Meeting, Paper
from pcc_portal.meetings.proofing import flags_of
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import CLEARANCE_MOVES, ClearanceState
from pcc_portal.notices import actions as mails
from pcc_portal.notices.models import Message
from tests.factories import meetings as make
from tests.factories.days import NOW, moment
from tests.factories.requests import asked

pytestmark = pytest.mark.django_db

C = ClearanceState
# Written out once more, so that a change of the table is made twice.
MOVES = {
    (C.ASKED, C.CLEARED),
    (C.ASKED, C.REFUSED),
    (C.ASKED, C.WITHDRAWN),
    (C.CLEARED, C.ASKED),
    (C.CLEARED, C.WITHDRAWN),
    (C.REFUSED, C.ASKED),
    (C.REFUSED, C.CLEARED),
    (C.REFUSED, C.WITHDRAWN),
    (C.WITHDRAWN, C.ASKED),
}


@pytest.fixture
def row(panel_body, clerk, officer):
    """Asked for, written, sent in."""
    item = make.item(make.meeting(clerk, of=panel_body), clerk, kind="papers")
    paper = make.written(item, clerk, accepted=False)
    found = asked(item, officer, clerk, paper=paper)
    papers.submit(paper, by=officer, at=NOW)
    found.refresh_from_db()
    return found


def ask(row, clerk, of=None, *, kind="finance", is_required=False):
    return clearances.ask(row, kind=kind, asked_of=of, is_required=is_required, by=clerk, at=NOW)


def flags(row):
    meeting = Meeting.objects.select_related("body__organisation").get(pk=row.item.meeting_id)
    about = [f for f in flags_of(agenda_of(meeting), None) if "cleared" in f.message]
    return [(f.message.partition("” ")[2], f.stops) for f in about]


@pytest.mark.parametrize("state", ClearanceState)
@pytest.mark.parametrize("target", ClearanceState)
def test_a_clearance_moves_only_along_the_table(state, target):
    row = Clearance(state=str(state))
    if (state, target) in MOVES:
        move(row, target, along=CLEARANCE_MOVES, field="state")
        assert row.state == target
    else:
        with pytest.raises(BadMove):
            move(row, target, along=CLEARANCE_MOVES, field="state")


class TestFlags:
    def test_quiet_unless_the_clerk_said_that_it_is_needed(self, row, clerk, analyst):
        papers.accept(row.paper, by=clerk, at=NOW)
        ask(row, clerk, analyst)
        assert flags(row) == [("waits to be cleared by Finance.", False)]
        ask(row, clerk, analyst, is_required=True)
        assert flags(row) == [("waits to be cleared by Finance.", True)]

    def test_needed_and_missing_it_stops_issuing_and_cleared_it_does_not(self, row, clerk, panel_chair):
        papers.accept(row.paper, by=clerk, at=NOW)
        needed = ask(row, clerk, panel_chair, kind="chair", is_required=True)
        meeting = row.item.meeting
        with pytest.raises(agendas.NotReady, match="waits to be cleared by the Chair"):
            agendas.lock(meeting, by=clerk, at=NOW)
        clearances.answer(needed, is_cleared=False, words="Wrong year", by=panel_chair, at=NOW)
        assert flags(row) == [("was not cleared by the Chair.", True)]
        clearances.answer(needed, is_cleared=True, words="", by=panel_chair, at=NOW)
        assert flags(row) == []
        assert agendas.lock(meeting, by=clerk, at=NOW).status == "being_issued"

    def test_the_way_out_has_its_reason(self, row, clerk):
        papers.accept(row.paper, by=clerk, at=NOW)
        needed = ask(row, clerk, is_required=True)
        clearances.withdraw(needed, reason="Finance is away; the figures are last month's.", by=clerk, at=NOW)
        assert flags(row) == []
        assert agendas.lock(row.item.meeting, by=clerk, at=NOW).status == "being_issued"

    def test_a_paper_that_is_not_in_the_pack_stops_nothing(self, row, clerk):
        ask(row, clerk, is_required=True)
        assert flags(row) == []

    def test_a_withdrawn_request_needs_no_clearance(self, row, clerk):
        papers.accept(row.paper, by=clerk, at=NOW)
        ask(row, clerk, is_required=True)
        requests.withdraw(row, reason="Ours now", by=clerk, at=NOW)
        assert flags(row) == []


class TestAsking:
    def test_the_one_who_is_asked_reads_it_and_is_written_to(self, row, clerk, analyst, panel_member):
        ask(row, clerk, panel_member)
        paper = Paper.objects.select_related("item__meeting__body", "document").get(pk=row.paper_id)
        assert list(Paper.objects.visible_to(panel_member)) == [paper]
        assert (rules.may_read(panel_member, paper), rules.may_write(panel_member, paper)) == (True, False)
        mail = Message.objects.get(kind="meetings.clearance_asked")
        assert (mail.to, mails.send(mail, at=NOW).state) == (panel_member.email, "sent")

    def test_before_it_is_in_nobody_is_sent_to_look(self, panel_body, clerk, officer, panel_member):
        item = make.item(make.meeting(clerk, of=panel_body), clerk)
        early = asked(item, officer, clerk)
        ask(early, clerk, panel_member)
        assert not Message.objects.filter(kind="meetings.clearance_asked").exists()
        paper = papers.write(early.paper, by=officer, at=NOW)
        papers.take_up(paper, by=officer, at=NOW)
        paper = Paper.objects.select_related("item__meeting__body", "document").get(pk=paper.pk)
        assert not rules.may_read(panel_member, paper)  # it is still being written
        papers.submit(paper, by=officer, at=moment(2026, 11, 3))
        assert Message.objects.filter(kind="meetings.clearance_asked").count() == 1

    def test_no_longer_asked_they_read_it_no_more(self, row, clerk, panel_member):
        asked_for = ask(row, clerk, panel_member)
        clearances.withdraw(asked_for, reason="Not needed", by=clerk, at=NOW)
        assert not Paper.objects.visible_to(panel_member).exists()
        mail = Message.objects.get(kind="meetings.clearance_asked")
        assert mails.send(mail, at=NOW).state == "held"

    def test_what_comes_in_anew_is_looked_at_anew(self, row, clerk, officer, panel_member):
        given = ask(row, clerk, panel_member, is_required=True)
        clearances.answer(given, is_cleared=True, words="Fine", by=panel_member, at=NOW)
        paper = Paper.objects.select_related("item__meeting").get(pk=row.paper_id)
        papers.give_back(paper, reason="One more figure", by=clerk, at=NOW)
        papers.submit(Paper.objects.get(pk=paper.pk), by=officer, at=moment(2026, 11, 4))
        again = Clearance.objects.get(pk=given.pk)
        assert (again.state, again.words, again.answered_by) == (C.ASKED, "", None)
        assert Message.objects.filter(kind="meetings.clearance_asked").count() == 2

    def test_one_of_a_kind(self, row, clerk, analyst):
        first = ask(row, clerk)
        assert ask(row, clerk, analyst).pk == first.pk
        with pytest.raises(IntegrityError), transaction.atomic():
            Clearance.objects.create(request=row, kind="finance", asked_at=NOW, asked_by=clerk)

    def test_nothing_to_clear_after_it_was_withdrawn(self, row, clerk):
        requests.withdraw(row, reason="No", by=clerk, at=NOW)
        with pytest.raises(clearances.NotAskedFor):
            ask(row, clerk)


@pytest.mark.parametrize(
    "wrong",
    [{"state": "cleared"}, {"state": "refused"}, {"state": "withdrawn"}, {"withdrawn_reason": "x"}],
)
def test_the_database_says_no_too(row, clerk, wrong):
    made = ask(row, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.filter(pk=made.pk).update(**wrong)
