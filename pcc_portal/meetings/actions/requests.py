"""Ask for papers, and keep after them: due dates, promises, reminders, one press that chases all who are late."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.log import record
from pcc_portal.lifecycle import move
from pcc_portal.meetings.actions import arrivals, letters, links, papers
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Item, Meeting, Paper, PaperRequest, Supplement
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import REQUEST_MOVES, Life, PaperRole, PaperState, RequestState
from pcc_portal.workdays import Calendar

EMPTY_HANDED = frozenset({PaperState.DRAFTING, PaperState.TO_FOLLOW})


class AlreadyAsked(Refusal):
    """Two people asked for one paper would write over each other."""


class NotToBeAskedFor(Refusal):
    """It is in already, or somebody else has its draft in hand."""


def due_on(body: Body, held_on: date) -> date:
    """The day on which papers are due: the body's working days before the last day for notice (LGA 1972 s100B(3))."""
    days = office_calendar()
    return days.add_working_days(days.last_day_for_notice(held_on, body.notice_days), -body.papers_due_days)


@transaction.atomic
def ask(
    item: Item,
    *,
    author: User,
    title: str,
    due_on: date,
    organisation: Organisation,
    by: User,
    at: datetime,
    brief: str = "",
    author_role: str = "",
    paper: Paper | None = None,
    supplement: Supplement | None = None,
) -> PaperRequest:
    """Ask one person for a paper: for one that is on the agenda, or for a new one, whose place is made now.

    Once the agenda is out, a new one comes with the ``supplement`` in hand. The brief stays in the portal; the mail says the title, the day and the way in. Raises AlreadyAsked,
    NotToBeAskedFor and, for a new paper, AgendaLocked.
    """
    if paper is None:
        paper = papers.add(
            item,
            public_title=title,
            organisation=organisation,
            role=PaperRole.APPENDIX if item.papers.exists() else PaperRole.REPORT,
            author=str(author),
            author_role=author_role,
            supplement=supplement,
            by=by,
            at=at,
        )
    paper = _to_be_asked_for(paper)
    request = PaperRequest.objects.create(
        item=paper.item,
        paper=paper,
        title=paper.public_title,
        author=author,
        brief=brief,
        due_on=due_on,
        asked_at=at,
        asked_by=by,
    )
    _noted("asked", request, by=by, at=at, author=str(author), due_on=due_on.isoformat())
    letters.asked(request, by=by, at=at)
    return request


def _to_be_asked_for(paper: Paper) -> Paper:
    """The paper as it is now, its row locked. Raises AlreadyAsked, NotToBeAskedFor."""
    rows = Paper.objects.select_for_update(of=("self",)).select_related("item__meeting__body")
    paper = rows.get(pk=paper.pk)
    if PaperRequest.objects.live().filter(paper=paper).exists():
        raise AlreadyAsked("Somebody has been asked for this paper. Withdraw that request first.")
    if paper.state not in EMPTY_HANDED:
        raise NotToBeAskedFor("This paper is in, or is only named: there is nothing to ask for.")
    if paper.is_with_author:
        raise NotToBeAskedFor(
            "Somebody has a draft of this paper in hand, which is not for others to read. Ask for a new paper."
        )
    return paper


@transaction.atomic
def promise(request: PaperRequest, *, promised_for: date, by: User, at: datetime) -> PaperRequest:
    """Its author says when they will send it; the day it is due stays what it is. Raises BadMove."""
    request = arrivals.take(request)
    move(request, RequestState.PROMISED, along=REQUEST_MOVES, field="state")
    request.promised_for = promised_for
    request.save(update_fields=["state", "promised_for"])
    _noted("promised", request, by=by, at=at, promised_for=promised_for.isoformat())
    return request


@transaction.atomic
def change_due(request: PaperRequest, *, due_on: date, by: User, at: datetime) -> PaperRequest:
    """Another day. Where the agenda prints "To follow, due", it prints this day; an issued agenda stays as it is."""
    meeting = Meeting.objects.get(pk=request.item.meeting_id)
    paper = Paper.objects.filter(requests=request, state=PaperState.TO_FOLLOW).first()
    if paper is not None and meeting.is_draft:
        papers.change_due(paper, due_on=due_on, at=at)
    request = arrivals.take(request)
    request.due_on = due_on
    request.save(update_fields=["due_on"])
    _noted("due_changed", request, by=by, at=at, due_on=due_on.isoformat())
    return request


@transaction.atomic
def withdraw(request: PaperRequest, *, reason: str, by: User, at: datetime) -> PaperRequest:
    """No longer asked for. Raises BadMove."""
    return arrivals.end(request, reason=reason, by=by, at=at)


@transaction.atomic
def send_again(request: PaperRequest, *, by: User, at: datetime) -> PaperRequest:
    """The mail went astray, or into the wrong hands: keys sent before open nothing any more, and a new one goes out."""
    request = arrivals.take(request)
    if not request.is_live:
        raise NotToBeAskedFor("This request was withdrawn: there is nothing to send.")
    links.end(request, at=at)
    letters.again(request, by=by, at=at)
    _noted("sent_again", request, by=by, at=at)
    return request


def late(meeting: Meeting, *, on: date) -> list[PaperRequest]:
    """Every request of this meeting whose author is to be chased, the longest awaited first, then as on the agenda."""
    rows = PaperRequest.objects.awaited().filter(item__meeting=meeting, due_on__lt=on).with_people()
    in_turn = rows.order_by("due_on", "asked_at", "item__position", "paper__position")
    return [request for request in in_turn if request.is_to_chase(on=on)]


@transaction.atomic
def chase(meeting: Meeting, *, chosen: Collection[UUID], by: User, at: datetime) -> int:
    """One mail to each of those chosen who is still late; twice on one day is once. Returns how many were written."""
    written = [
        request.title
        for request in late(meeting, on=timezone.localdate(at))
        if request.pk in chosen and letters.chased(request, by=by, at=at)
    ]
    if written:
        record("meetings.requests.chased", subject=meeting, by=by, at=at, thread=meeting.ref, titles=written)
    return len(written)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """The clock's work: each author hears so many working days before the day, as the body has it. Returns how many.

    A step that the clock missed is caught up with the next one; once for each step and day, however often it runs.
    Counted to the day they promised, where they did.
    """
    today, days = timezone.localdate(at), office_calendar()
    to_come = PaperRequest.objects.awaited().filter(item__meeting__held_on__gte=today)
    rows = to_come.exclude(item__meeting__life=Life.CANCELLED)
    return sum(_remind(request, days, today=today, at=at) for request in rows.with_people())


def _remind(request: PaperRequest, days: Calendar, *, today: date, at: datetime) -> bool:
    day = request.promised_for or request.due_on
    left = days.working_days_left(today, day)
    steps = [step for step in request.item.meeting.body.remind_days if step >= left]
    if today > day or not steps or timezone.localdate(request.asked_at) == today:
        return False
    return letters.reminder(request, days=min(steps), at=at)


def _noted(what: str, request: PaperRequest, *, by: User, at: datetime, **facts: str) -> None:
    record(
        f"meetings.request.{what}",
        subject=request,
        by=by,
        at=at,
        thread=request.item.meeting.ref,
        title=request.title,
        **facts,
    )
