"""The clerk checks the mail of an issue, sees what became of each, and sends again what did not arrive."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pcc_portal.meetings.actions import announcements, deliveries, items, mailing
from pcc_portal.meetings.models import Announcement, Delivery, ListEntry, Subscription
from pcc_portal.notices import actions as notices
from pcc_portal.notices.models import Message
from tests.factories import after, meetings, packs
from tests.factories.days import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def draft(clerk, officer, client):
    """One open paper of the office, and an exempt item; far enough from the real day to be issued on it."""
    on = meetings.meeting(clerk, held_on=timezone.localdate() + timedelta(days=60))
    meetings.written(meetings.item(on, clerk, title="Budget", kind="papers"), clerk, title="Budget report")
    held = meetings.item(on, clerk, title="Complaints", kind="papers")
    meetings.written(held, clerk, title="Letters", of_organisation=on.body.host)
    items.exempt(held, meetings.grounds(1), by=clerk, at=NOW, private_title="Umberslade’s case")
    client.force_login(clerk)
    return on


@pytest.fixture
def issued(draft, clerk):
    Subscription.objects.create(body=draft.body, email="p@home.example", asked_at=NOW, confirmed_at=NOW)
    return packs.issued(draft, clerk)


@pytest.fixture
def told(issued):
    return Announcement.objects.get(meeting=issued)


def refuse(delivery, error="The mail server refused this mail (550)."):
    Message.objects.filter(pk=delivery.message_id).update(state="refused", error=error)
    return delivery


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


class TestThePageOfIssuing:
    def test_it_shows_the_mail_and_who_gets_it(self, draft, client, officer):
        text = client.get(at("meeting-issue", draft.ref)).text
        assert "To 1 address: offices that supply papers 1." in text
        assert f'value="Papers issued: {draft}"' in text
        assert "- Item 1: Budget" in text
        assert "member-pack.pdf" in text
        assert "Umberslade" not in text

    def test_words_are_kept_and_looked_at_without_issuing(self, draft, client):
        data = {"subject": "December\npapers", "words": "Good <b>reading</b>", "look": "1"}
        response = client.post(at("meeting-issue", draft.ref), data)
        assert response.status_code == 200
        assert "<details open>" in response.text
        assert "Good &lt;b&gt;reading&lt;/b&gt;" in response.text
        draft.refresh_from_db()
        assert draft.is_draft
        assert Announcement.objects.get().subject == "December papers"
        assert "December papers" in client.get(at("meeting-issue", draft.ref)).text

    def test_a_private_title_stops_it_and_nothing_typed_is_lost(self, draft, client):
        data = {"subject": "S", "words": "About umberslade’s  case, at last."}
        response = client.post(at("meeting-issue", draft.ref), data)
        assert response.status_code == 409
        assert "hold a private title" in response.text
        assert "About umberslade’s  case, at last.</textarea>" in response.text
        draft.refresh_from_db()
        assert draft.is_draft
        assert Announcement.objects.count() == 0

    def test_a_press_with_empty_fields_goes_with_the_portals_own_words(self, draft, client, clerk):
        packs.seconded(draft, clerk)
        response = client.post(at("meeting-issue", draft.ref), {"subject": "", "words": ""})
        assert response.status_code == 303
        assert Announcement.objects.count() == 0  # it is made when it is told


class TestTheList:
    def test_somebody_is_added_and_taken_off(self, draft, client, officer):
        url = at("mailing-list", draft.ref)
        assert client.post(url, {"email": "Press@Paper.example", "name": "The Press"}).status_code == 303
        assert "press@paper.example" in client.get(url).text
        for email in ("press@paper.example", officer.email):
            assert client.post(url, {"take_off": email}).status_code == 303
        assert mailing.list_of(draft, kind="issued", on=TODAY).recipients == []
        assert list(ListEntry.objects.values_list("email", "is_on")) == [(officer.email, False)]
        client.post(url, {"email": officer.email, "name": "Iain"})
        assert [r.email for r in mailing.list_of(draft, kind="issued", on=TODAY).recipients] == [
            officer.email
        ]

    @pytest.mark.parametrize("nobody", ["x@nowhere.example", "x" * 300, "\x00", "a\x00b@c.example"])
    def test_nobody_is_taken_off_who_is_not_on_it(self, draft, client, nobody):
        assert client.post(at("mailing-list", draft.ref), {"take_off": nobody}).status_code == 303
        assert not ListEntry.objects.exists()

    def test_what_is_wrong_stands_at_its_field(self, draft, client):
        response = client.post(at("mailing-list", draft.ref), {"email": "nowhere", "name": "The Press"})
        assert response.status_code == 422
        assert 'value="nowhere"' in response.text
        assert 'value="The Press"' in response.text

    @pytest.mark.parametrize("people", [1, 3])
    def test_the_pages_ask_as_much_for_one_as_for_three(self, issued, told, client, people):
        for n in range(people):
            Subscription.objects.create(
                body=issued.body, email=f"{n}@x.example", asked_at=NOW, confirmed_at=NOW
            )
        announcements.tell(issued, kind="moved", news=["Now at 3pm."], by=None, at=NOW)
        for delivery in Delivery.objects.filter(announcement__kind="moved", audience="public"):
            refuse(delivery)
        moved = Announcement.objects.get(kind="moved")
        counts = []
        for url in (
            at("mailing-list", issued.ref),
            at("announcement", issued.ref, moved.pk),
            at("meeting-desk", issued.ref),
        ):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            counts.append(len(asked))
        assert counts == [12, 8, 18]


class TestWhatBecameOfEach:
    def test_the_page_says_it_in_words(self, told, client, officer):
        refuse(told.deliveries.get(email=officer.email))
        response = client.get(at("announcement", told.meeting.ref, told.pk))
        text = re.sub(r"\s+", " ", response.text)
        assert "The mail server refused this mail (550)." in text
        assert "1 did not arrive" in text
        assert "Whether anybody has read it the portal does not know" in text
        assert "1 did not arrive" in client.get(at("meeting-desk", told.meeting.ref)).text

    def test_an_address_is_put_right_and_the_mail_sent_again_to_that_one(self, told, client, officer):
        row = refuse(told.deliveries.get(email=officer.email))
        url = at("announcement-again", told.meeting.ref, told.pk, row.pk)
        assert client.post(url, {"email": "Right@Office.example"}).status_code == 303
        row.refresh_from_db()
        assert (row.email, row.tries, row.message.to, row.message.state) == (
            "right@office.example",
            2,
            "right@office.example",
            "queued",
        )
        notices.send(row.message, at=NOW)
        assert [m.to for m in mail.outbox] == [["right@office.example"]]
        assert Message.objects.count() == 3
        people = mailing.list_of(told.meeting, kind="issued", on=TODAY).recipients
        assert [(r.email, r.audience) for r in people] == [
            ("right@office.example", "officer"),
            ("p@home.example", "public"),
        ]
        officer.refresh_from_db()
        assert officer.email != "right@office.example"

    def test_twice_put_right_is_still_one_person(self, told, clerk, officer):
        row = refuse(told.deliveries.get(email=officer.email))
        for email in ("one@office.example", "two@office.example"):
            row = refuse(deliveries.send_again(row, email=email, by=clerk, at=NOW))
        people = mailing.list_of(told.meeting, kind="issued", on=TODAY).recipients
        assert [r.email for r in people if r.audience == "officer"] == ["two@office.example"]

    def test_what_has_gone_out_is_not_sent_again(self, told, client):
        row = told.deliveries.get(audience="officer")
        response = client.post(
            at("announcement-again", told.meeting.ref, told.pk, row.pk), {"email": "x@y.example"}
        )
        assert response.status_code == 409
        assert "on its way or has gone out" in response.text
        assert Message.objects.count() == 2

    @pytest.mark.parametrize(
        ("audience", "email", "status"),
        [
            ("officer", "nowhere", 422),
            ("officer", "p@home.example", 409),
            ("public", "other@home.example", 409),
            ("public", "", 303),
        ],
    )
    def test_where_it_cannot_go_it_says_so_at_the_field(self, told, client, audience, email, status):
        row = refuse(told.deliveries.get(audience=audience))
        response = client.post(at("announcement-again", told.meeting.ref, told.pk, row.pk), {"email": email})
        assert response.status_code == status
        assert ('role="alert"' in response.text) == (status != 303)

    def test_a_held_mail_sent_again_is_asked_about_again(self, told, clerk, officer):
        row = told.deliveries.get(email=officer.email)
        Message.objects.filter(pk=row.message_id).update(
            state="held", error="What it tells of may no longer be told."
        )
        row = deliveries.send_again(row, by=clerk, at=NOW)
        assert notices.send(row.message, at=NOW).state == "sent"


class TestTheMailOfASupplement:
    @pytest.fixture
    def url(self, issued, clerk):
        return at("supplement-issue", issued.ref, after.start(issued, clerk).number)

    def test_it_is_shown_and_kept_as_the_mail_of_an_issue_is(self, issued, client, url):
        assert f'value="More papers: {issued}"' in client.get(url).text
        data = {"subject": "Late papers", "words": "Sorry.", "look": "1"}
        response = client.post(url, data)
        assert response.status_code == 200
        assert "- Supplement 1: The figures came from the Treasury on Friday." in response.text
        row = Announcement.objects.get(kind="supplement")
        assert (row.subject, row.words, row.told_at) == ("Late papers", "Sorry.", None)

    def test_a_private_title_stops_it(self, client, url):
        response = client.post(url, {"subject": "S", "words": "Umberslade’s case"})
        assert response.status_code == 409
        assert "hold a private title" in response.text
