"""What home, the list of meetings and /my/ show, each in a constant number of queries."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from panel.queries import board, complaints, dealings, enquiries, owed, register
from panel.queries.asked import as_asked, as_clearer, still_to_follow, to_come
from panel.queries.eyes import as_restorer, as_reviewer, as_second
from panel.queries.late import stopped_rebuilds, supplements_in_hand
from panel.queries.people import grants, lasting, posts, seats
from panel.queries.programme import PROGRAMME, parts_of, programme_of, taken_rows
from panel.queries.settling import of_minutes
from panel.queries.speaking import Speaking, said_of_speaking, speakers_of, to_be_heard
from panel.queries.standing import Standing, Task
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.audit.models import Event
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import JoiningLink, Meeting, NoticeAlert, Paper, PaperRequest
from pcc_portal.meetings.models.body import BOARD
from pcc_portal.meetings.queries import attendance, office_calendar, public
from pcc_portal.meetings.states import (
    EXPECTED,
    AgendaStatus,
    Life,
    PaperState,
    SupplementStatus,
)
from pcc_portal.workdays import Calendar

__all__ = [
    "PROGRAMME",
    "Speaking",
    "grants",
    "lasting",
    "parts_of",
    "posts",
    "programme_of",
    "said_of_speaking",
    "seats",
    "speakers_of",
    "taken_rows",
]

SLUG = "pcp"
A_PAGE = 20
A_MONTH = 30  # days


def notices(*, slug: str = SLUG) -> QuerySet[Release]:
    """Public rows: one for each meeting of the Panel that was called."""
    return public.notices(slug)


def coming(*, on: date, slug: str = SLUG) -> QuerySet[Any]:
    """Those that are called, with whether their papers are out (``has_papers``)."""
    return public.coming(slug, on=on)


def takes_place(notice: Release) -> bool:
    """The same of a notice in hand."""
    return notice.facts.get("life") != "cancelled" and notice.facts.get("is_date_fixed") is not False


def taking_place(*, on: date, slug: str = SLUG) -> QuerySet[Any]:
    """Coming, on a day that is known, and not cancelled."""
    return coming(on=on, slug=slug).filter(public.TAKES_PLACE)


def past(*, on: date) -> QuerySet[Any]:
    return public.past(SLUG, on=on)


def standing(user: User, *, on: date, since: datetime | None) -> Standing:
    """What this person's roles call for: drafts for clerks, papers for authors, the next meeting for members."""
    here = Standing()
    mine = _drafts(user)
    _unsettled(here, user, on=on)
    calendar = office_calendar()
    waiting = _waiting(mine)
    for meeting in mine:
        _as_clerk(here, meeting, waiting.get(meeting.pk, []), on=on, calendar=calendar)
    if user.rights.organisations(Power.GRANT_ROLES):
        here.sentence, here.href, here.act = (
            "You look after people and roles.",
            reverse("panel:people"),
            "People and roles",
        )
    elif not mine:
        _as_reader(here, user, on=on)
    as_second(here, user)
    as_restorer(here, user, on=on)
    as_reviewer(here, user, on=on)
    to_be_heard(here, user)
    clerk_of = {m.pk for m in mine} | supplements_in_hand(here, user)
    stopped_rebuilds(here, user)
    _as_author(here, user, on=on, clerk_of=clerk_of, calendar=calendar)
    as_clearer(here, user)
    complaints.waiting(here, user, on=on)
    dealings.to_agree(here, user)
    dealings.of_groups(here, user, on=on)
    _of_records(here, user, on=on, calendar=calendar)
    register.to_notify(here, user, on=on)
    board.of_the_board(here, user, on=on)
    owed.own(here, user, on=on)
    owed.overdue(here, user, on=on)
    still_to_follow(here, user, on=on, calendar=calendar)
    for tasks in (here.needs, here.waits):
        tasks.sort(key=lambda task: not task.is_late)
    month = on + timedelta(days=A_MONTH)
    _called(here, user, on=on, until=month)
    _joining(here, user, on=on, until=month)
    soon = attendance.meetings_of(user, on=on).filter(held_on__lte=month, is_date_fixed=True)
    here.answers = list(soon.select_related("body"))
    here.dates = sorted((row for row in here.dates if on <= row[0] <= month), key=lambda row: row[0])
    here.changed = _changed(mine, since=since) if since else []
    return here


