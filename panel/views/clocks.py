"""Statutory clocks of a year, the periods they are counted by, and the records of precepts and hearings."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import queries
from panel.actions import clocks as actions
from panel.actions import hearings, precepts
from panel.forms import clocks as forms
from panel.models import Clock, Hearing, Precept, StatutoryPeriod
from panel.queries import clocks as found
from panel.states import OF_COMPLAINTS, ClockKind, HearingState, PreceptState
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other
from pcc_portal.workdays import year_label

FIRST, LAST = 2012, 2100
P, H = PreceptState, HearingState

# Step -> form, action, heading; in which states each can come next.
PRECEPT_STEPS: dict[str, tuple[type[PortalForm], Callable[..., Precept], str]] = {
    "report": (forms.ReportPrecept, precepts.report, "The Panel’s report"),
    "revise": (forms.RevisePrecept, precepts.revise, "The response to the veto"),
    "report-again": (forms.ReportPreceptAgain, precepts.report_again, "The second report"),
    "respond": (forms.RespondPrecept, precepts.respond, "The last response"),
    "issue": (forms.IssuePrecept, precepts.issue, "Issue of the precept"),
}
NEXT_OF_PRECEPT: dict[str, tuple[str, ...]] = {
    P.NOTIFIED: ("report", "issue"),
    P.REPORTED: ("issue",),
    P.VETO_VOID: ("issue",),
    P.VETOED: ("revise",),
    P.REVISED: ("report-again",),
    P.SECOND: ("respond",),
    P.RESPONDED: ("issue",),
    P.ISSUED: (),
}
HEARING_STEPS: dict[str, tuple[type[PortalForm], Callable[..., Hearing], str]] = {
    "meeting": (forms.SetHearing, hearings.set_meeting, "When the hearing is"),
    "report": (forms.ReportHearing, hearings.report, "The Panel’s report"),
    "decide": (forms.DecideHearing, hearings.decide, "What the Commissioner decided"),
}
NEXT_OF_HEARING: dict[str, tuple[str, ...]] = {
    H.RECEIVED: ("meeting", "report"),
    H.REPORTED: ("decide",),
}


def _body(request: PortalRequest) -> Body:
    """The body whose clocks this person keeps; for everyone else there is no such page."""
    offices = request.user.rights.organisations(Power.PREPARE)
    body = Body.objects.filter(slug=queries.SLUG, organisation__in=offices).first()
    if body is None:
        raise Http404
    return body


@signed_in
@require_safe
def year(request: PortalRequest) -> HttpResponse:
    """Every statutory day of a financial year."""
    body, today = _body(request), timezone.localdate()
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) == len("2026") else 0
    chosen = chosen if FIRST <= chosen < LAST else found.year_of(today)
    rows = found.clocks_of(body, chosen, today=today)
    context = {
        "rows": [{"told": told, "is_late": told.is_late(today=today)} for told in rows],
        "year": chosen,
        "name": year_label(date(chosen, found.APRIL, 1)),
        "precept": Precept.objects.filter(body=body, year=chosen + 1).first(),
        "hearings": _hearings(body),
    }
    return page(request, "panel/clocks.html", "", context)


def _hearings(body: Body) -> QuerySet[Hearing]:
    """Those in which something is still to be done."""
    return Hearing.objects.filter(body=body, state__in=list(NEXT_OF_HEARING))


@signed_in
@require_safe
def periods(request: PortalRequest) -> HttpResponse:
    """Every period that is counted by, with its source; those that are over too."""
    _body(request)
    return page(request, "panel/periods.html", "", {"rows": StatutoryPeriod.objects.all()})


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: PortalRequest, kind: str) -> HttpResponse:
    """The law changes from a day on."""
    _body(request)
    latest = StatutoryPeriod.objects.filter(kind=kind).last()
    if latest is None:
        raise Http404
    initial = {name: getattr(latest, name) for name in forms.FollowPeriod.base_fields}
    form = forms.FollowPeriod(_sent(request), initial=initial)
    if form.is_valid():
        actions.follow(kind, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:periods")
    return _asked(request, form, heading=latest.get_kind_display(), button="Save it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: PortalRequest, kind: str, start: str) -> HttpResponse:
    """Another day for one clock, with its reason."""
    body = _body(request)
    try:
        start_on = date.fromisoformat(start)
    except ValueError:
        raise Http404 from None
    if kind not in ClockKind or kind in OF_COMPLAINTS:
        raise Http404
    form = forms.OverrideClock(_sent(request))
    if form.is_valid():
        said = form.cleaned_data
        actions.override(body, kind=kind, start_on=start_on, by=request.user, at=timezone.now(), **said)
        return see_other(request, "panel:clocks")
    return _asked(request, form, heading=f"Another day: {ClockKind(kind).label}", button="Set it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PortalRequest) -> HttpResponse:
    body = _body(request)
    form = forms.StartClock(_sent(request))
    if form.is_valid():
        actions.start(body, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:clocks")
    return _asked(request, form, heading="Start a clock", button="Start it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: PortalRequest, pk: int) -> HttpResponse:
    clock = get_object_or_404(Clock, pk=pk, body=_body(request))
    form = forms.FinishClock(_sent(request))
    if form.is_valid() and form.cleaned_data["on"] < clock.started_on:
        form.add_error("on", "It cannot be done before it began.")
    if form.is_valid():
        actions.finish(clock, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:clocks")
    return _asked(request, form, heading=str(clock), button="Save it")


def _asked(request: PortalRequest, form: PortalForm, *, heading: str, button: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button}
    return page(request, "panel/clock_form.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def precept(request: PortalRequest, year: int) -> HttpResponse:
    """The scrutiny of one year's precept: what was done, each day with its rule, and the next step. It begins with the notice."""
    body = _body(request)
    if not FIRST <= year < LAST:
        raise Http404
    row = Precept.objects.filter(body=body, year=year).first()
    form = forms.NotifyPrecept(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            precepts.notify(body, year=year, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:precept", year)
    held = found.Periods.of(body)
    steps = NEXT_OF_PRECEPT[row.state] if row else ()
    context = {
        "row": row,
        "year": year,
        "name": year_label(date(year, found.APRIL, 1)),
        "days": found.precept_days(held, year).values(),
        "steps": [(step, PRECEPT_STEPS[step][2]) for step in steps],
        "form": form,
    }
    return page(request, "panel/precept.html", "", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def precept_step(request: PortalRequest, year: int, step: str) -> HttpResponse:
    row = get_object_or_404(Precept.objects.select_related("body"), body=_body(request), year=year)
    if step not in PRECEPT_STEPS:
        raise Http404
    kind, act, heading = PRECEPT_STEPS[step]
    form = kind(_sent(request))
    if _taken(request, form, lambda said: act(row, by=request.user, at=timezone.now(), **said)):
        return see_other(request, "panel:precept", year)
    return _asked(request, form, heading=f"{row}: {heading}", button="Save it")


def _taken(request: PortalRequest, form: PortalForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Done; or the form says what the law does not allow, and holds what was typed."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except (Refusal, BadMove) as refusal:
        form.refuse(refusal)
        return False
    return True


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: PortalRequest) -> HttpResponse:
    """The Commissioner's notice of a proposed appointment."""
    body = _body(request)
    form = forms.ReceiveNotice(_sent(request))
    if form.is_valid():
        row = hearings.receive(body, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:hearing", row.pk)
    return _asked(request, form, heading="A proposed appointment", button="Write it down")


@signed_in
@require_safe
def hearing(request: PortalRequest, pk: int) -> HttpResponse:
    body = _body(request)
    row = get_object_or_404(Hearing.objects.select_related("notice", "meeting__body"), pk=pk, body=body)
    steps = NEXT_OF_HEARING.get(row.state, ())
    context = {
        "row": row,
        "told": found.hearing_day(found.Periods.of(body), row),
        "steps": [(step, HEARING_STEPS[step][2]) for step in steps],
    }
    return page(request, "panel/hearing.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hearing_step(request: PortalRequest, pk: int, step: str) -> HttpResponse:
    row = get_object_or_404(Hearing.objects.select_related("body"), pk=pk, body=_body(request))
    if step not in HEARING_STEPS:
        raise Http404
    kind, act, heading = HEARING_STEPS[step]
    more = {"body": row.body} if step == "meeting" else {}
    form = kind(_sent(request), **more)
    if _taken(request, form, lambda said: act(row, by=request.user, at=timezone.now(), **said)):
        return see_other(request, "panel:hearing", pk)
    return _asked(request, form, heading=f"{row}: {heading}", button="Save it")
