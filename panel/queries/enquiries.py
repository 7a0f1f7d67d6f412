"""What lines of enquiry call for on /my/: questions to answer by a day, answers to wait for, and what the Chair is to hear of."""

from datetime import date

from django.db.models import Count
from django.urls import reverse

from panel import rules
from panel.models import Enquiry
from panel.queries.standing import Standing, Task
from panel.states import EnquiryState
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.states import PENDING


def written(here: Standing, user: User, *, on: date) -> None:
    """Written questions that nobody has answered: for the office that is asked, and for the member who asks."""
    rows = Enquiry.objects.visible_to(user).filter(state=EnquiryState.WRITTEN)
    for row in rows.select_related("meeting__body", "paper__document").order_by("due_on"):
        assert row.due_on is not None, "the database holds a written question to a due date"
        words = f"{row.meeting}, page {row.page}. Due {row.due_on.day} {row.due_on:%B}."
        late = row.due_on < on
        if rules.may_answer(user, row):
            href = reverse("panel:enquiry-answer", args=[row.meeting.ref, row.pk])
            here.needs.append(Task("Answer a written question", words, href, "Answer", is_late=late))
        elif row.owner_id == user.pk:
            href = reverse("panel:enquiries", args=[row.meeting.ref])
            here.waits.append(Task("Your written question", words, href, "Open", is_late=late))


def to_hear(here: Standing, user: User) -> None:
    """What members have shared with the Chair of meetings that are still to come."""
    bodies = user.rights.organisations(Power.HEAR_ENQUIRIES)
    if not bodies:
        return
    counted = (
        Enquiry.objects.filter(state=EnquiryState.SHARED, meeting__body__organisation__in=bodies)
        .exclude(owner=user)
        .filter(meeting__life__in=PENDING)
        .values("meeting")
        .annotate(count=Count("pk"))
    )
    counts = {row["meeting"]: row["count"] for row in counted}
    for meeting in Meeting.objects.filter(pk__in=counts).select_related("body"):
        count = counts[meeting.pk]
        words = f"{count} line{'' if count == 1 else 's'} of enquiry that members have shared with you."
        href = reverse("panel:enquiries", args=[meeting.ref])
        here.needs.append(Task(f"What members want to ask: {meeting}", words, href, "Read"))
