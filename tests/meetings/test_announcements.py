"""Issuing tells everyone on the list once, in public words; what is withdrawn in the meantime is not told."""

import time
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pcc_portal.audit.models import Event
from pcc_portal.documents.actions import releases
from pcc_portal.documents.models import Release
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions import agendas, announcements, items, mailing, publications, seats
from pcc_portal.meetings.actions import packs as building
from pcc_portal.meetings.models import (
    Announcement,
    Delivery,
    Item,
    ListEntry,
    Seat,
    Subscription,
    SwitchedOff,
)
from pcc_portal.notices import actions as notices
from pcc_portal.notices.models import Message
from tests.factories import meetings, packs, people
from tests.factories.days import NOW, TODAY

pytestmark = pytest.mark.django_db
PRIVATE = "Complaint of Mr Umberslade"


@pytest.fixture
def draft(clerk, panel_body, officer, panel_member):
    """An open paper of the office, an exempt item of the council, and a seat with the member in it."""
    seat = meetings.seats(panel_body, "aldercote", independent=1)[0]
    seats.fill(seat, panel_member.person, from_on=date(2025, 5, 1), by=clerk, at=NOW)
    on = meetings.meeting(clerk, of=panel_body)
    report = meetings.item(on, clerk, title="Report of the Commissioner", kind="papers")
    meetings.written(report, clerk, title="Annual report")
    held = meetings.item(on, clerk, title="Complaints", kind="papers")
    meetings.written(held, clerk, title="About Quillfeather", of_organisation=on.body.host)
    items.exempt(held, meetings.grounds(1), by=clerk, at=NOW, private_title=PRIVATE)
    return on


def subscribe(body, *emails):
    Subscription.objects.bulk_create(
        Subscription(body=body, email=email, asked_at=NOW, confirmed_at=NOW) for email in emails
    )


def add(meeting, email, by, *, is_on=True, name="Added"):
    return ListEntry.objects.create(meeting=meeting, email=email, name=name, is_on=is_on, by=by)


def told(meeting):
    return Announcement.objects.get(meeting=meeting, told_at__isnull=False)


def to(announcement):
    return {d.email: d.audience for d in announcement.deliveries.all()}


def work():
    for message in Message.objects.filter(state="queued"):
        notices.send(message, at=NOW)