def _of_records(here: Standing, user: User, *, on: date, calendar: Calendar) -> None:
    """What minutes and lines of enquiry call for."""
    of_minutes(here, user, on=on, calendar=calendar)
    enquiries.written(here, user, on=on)
    enquiries.to_hear(here, user)


def _drafts(user: User) -> list[Meeting]:
    """Agendas this person prepares, next first, with what is in and what is not."""
    counts = {
        "papers_all": Count("items__papers", filter=Q(items__papers__state__in=EXPECTED)),
        "papers_in": Count("items__papers", filter=Q(items__papers__state=PaperState.IN)),
    }
    return list(
        Meeting.objects.prepared_by(user)
        .exclude(status=AgendaStatus.ISSUED)
        .pending()
        .filter(is_date_fixed=True)
        .select_related("body")
        .annotate(**counts)
        .order_by("held_on")[:A_PAGE]
    )


def _waiting(meetings: list[Meeting]) -> dict[int, list[Paper]]:
    """The papers of these meetings that are not in yet, with who was asked for them; three queries for all of them."""
    states = [PaperState.SUBMITTED, PaperState.DRAFTING, PaperState.TO_FOLLOW]
    rows = Paper.objects.filter(item__meeting__in=meetings, state__in=states)
    found: dict[int, list[Paper]] = {}
    rows = rows.select_related("item", "document__organisation").prefetch_related("requests__author__person")
    for paper in rows.order_by("state", "due_on", "pk"):
        found.setdefault(paper.item.meeting_id, []).append(paper)
    return found


def _called(here: Standing, user: User, *, on: date, until: date) -> None:
    """Meetings of the Panel; for whoever answers to the Board or reads its record, its own too, each once."""
    rights = user.rights
    is_of_board = rights.organisations(Power.READ_BOARD) or rights.organisations(Power.ANSWER_BOARD)
    there = {(day, href) for day, _, href in here.dates}
    for slug in (SLUG, BOARD) if is_of_board else (SLUG,):
        for notice in taking_place(on=on, slug=slug).filter(on__lte=until):
            if (notice.on, notice.facts["path"]) not in there:
                here.dates.append((notice.on or on, notice.title, notice.facts["path"]))


def _joining(here: Standing, user: User, *, on: date, until: date) -> None:
    """Meetings that this person may join from afar. The link itself stands on its own page alone."""
    rows = JoiningLink.objects.visible_to(user).filter(meeting__held_on__range=(on, until))
    for link in rows.exclude(meeting__life=Life.CANCELLED).select_related("meeting__body"):
        href = reverse("meetings:meeting-joining", args=[link.meeting.ref])
        here.dates.append((link.meeting.held_on, f"Join {link.meeting} from afar", href))


def _unsettled(here: Standing, user: User, *, on: date) -> None:
    """Meetings whose day is over: only the clerk can say whether they took place."""
    over = Meeting.objects.prepared_by(user).unsettled(on=on).filter(status=AgendaStatus.ISSUED)
    for meeting in over.select_related("body")[:A_PAGE]:
        words = "Its day is over. Was it held, adjourned, or were there too few members?"
        href = reverse("meetings:meeting-life", args=[meeting.ref])
        here.needs.append(Task(f"Say what became of {meeting}", words, href, "Say it"))
    alerts = NoticeAlert.objects.filter(seen_at__isnull=True, meeting__in=Meeting.objects.prepared_by(user))
    for alert in alerts.select_related("day", "meeting__body")[:A_PAGE]:
        was, due = (f"{day.day} {day:%B}" for day in (alert.due_was, alert.due_now))
        words = f"{alert.meeting}: the last day to issue was {was}, and is now {due}."
        href = reverse("meetings:meeting-life", args=[alert.meeting.ref])
        here.needs.append(Task(f"{alert.day} is no working day", words, href, "Look", is_late=alert.is_short))


