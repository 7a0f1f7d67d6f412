"""The clerk reads and changes the mail of a change, a deferral or a withdrawal before it goes; looking alone changes nothing."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pcc_portal.accounts.models import Holding, Post
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import calls, items
from pcc_portal.meetings.models import Announcement, Deferral, Meeting, MeetingChange, Paper, Withdrawal
from pcc_portal.notices.models import Message
from pcc_portal.workdays import add_working_days
from tests.factories import meetings
from tests.factories.days import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PRIVATE = "Umberslade’s case"


@pytest.fixture
def day():
    return add_working_days(timezone.localdate(), 60)


@pytest.fixture
def planned(panel_body, clerk, officer, client, day):
    """A paper of the office on it, so that somebody is told."""
    client.force_login(clerk)
    on = meetings.meeting(clerk, of=panel_body, held_on=day)
    meetings.written(meetings.item(on, clerk, title="Report", kind="papers"), clerk, title="The report")
    return on


@pytest.fixture
def called(planned, clerk):
    return calls.call(planned, by=clerk, at=NOW)


def at(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.ref, *more])


def place(**more):
    return {"starts_at": "10:30", "venue": "Guildhall"} | more


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def everything():
    """What looking must leave as it was."""
    rows = Meeting, MeetingChange, Release, Message, Job, Deferral, Withdrawal
    return [list(model.objects.order_by("pk").values()) for model in rows]


def mailed():
    return Announcement.objects.filter(told_at__isnull=False).latest("told_at")


class TestLooking:
    @pytest.mark.parametrize(
        ("name", "typed", "said"),
        [
            ("meeting-move", {"reason": "The hall is flooded."}, "This meeting has been moved. It is now on"),
            ("meeting-cancel", {"reason": "No business."}, "This meeting is cancelled."),
        ],
    )
    def test_it_shows_what_would_go_out_and_changes_nothing(self, called, client, name, typed, said):
        if name == "meeting-move":
            typed = place(held_on=add_working_days(called.held_on, 10)) | typed
        before = everything()
        own = {"subject": "Please note", "words": "Sorry for the trouble.", "look": "1"}
        response = client.post(at(name, called), typed | own)
        assert response.status_code == 200
        assert "<details open>" in response.text
        for line in (said, typed["reason"], "Sorry for the trouble.", called.path):
            assert line in words(response), line
        assert typed["reason"] + "</textarea>" in response.text  # nothing typed is lost
        assert everything() == before
        row = Announcement.objects.get(told_at__isnull=True)
        assert (row.subject, row.words) == ("Please note", "Sorry for the trouble.")

    def test_what_cannot_be_done_is_said_when_looked_at(self, called, client):
        soon = add_working_days(timezone.localdate(), 3)
        response = client.post(
            at("meeting-move", called), place(held_on=soon, reason="Brought forward.", look="1")
        )
        assert response.status_code == 422
        assert 'id="id_notice_reason_error"' in response.text
        assert "<details" not in response.text

    def test_a_mail_without_a_pack_offers_none(self, called, client):
        response = client.post(at("meeting-cancel", called), {"reason": "No business.", "look": "1"})
        assert "pack.pdf" not in response.text

    def test_what_nobody_is_told_of_has_no_mail(self, planned, client):
        for name in ("meeting-move", "meeting-cancel"):
            assert "The e-mail that goes out" not in client.get(at(name, planned)).text
        line = planned.items.get()
        assert "The e-mail that goes out" not in client.get(at("item-defer", planned, line.pk)).text


class TestSending:
    def test_the_clerks_words_go_out_with_the_move(self, called, client, day):
        typed = place(held_on=add_working_days(day, 10), reason="The hall is flooded.")
        own = {"subject": "Another\nday", "words": "Sorry for the trouble."}
        assert client.post(at("meeting-move", called), typed | own).status_code == 303
        body = Message.objects.get(subject="Another day").body_text
        assert body.startswith("Sorry for the trouble.\n")
        assert "The hall is flooded." in body

    def test_without_words_of_the_clerk_those_of_the_portal_go(self, called, client):
        assert client.post(at("meeting-cancel", called), {"reason": "No business."}).status_code == 303
        assert (mailed().kind, mailed().words) == ("cancelled", "This meeting has been cancelled.")

    def test_a_meeting_is_called_with_words_of_the_clerk(self, planned, client):
        url = at("meeting-call", planned)
        assert 'value="Meeting called: ' in client.get(url).text
        assert client.post(url, {"words": "A date for your diary.", "look": "1"}).status_code == 200
        planned.refresh_from_db()
        assert planned.is_planned
        assert client.post(url, {"words": "A date for your diary."}).status_code == 303
        assert (mailed().kind, mailed().words) == ("called", "A date for your diary.")

    def test_a_private_title_stops_it(self, called, client, clerk):
        held = meetings.item(called, clerk, title="Complaints", kind="papers")
        items.exempt(held, meetings.grounds(1), by=clerk, at=NOW, private_title=PRIVATE)
        response = client.post(
            at("meeting-cancel", called), {"reason": "No business.", "words": f"As for {PRIVATE}."}
        )
        assert response.status_code == 409
        assert "hold a private title" in response.text
        called.refresh_from_db()
        assert called.life == "called"


class TestAfterTheIssue:
    @pytest.fixture
    def out(self, issued, officer, client, clerk):
        client.force_login(clerk)
        return issued

    @pytest.fixture
    def report(self, out):
        return Paper.objects.get(public_title="The report")

    def test_a_withdrawal_is_looked_at_and_then_told(self, out, report, client):
        url = at("paper-withdraw", out, report.pk)
        typed = {"reason": "Wrong figures.", "subject": "Taken back", "words": "Please delete your copy."}
        before = everything()
        response = client.post(url, typed | {"look": "1"})
        assert "“The report” may no longer be read. Wrong figures." in words(response)
        assert everything() == before
        assert client.post(url, typed).status_code == 303
        assert (mailed().subject, mailed().words) == ("Taken back", "Please delete your copy.")
        assert mailed().news == ["“The report” may no longer be read. Wrong figures."]

    def test_what_was_never_public_is_not_named(self, out, client):
        held = Paper.objects.get(public_title="A complaint")
        response = client.post(at("paper-withdraw", out, held.pk), {"reason": "Wrong.", "look": "1"})
        quoted = response.text.partition("<blockquote>")[2].partition("</blockquote>")[0]
        assert "A paper of the exempt part may no longer be read." in quoted
        assert "A complaint" not in quoted

    def test_a_title_that_becomes_private_stands_in_no_mail(self, out, report, client):
        decides = Post.objects.create(organisation=out.body.host, title="Monitoring Officer")
        officer = meetings.officer_of_the_council()
        Holding.objects.create(post=decides, person=officer, from_on=date(2020, 1, 1))
        typed = {
            "reason": "It names a person.",
            "private_title": PRIVATE,
            "paragraphs": ["1"],
            "reasons_for": "It names a person.",
            "reasons_against": "None.",
            "proper_officer": officer.pk,
            "review_on": timezone.localdate() + timedelta(days=300),
        }
        url = at("paper-re-mark", out, report.pk)
        response = client.post(url, typed | {"words": f"About {PRIVATE}."})
        assert response.status_code == 409
        assert "hold a private title" in response.text
        assert Announcement.objects.filter(kind="withdrawn").count() == Withdrawal.objects.count() == 0
        assert client.post(url, typed | {"words": "Members go on reading it."}).status_code == 303
        assert mailed().words == "Members go on reading it."

    def test_a_deferral_is_looked_at(self, out, client, clerk):
        later = meetings.meeting(clerk, of=out.body, held_on=add_working_days(timezone.localdate(), 80))
        item = out.items.get(public_title="Plan")
        typed = {"to": later.pk, "reason": "The author was ill."}
        url = at("item-defer", out, item.pk)
        before = everything()
        response = client.post(url, typed | {"look": "1"})
        assert "Plan: taken at a later meeting." in words(response)
        assert everything() == before
        assert client.post(url, typed | {"words": "Patience."}).status_code == 303
        assert (mailed().kind, mailed().words) == ("deferred", "Patience.")
