"""What of urgent items and working groups stands on the page of the one person whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from panel.models import GroupMeeting, UrgentItem, WorkingGroup
from panel.queries.standing import Standing, Task
from panel.states.dealings import UrgentState
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power

A_MONTH = timedelta(days=30)


def to_agree(here: Standing, user: User) -> None:
    """The Chair is to say whether it is urgent; one query, and none for anybody else."""
    offices = user.rights.organisations(Power.AGREE_URGENCY)
    if not offices:
        return
    rows = UrgentItem.objects.filter(state=UrgentState.ASKED, meeting__body__organisation__in=offices)
    for row in rows.select_related("meeting__body"):
        href = reverse("panel:urgent-decide", args=[row.meeting.ref, row.pk])
        here.needs.append(Task(f"Is it urgent? “{row.title}”", f"{row.meeting}.", href, "Decide"))


def of_groups(here: Standing, user: User, *, on: date) -> None:
    """When one's working groups meet in the next month; one query, and none for who is in none."""
    offices = user.rights.organisations(Power.READ_GROUP)
    if not offices:
        return
    groups = WorkingGroup.objects.visible_to(user).filter(organisation__in=offices)
    rows = GroupMeeting.objects.filter(group__in=groups, held_on__range=(on, on + A_MONTH))
    for row in rows.select_related("group").order_by("held_on"):
        href = reverse("panel:group-meeting", args=[row.group.slug, row.pk])
        here.dates.append((row.held_on, row.group.name, href))
