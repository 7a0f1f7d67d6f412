"""What goes on when the municipal year ends: the business and the dates that the new membership inherits."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from panel.models import CspIssue, WorkingGroup
from panel.queries.standing import Task
from panel.states.dealings import CspState
from pcc_portal.meetings.actions.reviews import in_force
from pcc_portal.meetings.models import Body, Item, Meeting, PaperRequest
from pcc_portal.meetings.states import BROKEN_OFF


def over(body: Body, *, on: date) -> list[Task]:
    """Each kind of business that waits, with how much of it and where it is; six queries."""
    to_come = Meeting.objects.filter(body=body, held_on__gte=on).pending().count()
    unfinished = Item.objects.filter(meeting__body=body, meeting__life__in=BROKEN_OFF, is_unfinished=True)
    asked = PaperRequest.objects.awaited().filter(item__meeting__body=body)
    waiting = CspIssue.objects.filter(body=body, state__in=[CspState.RECEIVED, CspState.STRATEGIC])
    exempt = in_force({body.organisation_id})
    rows = [
        ("Meetings planned or called", to_come, reverse("panel:year")),
        ("Items left over by a meeting that was broken off", unfinished.count(), reverse("panel:meetings")),
        ("Papers that somebody still owes", asked.count(), reverse("panel:my")),
        ("Working groups", WorkingGroup.objects.filter(body=body).live().count(), reverse("panel:groups")),
        ("Issues of partnerships not yet answered", waiting.count(), reverse("panel:csp-issues")),
        ("Exemptions in force, each with its review day", len(exempt), reverse("panel:exemptions")),
    ]
    return [Task(title, str(count), href, "See them") for title, count, href in rows if count]