class TestIssuing:
    def test_everyone_on_the_list_gets_one_mail(self, draft, clerk, panel_member, officer):
        subscribe(draft.body, "public@home.example", officer.email)
        packs.issued(draft, clerk)
        row = told(draft)
        assert to(row) == {
            panel_member.email: "member",
            officer.email: "officer",
            "public@home.example": "public",
        }
        assert Message.objects.count() == Job.objects.filter(task="notices.send").count() == 3
        assert row.subject == "Papers issued: Panel, 17 December 2026"
        assert row.news == ["Item 1: Report of the Commissioner"]
        event = Event.objects.get(kind="meetings.announcement.told")
        assert event.facts == {"people": 3, "subject_line": row.subject}

    def test_what_a_member_and_the_public_read(self, draft, clerk, panel_member):
        subscribe(draft.body, "public@home.example")
        packs.issued(draft, clerk)
        work()
        read = {m.to[0]: m for m in mail.outbox}
        member, public = read[panel_member.email].body, read["public@home.example"].body
        for body in (member, public):
            assert "- Item 1: Report of the Commissioner\n" in body
            assert "http://127.0.0.1:8000/panel/meetings/pcp-2026-12-17/\n" in body
            assert "/panel/meetings/pcp-2026-12-17/pack.pdf" in body
        assert ("member-pack.pdf" in member, "member-pack.pdf" in public) == (True, False)
        for one in mail.outbox:
            assert one.attachments == []
            assert "Umberslade" not in f"{one.subject}{one.body}"
            assert "Quillfeather" not in f"{one.subject}{one.body}"

    def test_papers_that_are_only_brought_in_tell_nobody(self, draft, clerk):
        packs.seconded(draft, clerk)
        agendas.lock(draft, by=clerk, at=NOW)
        made = packs.built(draft)
        pack = building.merge(made, draft, draft=False, at=NOW)
        publications.let_out(draft, made, pack, by=clerk, at=NOW, is_told=False)
        assert (Announcement.objects.count(), Message.objects.count()) == (0, 0)

    def test_pressed_twice_it_is_told_once(self, draft, clerk):
        packs.issued(draft, clerk)
        with pytest.raises(BadMove):
            packs.issued(draft, clerk)
        assert Announcement.objects.count() == 1

    @pytest.mark.slow
    def test_five_hundred_do_not_hold_up_the_issue(self, draft, clerk):
        """A constant number of queries beside the INSERTs, and well under the time of laying out one page each."""
        subscribe(draft.body, *(f"reader{n}@home.example" for n in range(500)))
        started = time.process_time()
        packs.issued(draft, clerk)
        assert time.process_time() - started < 4
        assert Message.objects.count() == Delivery.objects.count() == 502

    @pytest.mark.slow
    def test_queries_do_not_grow_with_the_list(self, clerk, panel_body):
        counts = []
        for n, day in ((3, 10), (90, 11)):
            subscribe(panel_body, *(f"reader{day}{k}@home.example" for k in range(n)))
            on = meetings.meeting(clerk, of=panel_body, held_on=date(2026, 12, day))
            with CaptureQueriesContext(connection) as asked:
                announcements.tell(on, kind="moved", news=["Now at 3pm."], by=clerk, at=NOW)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestTheWords:
    def test_prepared_words_are_told(self, draft, clerk):
        words = {"subject": "The December papers", "words": "Good reading."}
        announcements.prepare(draft, kind="issued", **words, by=clerk, at=NOW)
        announcements.prepare(draft, kind="issued", **words | {"words": "Better reading."}, by=clerk, at=NOW)
        packs.issued(draft, clerk)
        assert (told(draft).subject, told(draft).words) == ("The December papers", "Better reading.")
        assert Announcement.objects.count() == 1

    @pytest.mark.parametrize(
        "words", [f"See: {PRIVATE}!", "complaint of\n MR  umberslade", "About Quillfeather"]
    )
    def test_private_titles_are_refused(self, draft, clerk, words):
        for where in ("subject", "words"):
            said = {"subject": "Papers", "words": "Words"} | {where: words}
            with pytest.raises(announcements.PrivateWords):
                announcements.prepare(draft, kind="issued", **said, by=clerk, at=NOW)
        assert Announcement.objects.count() == 0

    def test_a_title_that_is_public_too_may_be_said(self, draft, clerk):
        meetings.item(draft, clerk, title="About Quillfeather")
        announcements.prepare(draft, kind="issued", subject="S", words="About Quillfeather", by=clerk, at=NOW)

    def test_words_that_became_private_are_left_out(self, draft, clerk):
        words = "Read about the merger"
        announcements.prepare(draft, kind="issued", subject="S", words=words, by=clerk, at=NOW)
        item = meetings.item(draft, clerk, title="Staffing", kind="papers")
        meetings.written(item, clerk, title="Posts", of_organisation=draft.body.host)
        items.exempt(item, meetings.grounds(4), by=clerk, at=NOW, private_title="the merger")
        packs.issued(draft, clerk)
        assert told(draft).words == announcements.OPENING["issued"]
        assert not Message.objects.filter(body_text__contains="merger").exists()


class TestTheList:
    def test_additions_removals_and_who_is_not_reached(self, draft, clerk, panel_body, panel_member, officer):
        seat = Seat.objects.get(body=panel_body, position=2)
        seats.fill(seat, people.person("Nell", "Quarry"), from_on=TODAY, by=clerk, at=NOW)
        add(draft, "press@paper.example", clerk)
        add(draft, officer.email, clerk, is_on=False)
        found = mailing.list_of(draft, kind="issued", on=TODAY)
        assert [r.email for r in found.recipients] == [panel_member.email, "press@paper.example"]
        assert found.without_address == ["Nell Quarry"]
        assert [entry.email for entry in found.taken_off] == [officer.email]

    def test_members_are_those_of_the_day_of_the_meeting(self, draft, clerk, panel_member):
        sitting = draft.body.seats.first().sittings.get()
        seats.end(sitting, last_on=draft.held_on - timedelta(days=1), by=clerk, at=NOW)
        assert panel_member.email not in [
            r.email for r in mailing.list_of(draft, kind="issued", on=TODAY).recipients
        ]

    def test_new_papers_reach_a_member_whatever_they_switched_off(self, draft, panel_member, officer):
        for user in (panel_member, officer):
            for topic in ("papers", "changes"):
                SwitchedOff.objects.create(user=user, topic=topic)
        assert [r.email for r in mailing.list_of(draft, kind="issued", on=TODAY).recipients] == [
            panel_member.email
        ]
        assert mailing.list_of(draft, kind="moved", on=TODAY).recipients == []

    def test_who_has_not_confirmed_is_not_told(self, draft):
        Subscription.objects.create(body=draft.body, email="a@b.example", asked_at=NOW, token_hash="x")
        assert "a@b.example" not in [
            r.email for r in mailing.list_of(draft, kind="issued", on=TODAY).recipients
        ]

    def test_while_nothing_is_public_the_public_is_not_told(self, draft, clerk, panel_member):
        subscribe(draft.body, "public@home.example")
        row = announcements.tell(draft, kind="moved", news=["Now at 3pm."], by=clerk, at=NOW)
        assert "public" not in to(row).values()
        assert "/panel/meetings/" not in Message.objects.get(to=panel_member.email).body_text


