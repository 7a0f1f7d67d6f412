"""The Panel's municipal year in one grid, planning it in one press, and the days that matter to it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries
from panel.views.years import MAY, Proposal, Year, municipal_year
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings import forms
from pcc_portal.meetings.actions import bodies, calendar_days, calls
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, BodyRule, CalendarDay
from pcc_portal.meetings.models.body import Naming
from pcc_portal.web.htmx import page, see_other

FIRST, LAST = 2000, 2100


def _panel(request: PortalRequest) -> Body:
    """The body whose year this person plans; for everyone else there is no such page."""
    offices = request.user.rights.organisations(Power.PREPARE)
    body = Body.objects.filter(slug=queries.SLUG, organisation__in=offices).first()
    if body is None:
        raise Http404
    return body


def _called(body: Body) -> Naming:
    return body.named_on(timezone.localdate())


def _asked_year(request: PortalRequest) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else 0
    return year if FIRST <= year < LAST else municipal_year(timezone.localdate())


@signed_in
@require_safe
def year(request: PortalRequest) -> HttpResponse:
    """Every meeting from May to April with the dates counted from it; it prints on one side."""
    grid = Year.of(_panel(request), _asked_year(request))
    return page(
        request,
        "panel/year.html",
        "",
        {"year": grid, "rules": list({rule.kind: rule for rule in grid.rules}.values())},
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PortalRequest) -> HttpResponse:
    """Propose a meeting every so many weeks; the clerk ticks those that are to be planned, and presses once."""
    body, start = _panel(request), _asked_year(request)
    initial = {
        "first_on": _first_day(start),
        "weeks": 8,
        "last_on": date(start + 1, MAY, 1) - timedelta(days=1),
        "starts_at": body.default_time,
        "venue": body.venue,
    }
    sent = request.POST if request.method == "POST" else request.GET if "weeks" in request.GET else None
    form = forms.PlanYear(sent, initial=initial)
    proposals: list[Proposal] = []
    if form.is_valid():
        data = form.cleaned_data
        first, last = data["first_on"], data["last_on"]
        grid = Year.of(body, municipal_year(first), until=last)
        proposals = grid.proposals(first, weeks=data["weeks"], last=last)
        if request.method == "POST" and _created(request, body, form, proposals):
            return see_other(request, f"{request.path.removesuffix('plan/')}?year={municipal_year(first)}")
    context = {"form": form, "naming": _called(body), "proposals": proposals, "start": start}
    return page(request, "panel/year_plan.html", "", context, status=form.status)


def _first_day(start: int) -> date:
    """A Thursday in the second half of May, after the councils' annual meetings."""
    day = date(start, MAY, 20)
    return day + timedelta(days=(3 - day.weekday()) % 7)


def _created(request: PortalRequest, body: Body, form: Any, proposals: list[Proposal]) -> bool:
    """All of what was ticked, or nothing; what stands in the way is said on the form."""
    ticked = set(request.POST.getlist("day"))
    chosen = [row.day for row in proposals if row.day.isoformat() in ticked and not row.is_taken]
    if not chosen:
        form.refuse("Tick at least one day that is free.")
        return False
    place = {"starts_at": form.cleaned_data["starts_at"], "venue": form.cleaned_data["venue"]}
    try:
        with transaction.atomic():
            for day in chosen:
                calls.plan(body, held_on=day, by=request.user, at=timezone.now(), off_day=True, **place)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: PortalRequest) -> HttpResponse:
    """How many working days each date is counted from the meeting or its issue day."""
    body = _panel(request)
    rows = list({rule.kind: rule for rule in BodyRule.objects.filter(body=body)}.values())
    form = forms.CountedDays(request.POST if request.method == "POST" else None, rows=rows, body=body)
    if form.is_valid():
        days = dict(form.cleaned_data)
        said = {name: days.pop(name) for name in ("remind", "from_on", "source")}
        bodies.count_days(body, days, by=request.user, at=timezone.now(), **said)
        return see_other(request, "panel:year")
    return page(
        request, "panel/year_rules.html", "form", {"form": form, "naming": _called(body)}, status=form.status
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def days(request: PortalRequest) -> HttpResponse:
    """Days off that no library knows, elections, and other days to keep clear of."""
    _panel(request)
    form = forms.AddDay(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            calendar_days.add(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal, "day")
        else:
            return see_other(request, "panel:calendar-days")
    coming = CalendarDay.objects.filter(day__gte=timezone.localdate() - timedelta(days=365))
    context = {"form": form, "days": coming.select_related("created_by")}
    return page(request, "panel/calendar_days.html", "", context, status=form.status)


@signed_in
@require_POST
def remove_day(request: PortalRequest, pk: int) -> HttpResponse:
    """Written down by mistake."""
    _panel(request)
    row = CalendarDay.objects.filter(pk=pk).first()
    if row is not None:
        calendar_days.remove(row, by=request.user, at=timezone.now())
    return see_other(request, "panel:calendar-days")
