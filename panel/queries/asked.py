"""Papers that somebody was asked for, and clearances, on the pages of those who owe them and those who wait."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Clearance, Meeting, Paper, PaperRequest
from pcc_portal.meetings.states import AgendaStatus, ClearanceState, RequestState, SupplementStatus
from pcc_portal.workdays import Calendar


def to_come(asked: PaperRequest, meeting: Meeting, *, on: date, calendar: Calendar) -> Task:
    """What somebody owes the clerk; late, the button leads to where all who are late are chased."""
    chased = asked.is_to_chase(on=on)
    href = reverse("meetings:requests-chase" if chased else "meetings:requests", args=[meeting.ref])
    words = f"{meeting}. {asked.author}. {asked.standing(on=on, days=calendar)}"
    return Task(asked.title, words, href, "Chase" if chased else "Open", is_late=asked.is_late(on=on))


def still_to_follow(here: Standing, user: User, *, on: date, calendar: Calendar) -> None:
    """What is still owed to a meeting whose papers are out."""
    meetings = Meeting.objects.prepared_by(user).filter(status=AgendaStatus.ISSUED, held_on__gte=on)
    for asked in PaperRequest.objects.awaited().filter(item__meeting__in=meetings).with_people():
        here.waits.append(to_come(asked, asked.item.meeting, on=on, calendar=calendar))


def as_asked(
    here: Standing, paper: Paper, asked: PaperRequest, *, mine: bool, href: str, on: date, calendar: Calendar
) -> None:
    """A paper that one person of the office was asked for needs that one, and is what the others wait for."""
    meeting = paper.item.meeting
    late = asked.is_late(on=on)
    if mine:
        back = f" Given back: {paper.returned_reason}" if paper.returned_reason else ""
        words = f"{meeting}. {asked.standing(on=on, days=calendar)}{back}"
        here.needs.append(Task(f"Write “{paper.public_title}”", words, href, "Write", is_late=late))
    else:
        words = f"{meeting}. Asked of {asked.author}. {asked.standing(on=on, days=calendar)}"
        here.waits.append(Task(paper.public_title, words, href, "Open", is_late=late))


def as_clearer(here: Standing, user: User) -> None:
    """Papers that are in and wait for this person's word, of an agenda in draft or of a supplement."""
    rows = Clearance.objects.filter(
        asked_of=user,
        state=ClearanceState.ASKED,
        request__state=RequestState.IN,
    )
    rows = rows.filter(
        Q(request__item__meeting__status=AgendaStatus.DRAFT)
        | Q(request__paper__supplement__status=SupplementStatus.DRAFT)
    )
    for row in rows.select_related("request__item__meeting__body", "request__paper__supplement"):
        meeting = row.request.item.meeting
        late = row.request.paper.supplement if row.request.paper else None
        href = reverse("meetings:clearance", args=[meeting.ref, row.pk])
        where = f"{late} to {meeting}" if late else meeting
        words = f"{where}. Asked of you for {row.get_kind_display()}."
        here.needs.append(Task(f"Clear “{row.request.title}”", words, href, "Look"))