class TestAtSend:
    def test_a_withdrawn_packs_mail_is_held(self, draft, clerk, panel_member):
        packs.issued(draft, clerk)
        pack = Release.objects.live().get(kind="meetings.pack")
        releases.withdraw(pack, by=clerk, at=NOW, reason="A mistake")
        work()
        assert mail.outbox == []
        assert set(Message.objects.values_list("state", flat=True)) == {"held"}

    def test_a_replaced_pack_is_still_told(self, draft, clerk):
        packs.issued(draft, clerk)
        Release.objects.filter(kind="meetings.agenda").update(superseded_at=NOW)
        work()
        assert set(Message.objects.values_list("state", flat=True)) == {"sent"}

    def test_words_that_became_private_since_are_held(self, draft, clerk):
        announcements.prepare(draft, kind="issued", subject="S", words="See the plan", by=clerk, at=NOW)
        packs.issued(draft, clerk)
        Item.objects.get(meeting=draft, public_title="Complaints").private_title.__class__.objects.update(
            title="the plan"
        )
        work()
        assert set(Message.objects.values_list("state", flat=True)) == {"held"}

    def test_who_unsubscribed_meanwhile_is_not_written_to(self, draft, clerk):
        subscribe(draft.body, "public@home.example")
        packs.issued(draft, clerk)
        Subscription.objects.all().delete()
        work()
        assert Message.objects.get(to="public@home.example").state == "held"
        assert "public@home.example" not in [m.to[0] for m in mail.outbox]


class TestDatabaseSaysNo:
    def test_one_prepared_of_a_kind(self, draft):
        row = {"meeting": draft, "kind": "issued", "subject": "S", "words": "W", "prepared_at": NOW}
        Announcement.objects.create(**row)
        with pytest.raises(IntegrityError, match="one_announcement_prepared_of_a_kind"):
            Announcement.objects.create(**row)

    def test_no_subject(self, draft):
        with pytest.raises(IntegrityError, match="announcement_has_a_subject"):
            Announcement.objects.create(meeting=draft, kind="issued", subject="", words="W", prepared_at=NOW)

    def test_one_mail_for_one_address(self, draft):
        row = Announcement.objects.create(
            meeting=draft, kind="issued", subject="S", words="W", prepared_at=NOW
        )
        for email in ("", "", "a@b.example"):
            Delivery.objects.create(announcement=row, audience="public", email=email)
        with pytest.raises(IntegrityError, match="one_mail_for_one_address"):
            Delivery.objects.create(announcement=row, audience="member", email="a@b.example")

    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"email": "A@b.example"}, "subscription_in_lower_case"),
            ({"confirmed_at": None}, "unconfirmed_subscription_has_a_token"),
            ({}, "subscription_once"),
        ],
    )
    def test_subscription(self, panel_body, wrong, constraint):
        row = {"body": panel_body, "email": "a@b.example", "asked_at": NOW, "confirmed_at": NOW}
        if constraint == "subscription_once":
            Subscription.objects.create(**row)
        with pytest.raises(IntegrityError, match=constraint):
            Subscription.objects.create(**row | wrong)

    def test_list_entry(self, draft, clerk):
        add(draft, "a@b.example", clerk)
        for email, constraint in (
            ("a@b.example", "list_entry_once"),
            ("A@x.example", "list_entry_in_lower_case"),
        ):
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                add(draft, email, clerk)

    def test_switched_off_once(self, officer):
        SwitchedOff.objects.create(user=officer, topic="papers")
        with pytest.raises(IntegrityError, match="switched_off_once"):
            SwitchedOff.objects.create(user=officer, topic="papers")
