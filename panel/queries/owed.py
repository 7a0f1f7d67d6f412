"""Promises on /my/: one's own that are still open, and for the clerk how many are overdue."""

from datetime import date

from django.urls import reverse

from panel.queries.promises import LATE, Promised, with_everything
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Promise
from pcc_portal.meetings.states import PromiseState
from pcc_portal.web.templatetags.words import short_date


def own(here: Standing, user: User, *, on: date) -> None:
    """What this person promised in the open part of a meeting that has risen, and has not come back to; one query."""
    if user.person_id is None:
        return
    rows = Promise.objects.in_public().filter(
        by=user.person_id, state=PromiseState.OPEN, entry__minutes__rose_at__isnull=False
    )
    for row in (Promised(promise, on) for promise in with_everything(rows)):
        words = f"Promised to {row.to} on {short_date(row.meeting.held_on)}. Due: {row.due_words}."
        title = f"You promised: {row.what}"
        here.needs.append(Task(title, words, row.meeting.path, "The meeting", is_late=row.is_late))


def overdue(here: Standing, user: User, *, on: date) -> None:
    """For those who keep the list; one query."""
    offices = user.rights.organisations(Power.PREPARE)
    if not offices:
        return
    rows = Promise.objects.filter(
        entry__minutes__meeting__body__organisation__in=offices, state=PromiseState.OPEN
    ).select_related("due_meeting")
    count = sum(row.is_late(on=on) for row in rows)
    if count:
        title = f"{count} promise{' is' if count == 1 else 's are'} overdue"
        href = f"{reverse('panel:promises-kept')}?show={LATE}"
        words = "Made to the Panel, and not reported back yet."
        here.needs.append(Task(title, words, href, "Look", is_late=True))
