"""Law.md finding 1: the clerk must not read what the Commissioner's office is still drafting."""

import pytest
from django.urls import reverse

from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.states import PaperState
from tests.conftest import NOW
from tests.factories import meetings as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STEPS = ("paper-write", "paper-upload", "paper-confirm", "paper-original")


@pytest.fixture
def paper(panel_body, clerk, office):
    """Asked for by the clerk, to be written by the office."""
    meeting = make.meeting(clerk, of=panel_body)
    return make.written(make.item(meeting, clerk), clerk, of_organisation=office, accepted=False)


def address(name, paper):
    return reverse(f"meetings:{name}", args=[paper.item.meeting.ref, paper.pk])


def test_what_an_author_writes_is_not_the_clerks_to_read(client, clerk, officer, paper):
    papers.take_up(paper, by=officer, at=NOW)
    client.force_login(clerk)
    assert {name: client.get(address(name, paper)).status_code for name in ("paper", *STEPS[:1])} == {
        "paper": 200,
        "paper-write": 403,
    }
    assert client.post(address("paper-write", paper), {}).status_code == 403
    client.force_login(officer)
    assert client.get(address("paper-write", paper)).status_code == 200


def test_what_is_with_its_author_is_not_accepted(clerk, officer, paper):
    papers.take_up(paper, by=officer, at=NOW)
    with pytest.raises(papers.WithItsAuthor):
        papers.accept(paper, by=clerk, at=NOW)
    assert Paper.objects.get(pk=paper.pk).state == PaperState.DRAFTING


def test_sent_in_it_is_the_clerks_and_given_back_it_is_not(client, clerk, officer, paper):
    papers.take_up(paper, by=officer, at=NOW)
    sent = papers.submit(paper, by=officer, at=NOW)
    client.force_login(clerk)
    assert (sent.is_with_author, client.get(address("paper-write", paper)).status_code) == (False, 200)
    returned = papers.give_back(sent, reason="Add the figures", by=clerk, at=NOW)
    assert (returned.is_with_author, client.get(address("paper-write", paper)).status_code) == (True, 403)


def test_an_awaited_paper_can_be_sent_in(clerk, officer, paper):
    papers.await_(paper, state=PaperState.TO_FOLLOW, due_on=NOW.date(), by=clerk, at=NOW)
    papers.take_up(paper, by=officer, at=NOW)
    assert papers.submit(paper, by=officer, at=NOW).state == PaperState.SUBMITTED


def test_setting_it_aside_opens_it_to_nobody(client, clerk, officer, paper):
    papers.take_up(paper, by=officer, at=NOW)
    papers.await_(paper, state=PaperState.NAMED, by=clerk, at=NOW)
    client.force_login(clerk)
    assert client.get(address("paper-write", paper)).status_code == 403
