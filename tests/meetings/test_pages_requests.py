"""The clerk's page "Papers in", what authors and clearers find on theirs, and what a refused form gives back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import clearances, papers, requests
from pcc_portal.meetings.models import Meeting, Paper, PaperRequest
from pcc_portal.notices.models import Message
from tests.factories import after
from tests.factories import meetings as make
from tests.factories.people import organisation
from tests.factories.requests import asked, guest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def day(n):
    """So many days from the real today, which the pages ask for."""
    return timezone.localdate() + timedelta(days=n)


@pytest.fixture
def meeting(panel_body, clerk):
    return make.meeting(clerk, of=panel_body, held_on=day(60))


@pytest.fixture
def item(meeting, clerk):
    return make.item(meeting, clerk, title="Partnerships", kind="papers")


@pytest.fixture
def late(item, officer, clerk):
    return asked(item, officer, clerk, due_on=day(-7), brief="Say what it cost.")


def url(name, on, *args):
    return reverse(f"meetings:{name}", args=[on.ref, *args])


def answers(officer, **more):
    return {
        "title": "Yearly report",
        "author": officer.pk,
        "organisation": organisation("office").pk,
        "due_on": day(10),
        "brief": "Say what it cost.",
    } | more


def test_the_clerk_asks_for_a_paper_of_an_item(client, clerk, officer, item):
    client.force_login(clerk)
    page = client.get(url("request-ask", item.meeting, item.pk))
    due = requests.due_on(item.meeting.body, item.meeting.held_on)
    assert f'value="{due.isoformat()}"' in page.text
    assert "Iain Calder, Governance officer" in page.text
    answer = client.post(url("request-ask", item.meeting, item.pk), answers(officer))
    assert (answer.status_code, answer["Location"]) == (303, url("requests", item.meeting))
    shown = client.get(answer["Location"]).text
    assert "0 of 1 paper in" in shown
    assert "Say what it cost." in shown


def test_somebody_outside_is_asked_by_name_and_address(client, clerk, officer, item):
    client.force_login(clerk)
    who = {"author": "", "given": "Dana", "family": "Field", "email": "Dana@harbour.example"}
    client.post(url("request-ask", item.meeting, item.pk), answers(officer, **who))
    row = PaperRequest.objects.get()
    assert (str(row.author), row.author.email, row.is_of_guest) == (
        "Dana Field",
        "dana@harbour.example",
        True,
    )
    assert "dana@harbour.example" in client.get(url("requests", item.meeting)).text


@pytest.mark.parametrize(
    "case",
    [
        ({"author": ""}, "give a last name here"),
        ({"due_on": "2020-01-01"}, "This day is past"),
        ({"due_on": "2149-01-01"}, "This is after the meeting"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client, clerk, officer, item, case):
    wrong, words = case
    client.force_login(clerk)
    answer = client.post(url("request-ask", item.meeting, item.pk), answers(officer, **wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Say what it cost." in answer.text
    assert not User.objects.filter(is_active=False).exists()


def test_the_form_calls_neither_way_of_naming_an_author_optional(client, clerk, item):
    client.force_login(clerk)
    text = client.get(url("request-ask", item.meeting, item.pk)).text
    labels = dict(re.findall(r'<label for="id_(\w+)">(.*?)</label>', text))
    assert "(optional)" in labels["brief"]
    assert [name for name in ("author", "given", "family", "email") if "(optional)" in labels[name]] == []
    assert (
        "One of the two is needed: somebody with an account, or a first name, last name and e-mail address."
        in text
    )


def test_a_locked_agenda_gives_back_what_was_typed(client, clerk, officer, item):
    client.force_login(clerk)
    Meeting.objects.update(status="being_issued")
    answer = client.post(url("request-ask", item.meeting, item.pk), answers(officer))
    assert answer.status_code == 409
    assert "Say what it cost." in answer.text


def test_once_the_agenda_is_out_a_paper_comes_with_the_supplement_in_hand(client, clerk, officer, issued):
    item = issued.items.get(public_title="Plan")
    client.force_login(clerk)
    assert client.post(url("request-ask", issued, item.pk), answers(officer)).status_code == 409
    assert not PaperRequest.objects.exists()
    supplement = after.start(issued, clerk)
    assert client.post(url("request-ask", issued, item.pk), answers(officer)).status_code == 303
    asked_for = PaperRequest.objects.get().paper
    assert (asked_for.supplement, asked_for.item) == (supplement, item)
    papers.write(
        asked_for, by=officer, at=timezone.now()
    )  # its author can, while the agenda itself is locked


def test_one_press_chases_everyone_who_is_late(client, clerk, late, analyst):
    asked(late.item, analyst, clerk, title="Not late", due_on=day(3))
    client.force_login(clerk)
    assert "Chase everyone who is late" in client.get(url("requests", late.item.meeting)).text
    preview = client.get(url("requests-chase", late.item.meeting))
    assert "Iain Calder: Yearly report" in preview.text
    assert "We still wait for this paper" in preview.text
    assert "Not late" not in preview.text
    answer = client.post(url("requests-chase", late.item.meeting), {"chosen": [str(late.pk)]})
    assert answer.status_code == 303
    assert Message.objects.filter(kind="meetings.paper_chased").count() == 1
    assert "Reminded once, on" in client.get(url("requests", late.item.meeting)).text


def test_chasing_nobody_says_so(client, clerk, late, meeting):
    client.force_login(clerk)
    answer = client.post(url("requests-chase", meeting), {})
    assert (answer.status_code, Message.objects.filter(kind="meetings.paper_chased").count()) == (422, 0)


def test_a_preview_shows_no_key_of_anybody(client, clerk, item, meeting):
    asked(item, guest(clerk), clerk, due_on=day(-7))
    client.force_login(clerk)
    preview = client.get(url("requests-chase", meeting)).text
    assert "[a link that opens this paper for its author]" in preview
    assert "/asked/" not in preview


def test_a_mail_that_did_not_go_is_said(client, clerk, late, meeting):
    Message.objects.update(state="refused", error="The mail server refused this mail (550).")
    client.force_login(clerk)
    assert "The last mail did not go: The mail server refused" in client.get(url("requests", meeting)).text


def test_the_author_finds_it_on_their_page_and_promises(client, officer, analyst, late):
    client.force_login(officer)
    mine = client.get(reverse("panel:my")).text
    assert "Write “Yearly report”" in mine
    assert "Late." in mine
    paper = client.get(url("paper", late.item.meeting, late.paper_id)).text
    assert "Say what it cost." in paper
    soon = day(2)
    assert (
        client.post(
            url("paper-promise", late.item.meeting, late.paper_id), {"promised_for": soon}
        ).status_code
        == 303
    )
    assert PaperRequest.objects.get().state == "promised"
    client.force_login(analyst)  # of the same office: sees it, and that it is another's
    assert "Asked of Iain Calder" in client.get(reverse("panel:my")).text
    assert (
        client.post(
            url("paper-promise", late.item.meeting, late.paper_id), {"promised_for": soon}
        ).status_code
        == 403
    )


def test_the_clerk_waits_and_chases_from_their_page(client, clerk, late, meeting):
    client.force_login(clerk)
    mine = client.get(reverse("panel:my")).text
    assert f'href="{url("requests-chase", meeting)}"' in mine


def test_what_is_to_follow_after_issue_is_still_waited_for(client, clerk, late, meeting):
    Meeting.objects.update(status="issued", issued_at=timezone.now(), life="called")
    client.force_login(clerk)
    assert "Yearly report" in client.get(reverse("panel:my")).text


def test_given_back_with_a_new_day(client, clerk, officer, late):
    paper = papers.write(late.paper, by=officer, at=timezone.now())
    papers.submit(paper, by=officer, at=timezone.now())
    client.force_login(clerk)
    where = url("paper-return", late.item.meeting, late.paper_id)
    assert "Due again on" in client.get(where).text
    soon = day(4)
    assert client.post(where, {"reason": "Add a table.", "due_on": soon}).status_code == 303
    row = PaperRequest.objects.get()
    assert (row.state, row.due_on) == ("returned", soon)
    assert "Add a table." in client.get(url("requests", late.item.meeting)).text


def test_withdrawing_asks_for_a_reason_and_keeps_it(client, clerk, late, meeting):
    client.force_login(clerk)
    where = url("request-withdraw", meeting, late.pk)
    assert client.post(where, {}).status_code == 422
    assert client.post(where, {"reason": "The force will answer."}).status_code == 303
    assert "The force will answer." in client.get(url("requests", meeting)).text
    assert client.post(where, {"reason": "Again"}).status_code == 409


def test_one_who_is_asked_to_clear_finds_it_reads_it_and_answers(client, clerk, panel_chair, item, meeting):
    paper = make.written(item, clerk, words=("What it cost.",), accepted=False)
    row = asked(item, clerk, clerk, paper=paper)
    papers.submit(paper, by=clerk, at=timezone.now())
    made = clearances.ask(
        row, kind="chair", asked_of=panel_chair, is_required=True, by=clerk, at=timezone.now()
    )
    client.force_login(panel_chair)
    assert f"Clear “{row.title}”" in client.get(reverse("panel:my")).text
    assert "What it cost." in client.get(url("paper-write", meeting, row.paper_id)).text
    where = url("clearance", meeting, made.pk)
    assert client.post(where, {"answer": "no"}).status_code == 422
    assert client.post(where, {"answer": "no", "words": "Last year's figures."})["Location"] == "/my/"
    client.force_login(clerk)
    shown = client.get(url("requests", meeting)).text
    assert "Last year" in shown
    assert "the papers are not issued without it" in shown


def test_the_clerk_records_what_was_said_on_the_telephone(client, clerk, late, meeting):
    client.force_login(clerk)
    assert client.post(url("clearance-ask", meeting, late.pk), {"kind": "legal"}).status_code == 303
    made = late.clearances.get()
    assert client.post(url("clearance", meeting, made.pk), {"answer": "yes"}).status_code == 303
    made.refresh_from_db()
    assert (made.state, made.asked_of, made.answered_by) == ("cleared", None, clerk)


def test_papers_in_costs_the_same_at_one_request_and_at_four(client, clerk, officer, item, meeting):
    client.force_login(clerk)
    client.get(reverse("panel:my"))  # a second visit also says what changed since
    costs = []
    for n in (1, 3):
        for _ in range(n):
            row = asked(item, officer, clerk)
            clearances.ask(
                row, kind="legal", asked_of=officer, is_required=False, by=clerk, at=timezone.now()
            )
        for page in (url("requests", meeting), reverse("panel:my")):
            with CaptureQueriesContext(connection) as asked_of_the_database:
                client.get(page)
            costs.append(len(asked_of_the_database))
    assert costs[:2] == costs[2:]


def test_the_authors_page_costs_the_same_at_one_request_and_at_four(client, clerk, officer, item):
    client.force_login(officer)
    client.get(reverse("panel:my"))
    costs = []
    for n in (1, 3):
        for _ in range(n):
            asked(item, officer, clerk)
        with CaptureQueriesContext(connection) as asked_of_the_database:
            client.get(reverse("panel:my"))
        costs.append(len(asked_of_the_database))
    assert costs[0] == costs[1]
    assert Paper.objects.count() == 4
