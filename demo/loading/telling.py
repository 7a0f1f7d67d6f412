"""Who follows the Panel from outside, and the mails that went out with the last papers."""

import re
from datetime import datetime, timedelta

from demo.content import outsiders
from demo.loading.county import County
from pcc_portal.meetings.actions import mailing, subscriptions
from pcc_portal.meetings.models import Meeting
from pcc_portal.notices import actions as notices
from pcc_portal.notices.models import Message
from pcc_portal.notices.states import MessageState

BEFORE = timedelta(days=30)  # of the issue, when they asked to be told


def subscribe(county: County, *, issued: datetime) -> None:
    """Each asks, gets a mail, and confirms by its link."""
    for day, email in enumerate(outsiders.SUBSCRIBERS):
        moment = issued - BEFORE + timedelta(days=day)
        row = subscriptions.ask(county.body, email=email, at=moment)
        mail = Message.objects.filter(about_kind="meetings.subscription", about_id=str(row.pk)).get()
        found = re.search(r"/subscribe/([^/\s]+)/", mail.body_text)
        assert found is not None, "the mail holds the link to confirm"
        notices.send(mail, at=moment)
        subscriptions.confirm(found[1], at=moment + timedelta(minutes=4))


def invite(county: County, meeting: Meeting, *, at: datetime) -> None:
    """The press, as the clerk puts it on the meeting's list; one address is out of date."""
    for name, house, email in outsiders.INVITED:
        mailing.add(meeting, email=email, name=name, house=house, by=county.clerk, at=at)


def send(*, at: datetime) -> int:
    """What waits goes out as it would have at that moment; the workers find it done."""
    waiting = list(Message.objects.filter(state=MessageState.QUEUED))
    for message in waiting:
        notices.send(message, at=at)
    return len(waiting)
