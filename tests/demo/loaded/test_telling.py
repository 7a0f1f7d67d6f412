"""What the demonstration let out was told, once each; its mail server refuses one address, as a real one would."""

import smtplib

import pytest
from django.core.mail import EmailMessage

from demo.content.outsiders import INVITED, SUBSCRIBERS
from demo.mail import Outbox
from panel.queries import taking_place
from pcc_portal.meetings.models import Announcement, Subscription
from pcc_portal.notices.models import Message
from tests.factories.days import TODAY

pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.slow
def test_all_that_was_let_out_was_told_once_and_nothing_waits(loaded, db):
    told = Announcement.objects.filter(meeting__body__slug="pcp").order_by("told_at")
    assert list(told.values_list("kind", flat=True)) == [
        "issued",
        "supplement",
        "minutes",
        "called",
        "issued",
        "supplement",
    ]
    last, coming, extra = told[0].meeting, told[3].meeting, told[4].meeting
    assert [row.meeting for row in told] == [last, last, last, coming, extra, extra]
    for row in told:
        emails = set(row.deliveries.values_list("email", flat=True))
        assert "member@demo.example" in emails
        # Draft minutes are no news for the public.
        assert emails.isdisjoint(SUBSCRIBERS) if row.kind == "minutes" else {*SUBSCRIBERS} <= emails
        # The press was put on the lists of two meetings by hand.
        assert {email for _, _, email in INVITED}.isdisjoint(emails) == (row.meeting == extra)
        mails = Message.objects.filter(about_kind="meetings.announcement", about_id=str(row.pk))
        assert set(mails.values_list("sent_at", flat=True)) == {row.told_at}
        assert mails.count() == len(emails)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert Subscription.objects.filter(confirmed_at__isnull=False).count() == len(SUBSCRIBERS)


@pytest.mark.slow
def test_the_next_meetings_are_public_so_that_a_members_own_page_names_the_right_one(loaded, db):
    """First the extraordinary one, whose papers are out, then the ordinary one, whose agenda is in preparation."""
    told = Announcement.objects.filter(meeting__body__slug="pcp").order_by("told_at")
    extra, coming = told[4].meeting, told[3].meeting
    assert [(row.collection, row.has_papers) for row in taking_place(on=TODAY)] == [
        (extra.ref, True),
        (coming.ref, False),
    ]


def test_one_address_is_refused_and_others_are_written(tmp_path):
    server = Outbox(alias="default", file_path=str(tmp_path))
    gone = next(email for _, _, email in INVITED if email.endswith("@gone.example"))
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        server.send_messages([EmailMessage("S", "B", "portal@localhost", [gone])])
    assert refused.value.recipients[gone][0] == 550
    assert server.send_messages([EmailMessage("S", "B", "portal@localhost", [SUBSCRIBERS[0]])]) == 1
    assert len(list(tmp_path.iterdir())) == 1
