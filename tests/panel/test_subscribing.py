"""The public is told only after a second yes, and leaves with one press; nobody learns who is told."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pcc_portal.audit.models import Event
from pcc_portal.meetings.actions import announcements, mailing, seats, subscriptions
from pcc_portal.meetings.models import Delivery, ListEntry, Subscription, SwitchedOff
from pcc_portal.notices import actions as notices
from pcc_portal.notices import bounces
from pcc_portal.notices.models import Message
from tests.factories import meetings, packs
from tests.factories.days import NOW

pytestmark = pytest.mark.django_db
ASK = "/panel/subscribe/"


@pytest.fixture(autouse=True)
def empty_cache(panel_body):
    cache.clear()
    yield
    cache.clear()


def ask(email, **more):
    return Client().post(ASK, {"email": email}, **more)


def link(message):
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", message.body_text)[1]


def subscribed(body, email="p@home.example"):
    return Subscription.objects.create(body=body, email=email, asked_at=NOW, confirmed_at=NOW)


def sent_to(row):
    url = subscriptions.unsubscribe_url(row.pk)
    return url.removeprefix("http://127.0.0.1:8000")


class TestAsking:
    def test_twice_yes(self):
        ask("Somebody@Home.example")
        message = Message.objects.get()
        assert (message.to, message.secret) == ("somebody@home.example", True)
        url = link(message)
        row = Subscription.objects.get()
        assert row.confirmed_at is None
        assert url.split("/")[-2] not in str(Subscription.objects.values())
        client = Client(enforce_csrf_checks=False)
        assert "Yes, tell me" in client.get(url).text
        row.refresh_from_db()
        assert row.confirmed_at is None  # programs that check mails open every link
        assert client.post(url).status_code == 200
        row.refresh_from_db()
        assert row.confirmed_at is not None
        assert client.post(url).status_code == 410
        assert [e.kind for e in Event.objects.all()] == ["meetings.subscription.confirmed"]
        assert "home.example" not in str(Event.objects.values())

    def test_the_answer_is_the_same_for_every_address(self, panel_body):
        subscribed(panel_body, "known@home.example")
        ask("asked@home.example")
        answers = {
            re.sub(r'value="[^"]{40,}"', "", ask(f"{who}@home.example").text)
            for who in ("new", "asked", "known")
        }
        assert len(answers) == 1
        assert Message.objects.get(to="known@home.example").kind == "meetings.subscription_known"

    def test_asked_again_the_link_before_opens_nothing(self):
        ask("a@home.example")
        first = link(Message.objects.get())
        ask("a@home.example")
        second = link(Message.objects.order_by("queued_at").last())
        assert [Client().post(url).status_code for url in (first, second)] == [410, 200]

    def test_a_link_is_good_for_two_days(self):
        row = subscriptions.ask(
            meetings.body(), email="a@home.example", at=timezone.now() - timedelta(days=2)
        )
        assert Client().post(link(Message.objects.get())).status_code == 410
        assert subscriptions.drop_unconfirmed(at=timezone.now()) == 1
        assert not Subscription.objects.filter(pk=row.pk).exists()
        assert "home.example" not in str(Message.objects.values())

    def test_nobody_fills_a_strangers_letter_box(self):
        answers = [ask("victim@home.example").status_code for _ in range(6)]
        assert (answers, Message.objects.count()) == ([200] * 6, 3)

    def test_nobody_asks_for_everybody(self):
        answers = [ask(f"{n}@home.example").status_code for n in range(22)]
        assert answers == [200] * 20 + [429] * 2
        assert ask("other@home.example", REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_what_is_wrong_stands_at_its_field(self):
        response = ask("nowhere")
        assert response.status_code == 422
        assert 'value="nowhere"' in response.text
        assert (Message.objects.count(), Subscription.objects.count()) == (0, 0)


class TestLeaving:
    @pytest.fixture
    def told(self, clerk, panel_body):
        """Somebody who was told of one issue, and is waiting to be told of another."""
        row = subscribed(panel_body)
        for n in (60, 90):
            on = meetings.meeting(clerk, held_on=timezone.localdate() + timedelta(days=n))
            packs.issued(on, clerk)
            if n == 60:
                notices.send(Message.objects.get(to=row.email), at=NOW)
        return row

    def test_a_mail_carries_the_button_of_rfc_8058(self, told):
        (sent,) = mail.outbox
        url = sent.extra_headers["List-Unsubscribe"].strip("<>")
        assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert url in sent.body
        assert url.endswith(sent_to(told))

    def test_one_press_without_a_session_and_nothing_is_kept(self, told):
        url = sent_to(told)
        client = Client(enforce_csrf_checks=True)
        assert "Leave" in client.get(url).text
        assert Subscription.objects.count() == 1  # reading changes nothing
        response = client.post(
            url, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code == 200
        assert Subscription.objects.count() == 0
        for model in (Message, Delivery, Event):
            assert "p@home.example" not in str(model.objects.values())
        waiting = Delivery.objects.filter(
            announcement__meeting__held_on__gt=timezone.localdate() + timedelta(days=80)
        )
        assert waiting.get(audience="public").message.state == "held"

    def test_what_the_clerk_took_off_a_list_is_forgotten_with_it(self, clerk, officer, panel_body):
        on = meetings.meeting(clerk)
        theirs, also_an_officers = subscribed(panel_body), subscribed(panel_body, officer.email)
        for row in (theirs, also_an_officers):
            mailing.take_off(on, email=row.email, by=clerk, at=NOW)
            Client().post(sent_to(row))
        assert list(ListEntry.objects.values_list("email", flat=True)) == [officer.email]

    def test_twice_and_with_a_link_of_nobody_it_says_the_same(self, told):
        url = sent_to(told)
        pages = {
            re.sub(r'value="[^"]{40,}"', "", Client().post(u).text)
            for u in (url, url, "/panel/unsubscribe/7.x/")
        }
        assert len(pages) == 1

    def test_nobody_leaves_for_somebody_else(self, told):
        for token in (f"{told.pk}.AAAA", str(told.pk), f"{told.pk + 1}.{sent_to(told).split('.')[1]}"):
            Client().post(f"/panel/unsubscribe/{token}")
            Client().post(f"/panel/unsubscribe/{token}/")
        assert Subscription.objects.count() == 1

    def test_who_is_a_member_too_stays_told_as_one(self, clerk, officer, panel_body):
        on = meetings.meeting(clerk, held_on=timezone.localdate() + timedelta(days=60))
        meetings.written(meetings.item(on, clerk, kind="papers"), clerk)
        row = subscribed(panel_body, officer.email)
        announcements.tell(on, kind="issued", news=[], by=clerk, at=NOW)
        Client().post(sent_to(row))
        assert Delivery.objects.get().email == Message.objects.get().to == officer.email


class TestPreferences:
    URL = "/my/telling/"

    def test_an_officer_chooses(self, officer, client):
        client.force_login(officer)
        assert client.post(self.URL, {"wanted": ["changes"]}).status_code == 303
        assert list(SwitchedOff.objects.values_list("topic", flat=True)) == ["papers"]
        text = client.get(self.URL).text
        assert "summoned" not in text
        assert re.findall(r'value="(\w+)" id="topic-\w+"( checked)?', text) == [
            ("papers", ""),
            ("changes", " checked"),
        ]

    def test_a_member_is_always_told_of_papers_and_is_told_so(self, clerk, panel_body, panel_member, client):
        seats.fill(
            meetings.seats(panel_body, "aldercote")[0],
            panel_member.person,
            from_on=timezone.localdate(),
            by=clerk,
            at=NOW,
        )
        client.force_login(panel_member)
        assert client.post(self.URL, {}).status_code == 303
        assert list(SwitchedOff.objects.values_list("topic", flat=True)) == ["changes"]
        text = client.get(self.URL).text
        assert "it is how the law has members summoned" in text
        assert 'id="topic-papers" checked disabled' in text

    def test_the_calendars_address_is_shown_once(self, panel_member, client):
        client.force_login(panel_member)
        text = client.post("/my/telling/calendar/make/").text
        address = re.search(r"<code>http://127\.0\.0\.1:8000(\S+)</code>", text)[1]
        assert Client().get(address).status_code == 200
        assert address not in client.get(self.URL).text
        assert client.post("/my/telling/calendar/end/").status_code == 303
        assert Client().get(address).status_code == 404

    def test_there_is_no_calendar_for_one_without_meetings(self, officer, client):
        client.force_login(officer)
        assert "Your own calendar" not in client.get(self.URL).text
        assert client.post("/my/telling/calendar/make/").status_code == 403

    def test_the_name_of_the_page_is_in_the_mails(self):
        assert reverse("panel:telling") == self.URL


class TestComingBack:
    """One mail that comes back for good ends the writing; asking and confirming anew begins it again."""

    @pytest.fixture
    def told(self, clerk, panel_body):
        """Somebody to whom a mail went out."""
        row = subscribed(panel_body)
        row.confirmed_at = timezone.now() - timedelta(hours=2)
        row.save()
        on = packs.issued(meetings.meeting(clerk, of=panel_body), clerk)
        notices.send(Message.objects.get(to=row.email), at=timezone.now() - timedelta(hours=1))
        return Delivery.objects.get(email=row.email, announcement__meeting=on)

    def listed(self, delivery):
        meeting = delivery.announcement.meeting
        return mailing.list_of(meeting, kind="moved", on=NOW.date())

    def test_after_one_that_came_back_nothing_more_is_written(self, told, clerk):
        assert [one.email for one in self.listed(told).recipients] == ["p@home.example"]
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        assert self.listed(told).recipients == []
        meeting = told.announcement.meeting
        announcements.tell(meeting, kind="moved", news=["Now at 3pm."], by=clerk, at=NOW)
        assert Message.objects.filter(to="p@home.example").count() == 1

    def test_what_waited_when_it_came_back_is_held(self, told, clerk):
        row = announcements.tell(told.announcement.meeting, kind="moved", news=["Now."], by=clerk, at=NOW)
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        assert notices.send(row.deliveries.get().message, at=NOW).state == "held"

    def test_a_member_is_written_to_all_the_same(self, told, clerk, officer):
        """It is how they are summoned: the clerk puts the address right."""
        told.audience = "member"
        told.save()
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        assert [one.email for one in self.listed(told).recipients] == ["p@home.example"]

    def test_the_clerk_sees_it_and_cannot_send_again(self, told, clerk, client):
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        client.force_login(clerk)
        meeting = told.announcement.meeting
        listed = client.get(reverse("meetings:mailing-list", args=[meeting.ref])).text
        assert "No longer written to" in listed
        assert "<li>p@home.example</li>" in listed
        page = reverse("meetings:announcement", args=[meeting.ref, told.announcement_id])
        assert "No more is sent to this subscriber" in client.get(page).text
        again = reverse("meetings:announcement-again", args=[meeting.ref, told.announcement_id, told.pk])
        refused = client.post(again)
        assert (refused.status_code, "came back, so no more is sent" in refused.text) == (409, True)

    def test_asked_and_confirmed_anew_they_are_written_to_again(self, told):
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        ask("p@home.example")
        assert self.listed(told).recipients == []
        assert Client().post(link(Message.objects.get(kind="meetings.subscription_asked"))).status_code == 200
        assert [one.email for one in self.listed(told).recipients] == ["p@home.example"]

    def test_not_confirmed_anew_nothing_is_kept(self, told):
        bounces.bounced(told.message_id, code="5.1.1", at=NOW)
        ask("p@home.example")
        assert subscriptions.drop_unconfirmed(at=timezone.now() + timedelta(days=3)) == 1
        assert "home.example" not in f"{Message.objects.values()}{Delivery.objects.values()}"
