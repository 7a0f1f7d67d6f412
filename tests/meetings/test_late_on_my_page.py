"""/my/ after an issue: the clerk sees the supplement in hand and a rebuild that was stopped, authors their late papers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pcc_portal import jobs
from pcc_portal.meetings.actions import clearances, papers, withdrawals
from pcc_portal.meetings.models import Item, Meeting, Paper, Supplement
from pcc_portal.meetings.states import SupplementStatus
from tests.factories import after, meetings
from tests.factories.days import NOW
from tests.factories.requests import asked

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MY = reverse("panel:my")


def mine(client, user):
    client.force_login(user)
    return " ".join(client.get(MY).text.split())


@pytest.fixture
def supplement(issued, clerk):
    return after.start(issued, clerk)


@pytest.fixture
def late(supplement, clerk):
    return meetings.written(
        Item.objects.get(public_title="Plan"), clerk, title="Late news", supplement=supplement, accepted=False
    )


def test_the_clerk_sees_what_is_missing_and_the_way_there(client, issued, supplement, late, clerk):
    said = mine(client, clerk)
    assert f"Supplement 1 to {issued}" in said
    assert "1 paper not in yet." in said
    assert reverse("meetings:supplement", args=[issued.ref, 1]) in said
    papers.accept(late, by=clerk, at=NOW)
    assert "Nothing is missing" in mine(client, clerk)
    Supplement.objects.update(status=SupplementStatus.BEING_ISSUED, asked_by=clerk)
    assert "Being issued." in mine(client, clerk)


def test_its_author_sees_it_until_it_is_in(client, supplement, late, clerk, officer):
    assert "Write “Late news”" in mine(client, officer)
    papers.submit(late, by=officer, at=NOW)
    assert "With the clerk, to be accepted." in mine(client, officer)
    papers.accept(Paper.objects.get(pk=late.pk), by=clerk, at=NOW)
    assert "Late news" not in mine(client, officer)


@pytest.mark.parametrize("who", ["force_lead", "panel_member", "stranger"])
def test_nobody_else_hears_of_it(client, request, supplement, late, who):
    said = mine(client, request.getfixturevalue(who))
    assert "Late news" not in said
    assert "Supplement 1" not in said


def test_it_is_gone_once_it_is_out(client, issued, supplement, late, clerk):
    papers.accept(late, by=clerk, at=NOW)
    after.let_out(supplement, clerk)
    assert f"Supplement 1 to {issued}" not in mine(client, clerk)


@pytest.mark.parametrize("title", ["The report", "A complaint"])
def test_files_that_wait_for_nobody_are_told_to_the_clerk_alone(client, issued, clerk, officer, title):
    """A paper of the open part, and one that only members had."""
    job = withdrawals.withdraw(Paper.objects.get(public_title=title), reason="A name.", by=clerk, at=NOW)
    words = f"Make the files of {issued} again"
    assert words not in mine(client, clerk)  # under way
    jobs.ask_cancel(job, by=clerk, at=NOW)
    assert words in mine(client, clerk)
    assert words not in mine(client, officer)


def test_the_chair_clears_a_paper_of_a_supplement_until_it_is_out(client, late, clerk, officer, panel_chair):
    issued = late.item.meeting
    asked_for = asked(late.item, officer, clerk, paper=late)
    papers.submit(late, by=officer, at=NOW)
    row = clearances.ask(asked_for, kind="chair", asked_of=panel_chair, is_required=False, by=clerk, at=NOW)
    said = mine(client, panel_chair)
    assert f"Clear “{asked_for.title}”" in said
    assert f"Supplement 1 to {issued}. Asked of you for the Chair." in said
    assert reverse("meetings:clearance", args=[issued.ref, row.pk]) in said
    papers.accept(Paper.objects.get(pk=late.pk), by=clerk, at=NOW)
    after.let_out(late.supplement, clerk)
    assert "Clear “" not in mine(client, panel_chair)


@pytest.mark.parametrize("who", ["clerk", "officer"])
@pytest.mark.usefixtures("late")
def test_the_same_queries_for_one_and_for_three(client, request, issued, clerk, who):
    client.force_login(request.getfixturevalue(who))

    def cost():
        client.get(MY)
        with CaptureQueriesContext(connection) as asked:
            client.get(MY)
        return len(asked)

    one = cost()
    for n in (1, 2):
        other = after.issue(after.agenda(meetings.meeting(clerk, held_on=_later(issued, n)), clerk), clerk)
        plan = Item.objects.get(public_title="Plan", meeting=other)
        meetings.written(plan, clerk, title=f"Late {n}", supplement=after.start(other, clerk), accepted=False)
    assert Meeting.objects.count() == 3
    assert cost() == one


def _later(meeting, weeks):
    return meeting.held_on.fromordinal(meeting.held_on.toordinal() + 7 * weeks)
