"""The last papers of the demonstration were told, once each; its mail server refuses one address, as a real one would."""

import smtplib

import pytest
from django.core.mail import EmailMessage

from demo.content.outsiders import INVITED, SUBSCRIBERS
from demo.mail import Outbox
from pcc_portal.meetings.models import Announcement, Subscription
from pcc_portal.notices.models import Message


@pytest.mark.slow
def test_the_last_papers_were_told_and_nothing_waits(loaded, db):
    row = Announcement.objects.get()
    emails = set(row.deliveries.values_list("email", flat=True))
    assert {*SUBSCRIBERS, *(email for _, _, email in INVITED)} <= emails
    assert "member@demo.example" in emails
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert set(
        Message.objects.filter(about_kind="meetings.announcement").values_list("sent_at", flat=True)
    ) == {row.told_at}
    assert Subscription.objects.filter(confirmed_at__isnull=False).count() == len(SUBSCRIBERS)


def test_one_address_is_refused_and_others_are_written(tmp_path):
    server = Outbox(alias="default", file_path=str(tmp_path))
    gone = next(email for _, _, email in INVITED if email.endswith("@gone.example"))
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        server.send_messages([EmailMessage("S", "B", "portal@localhost", [gone])])
    assert refused.value.recipients[gone][0] == 550
    assert server.send_messages([EmailMessage("S", "B", "portal@localhost", [SUBSCRIBERS[0]])]) == 1
    assert len(list(tmp_path.iterdir())) == 1