def _as_clerk(here: Standing, meeting: Any, waiting: list[Paper], *, on: date, calendar: Calendar) -> None:
    due = calendar.last_day_for_notice(meeting.held_on, meeting.body.notice_days)
    left = calendar.working_days_left(on, due)
    words = (
        f"{left} working day{'' if left == 1 else 's'} left" if due > on else "today" if due == on else "late"
    )
    if not here.sentence:
        here.sentence = (
            f"{meeting.naming.short_name} {meeting.held_on.day} {meeting.held_on:%B}: issue by {due:%A} {due.day} {due:%B} ({words}), "
            f"{meeting.papers_in} of {meeting.papers_all} papers in."
        )
        here.href, here.act, here.is_late = meeting.path, "Open the meeting", due < on
    here.dates.append(
        (due, f"Last day to issue {meeting}: {meeting.body.notice_days} clear working days", meeting.path)
    )
    here.dates.append((meeting.held_on, str(meeting), meeting.path))
    for paper in waiting:
        href = reverse("meetings:paper", args=[meeting.ref, paper.pk])
        from_whom = paper.author or str(paper.document.organisation)
        if paper.state == PaperState.SUBMITTED:
            here.needs.append(
                Task(f"Accept “{paper.public_title}”", f"{meeting}. Sent in by {from_whom}.", href, "Look")
            )
        elif paper.live_request is not None:
            here.waits.append(to_come(paper.live_request, meeting, on=on, calendar=calendar))
        elif paper.state == PaperState.TO_FOLLOW:
            due_on = f"due {paper.due_on.day} {paper.due_on:%B}" if paper.due_on else "no date"
            late = paper.due_on is not None and paper.due_on < on
            here.waits.append(
                Task(
                    paper.public_title, f"{meeting}. From {from_whom}, {due_on}.", href, "Open", is_late=late
                )
            )
        else:
            here.waits.append(
                Task(paper.public_title, f"{meeting}. In preparation, {from_whom}.", href, "Open")
            )


def _as_reader(here: Standing, user: User, *, on: date) -> None:
    notice = taking_place(on=on).first()
    reads_all = bool(user.rights.organisations(Power.READ_EXEMPT))
    if notice is not None and notice.collection in user.rights.refs(Power.READ_EXEMPT):
        reads_all = True
    if notice is not None and not notice.has_papers:
        here.sentence = f"{notice.title}. Its papers are not out yet."
        here.href, here.act = notice.facts["path"], "When and where"
    elif notice is not None:
        papers = "Your papers are ready" if reads_all else "The papers are out"
        here.sentence = f"{notice.title}. {papers}."
        here.href, here.act = reverse("panel:reader", args=[notice.collection]), "Read the papers"
    else:
        latest = past(on=on).first()
        here.sentence = "No papers have been issued for a coming meeting yet."
        if latest is not None:
            here.href, here.act = latest.facts["path"], f"Read the last meeting, {latest.on:%B}"


def _as_author(here: Standing, user: User, *, on: date, clerk_of: set[int], calendar: Calendar) -> None:
    asked_of = PaperRequest.objects.awaited().filter(author=user).values("paper")
    offices = user.rights.organisations(Power.WRITE_PAPERS)
    mine = Paper.objects.filter(
        Q(document__organisation__in=offices, item__meeting__status=AgendaStatus.DRAFT)
        | Q(document__organisation__in=offices, supplement__status=SupplementStatus.DRAFT)
        | Q(pk__in=asked_of)
    )
    for paper in (
        mine.exclude(Q(item__meeting__in=clerk_of) & ~Q(pk__in=asked_of))
        .select_related("item__meeting__body")
        .prefetch_related("requests__author__person")
        .order_by("item__meeting__held_on", "pk")
    ):
        meeting, asked = paper.item.meeting, paper.live_request
        href = reverse("meetings:paper", args=[meeting.ref, paper.pk])
        if asked is not None and asked.is_awaited:
            as_asked(here, paper, asked, mine=asked.author_id == user.pk, href=href, on=on, calendar=calendar)
        elif paper.state == PaperState.DRAFTING:
            back = f" Given back: {paper.returned_reason}" if paper.returned_reason else ""
            here.needs.append(Task(f"Write “{paper.public_title}”", f"{meeting}.{back}", href, "Write"))
        elif paper.state == PaperState.TO_FOLLOW and paper.due_on:
            late = paper.due_on < on
            here.needs.append(
                Task(
                    f"Send “{paper.public_title}”",
                    f"{meeting}. Due {paper.due_on.day} {paper.due_on:%B}.",
                    href,
                    "Open",
                    is_late=late,
                )
            )
        elif paper.state == PaperState.SUBMITTED:
            here.waits.append(
                Task(paper.public_title, f"{meeting}. With the clerk, to be accepted.", href, "Open")
            )


def _changed(mine: list[Meeting], *, since: datetime) -> list[Event]:
    """Acts of others on the agendas this person prepares."""
    return list(
        Event.objects.filter(thread__in=[m.ref for m in mine], at__gt=since, kind__startswith="meetings.")[
            :12
        ]
    )
