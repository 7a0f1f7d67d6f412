"""The weekly meeting of Commissioner and Chief Constable: its open part for everyone, from releases; the record for the office."""

from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import weekly as actions
from governance.forms import weekly as forms
from governance.forms.decisions import TakeBack
from governance.models import WeeklyMeeting
from governance.models.weekly import monday_of
from governance.queries import weekly as weeks
from governance.rules import weekly as rules
from governance.views.kept import kept_board
from governance.views.shared import REFUSALS, asked, sent
from pcc_portal.accounts.access import held_by, require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body
from pcc_portal.web.htmx import page, see_other

HERE = "governance:weekly-one"


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Those that are public, newest first, a page at a time."""
    here = Paginator(weeks.register(), weeks.A_PAGE).get_page(request.GET.get("page"))
    keeps = bool(held_by(request.user).organisations(Power.READ_BOARD))
    return page(request, "governance/weekly.html", "", {"here": here, "keeps": keeps})


@require_safe
def one_week(request: HttpRequest, week: str) -> HttpResponse:
    row = weeks.published(week)
    if row is None:
        raise Http404
    return page(request, "governance/weekly_week.html", "", {"row": row, "one": row.facts})


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """Every week since the first, recorded or not."""
    body, today = kept_board(request), timezone.localdate()
    rows = WeeklyMeeting.objects.visible_to(request.user)
    context = {
        "here": weeks.kept(rows, on=today, page=request.GET.get("page")),
        "this_week": monday_of(today),
        "keeps": rules.may_keep(request.user, body.host),
    }
    return page(request, "governance/weekly_kept.html", "", context)


def _keeper(request: PortalRequest) -> Body:
    body = kept_board(request)
    require(rules.may_keep, request.user, body.host)
    return body


def _one(request: PortalRequest, pk: int) -> WeeklyMeeting:
    rows = WeeklyMeeting.objects.select_related("body__host", "entered_by__person")
    row: WeeklyMeeting = visible_or_404(rows, request.user, pk=pk)
    return row


def _kept(request: PortalRequest, pk: int) -> WeeklyMeeting:
    row = _one(request, pk)
    require(rules.may_keep, request.user, row.body.host)
    return row


def _crumbs(row: WeeklyMeeting | None = None) -> list[tuple[str, str]]:
    way = [(reverse("governance:weekly-kept"), "Weekly meetings")]
    return [*way, (reverse(HERE, args=[row.pk]), str(row))] if row else way


def _week(words: str) -> date:
    """The Monday that an address names. Raises Http404 for what is none."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise Http404 from None
    if day.weekday() or day > timezone.localdate():
        raise Http404
    return day


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, week: str) -> HttpResponse:
    body, day = _keeper(request), _week(week)
    form = forms.RecordWeek(sent(request), topics=weeks.topics_of(body))
    return asked(
        request,
        form,
        partial(actions.enter, body, week_on=day),
        to=lambda made: (HERE, made.pk),
        said=lambda: form.record,
        heading=f"The week of {day.day} {day:%B %Y}",
        button="Keep it",
        crumbs=_crumbs(),
    )


@signed_in
@require_safe
def one(request: PortalRequest, pk: int) -> HttpResponse:
    return _shown(request, _one(request, pk))


def _shown(
    request: PortalRequest, row: WeeklyMeeting, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "row": row,
        "notes": row.notes.select_related("private"),
        "agreed": row.actions.select_related("owner_person", "owner_post").order_by("pk"),
        "released": weeks.published(row.week) if row.is_published else None,
        "keeps": rules.may_keep(request.user, row.body.host),
        "refusal": refusal,
    }
    return page(request, "governance/weekly_one.html", "", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, pk: int) -> HttpResponse:
    """With the topics of that week, and those that are gone through now."""
    row = _kept(request, pk)
    notes = {note.title: note for note in row.notes.select_related("private")}
    topics = list(dict.fromkeys([*notes, *weeks.topics_of(row.body)]))
    typed: dict[str, Any] = {"held_on": row.held_on, "missed_why": row.missed_why}
    for n, title in enumerate(topics):
        if note := notes.get(title):
            typed |= {
                f"open_{n}": note.words,
                f"closed_{n}": getattr(getattr(note, "private", None), "words", ""),
            }
    form = forms.RecordWeek(sent(request), topics=topics, initial=typed)
    return asked(
        request,
        form,
        partial(actions.change, row),
        to=lambda done: (HERE, done.pk),
        said=lambda: form.record,
        heading=str(row),
        button="Keep it",
        crumbs=_crumbs(row),
        lede="What is public stays as it is until you publish it again." if row.is_published else "",
    )


@signed_in
@require_POST
def publish(request: PortalRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    try:
        actions.publish(row, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        return _shown(request, row, refusal=str(refusal), status=409)
    return see_other(request, HERE, pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: PortalRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    said: dict[str, Any] = {"heading": f"Take back: {row}", "button": "Take it back", "crumbs": _crumbs(row)}
    form = TakeBack(sent(request))
    return asked(request, form, partial(actions.take_back, row), to=lambda done: (HERE, done.pk), **said)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: PortalRequest, pk: int) -> HttpResponse:
    """What was agreed becomes an action of the log."""
    row = _kept(request, pk)
    form = forms.Agree(sent(request), body=row.body, on=timezone.localdate())
    return asked(
        request,
        form,
        partial(actions.agree, row),
        to=lambda _made: (HERE, row.pk),
        said=lambda: form.agreed,
        heading="What was agreed",
        button="Open the action",
        crumbs=_crumbs(row),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: PortalRequest) -> HttpResponse:
    """What is gone through every week."""
    body = _keeper(request)
    form = forms.KeepTopics(sent(request), initial={"titles": "\n".join(weeks.topics_of(body))})
    return asked(
        request,
        form,
        partial(actions.keep_topics, body),
        to=lambda _rows: ("governance:weekly-kept",),
        heading="What is gone through every week",
        button="Keep the list",
        crumbs=_crumbs(),
        lede="Weeks that are recorded keep the topics that they had.",
    )
