"""Papers that somebody was asked for, and the links of those without an account."""

import re

from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.models import Person
from pcc_portal.meetings.actions import requests
from pcc_portal.notices.models import Message
from tests.factories.days import NOW, moment
from tests.factories.people import organisation

DUE = moment(2026, 11, 20).date()  # a Friday


def guest(by, email="dana.field@harbour.example", given="Dana", family="Field"):
    """Somebody outside, who writes by a link."""
    return accounts.guest(email, person=Person(given=given, family=family), by=by, at=NOW)


def asked(of, author, by, *, title="Yearly report", due_on=DUE, at=NOW, **more):
    """A new paper of an item, asked of one person."""
    more.setdefault("organisation", organisation("office"))
    return requests.ask(of, author=author, title=title, due_on=due_on, by=by, at=at, **more)


def key_of(request):
    """The key in the last mail about a request, as its author has it. Only before the mail is sent: then it is blanked."""
    mail = Message.objects.filter(about_id=str(request.pk)).order_by("-queued_at", "-pk").first()
    return re.search(r"/asked/([\w-]+)/", mail.body_text)[1]
