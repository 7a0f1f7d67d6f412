"""The office's desk: reports entered, their areas and findings, and what keeps a response from being published."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.actions import findings, inspections
from governance.actions import periods as following
from governance.forms import inspections as forms
from governance.models import Inspection, InspectionArea
from governance.proofing.inspections import before_publishing, quiet
from governance.queries import inspections as found
from governance.queries import periods
from governance.queries.inspection_clock import PERIOD, ResponseClock
from governance.rules import inspections as rules
from governance.states.inspections import InspectionState
from governance.views.shared import REFUSALS, asked, sent
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Organisation
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

OF_THE_DESK = Inspection.objects.select_related("office", "force")


def held(request: PortalRequest, slug: str, rule: Callable[..., bool] | None = None) -> Inspection:
    """The report, for the office; 403 for those of it who may not do this, 404 for everyone else."""
    row: Inspection = visible_or_404(OF_THE_DESK, request.user, slug=slug)
    if rule is not None:
        require(rule, request.user, row)
    return row


def crumbs(row: Inspection | None = None) -> list[tuple[str, str]]:
    """The way back to the desk."""
    way = [(reverse("governance:inspections-kept"), "Inspections")]
    return [*way, (reverse("governance:inspection-desk", args=[row.slug]), str(row))] if row else way


def to_desk(row: Inspection) -> Callable[[Any], tuple[Any, ...]]:
    return lambda _done: ("governance:inspection-desk", row.slug)


@signed_in
@require_safe
def kept(request: PortalRequest) -> HttpResponse:
    """Every report that was entered, with its clock; those that are being answered say what is missing."""
    if not rules.works_in_office(request.user):
        raise Http404
    rows, today = found.desk_list(request.user, page=request.GET.get("page", "")), timezone.localdate()
    written = periods.known()

    def clock(row: Inspection) -> ResponseClock | None:
        if row.state == InspectionState.ON_RECORD:
            return None
        days = periods.on(row.published_on, written).number
        return ResponseClock(row.published_on, today, found.published_on(row), days)

    context = {
        "rows": rows,
        "told": [(row, clock(row)) for row in rows],
        "periods": [*((row.from_on, row.period) for row in written), (None, PERIOD)],
        "keeps": rules.may_enter(request.user),
    }
    return page(request, "governance/inspections_kept.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: PortalRequest) -> HttpResponse:
    """A report came out."""
    if not rules.works_in_office(request.user):
        raise Http404
    require(rules.may_enter, request.user)
    offices = Organisation.objects.filter(pk__in=request.user.rights.organisations(Power.KEEP_BOARD))
    office = get_object_or_404(offices.order_by("pk")[:1])
    form = forms.EnterInspection(sent(request), initial={"programme": "PEEL"})
    return asked(
        request,
        form,
        partial(inspections.enter, office),
        to=lambda row: ("governance:inspection-desk", row.slug),
        heading="Enter an inspection report",
        button="Enter it",
        crumbs=crumbs(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def period(request: PortalRequest) -> HttpResponse:
    """Another number of days for responses, from a day on, with its source."""
    if not rules.works_in_office(request.user):
        raise Http404
    require(rules.may_enter, request.user)
    form = forms.FollowPeriod(sent(request))
    return asked(
        request,
        form,
        following.follow,
        to=lambda _done: ("governance:inspections-kept",),
        heading="Another period for responses",
        button="Count it so from that day on",
        crumbs=crumbs(),
    )


@signed_in
@require_safe
def desk(request: PortalRequest, slug: str) -> HttpResponse:
    """All about one report: its clock, what is missing, its areas with their findings and replies, its letter."""
    return shown(request, held(request, slug))


def shown(request: PortalRequest, row: Inspection, *, refusal: str = "", status: int = 200) -> HttpResponse:
    case, today = found.case_of(row), timezone.localdate()
    released = (
        Release.objects.live()
        .select_related("text")
        .filter(kind=inspections.INSPECTION, subject_id=str(row.pk))
        .first()
    )
    context = {
        "case": case,
        "inspection": row,
        "clock": None if row.state == InspectionState.ON_RECORD else case.clock(today=today),
        "period": case.period,
        "stops": before_publishing(case) if row.state == InspectionState.ANSWERING else [],
        "flags": quiet(case, today=today),
        "keeps": rules.may_keep(request.user, row),
        "signs": rules.may_sign(request.user, row),
        "released": released,
        "is_behind": inspections.is_behind(case, released),
        "refusal": refusal,
    }
    return page(request, "governance/inspection_desk.html", "", context, status=status)


def at_desk(
    request: PortalRequest,
    row: Inspection,
    form: PortalForm,
    act: Callable[..., Any],
    *,
    heading: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """A form about the report, the act that it asks for, and back to the desk."""
    said = {"heading": heading, "button": button, "crumbs": crumbs(row)}
    return asked(request, form, act, to=to_desk(row), **said | more)


def press(request: PortalRequest, row: Inspection, act: Callable[..., object]) -> HttpResponse:
    """Do it and come back to the desk; where it was refused the desk says why, and nothing was changed."""
    try:
        act(by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        return shown(request, OF_THE_DESK.get(pk=row.pk), refusal=str(refusal), status=409)
    return see_other(request, "governance:inspection-desk", row.slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    initial = {name: getattr(row, name) for name in forms.EnterInspection.base_fields}
    form = forms.EnterInspection(sent(request), initial=initial)
    return at_desk(request, row, form, partial(inspections.edit, row), heading="The report", button="Save it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    form = forms.SetAside(sent(request), initial={"reason": row.aside_reason})
    return at_desk(
        request,
        row,
        form,
        partial(inspections.set_aside, row),
        heading="Keep it on record only",
        button="Keep it on record",
    )


@signed_in
@require_POST
def take_up(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    return press(request, row, partial(inspections.take_up, row))


@signed_in
@require_POST
def register(request: PortalRequest, slug: str) -> HttpResponse:
    """What stands here goes into the public register."""
    row = held(request, slug, rules.may_keep)
    return press(request, row, partial(inspections.register, row))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def area_add(request: PortalRequest, slug: str) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    last = row.areas.last()
    form = forms.KeepArea(sent(request), initial={"number": last.number + 1 if last else 1})
    return at_desk(
        request,
        row,
        form,
        partial(inspections.keep_area, row),
        heading="An area of the report",
        button="Add it",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def area(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = get_object_or_404(InspectionArea, pk=pk, inspection=row)
    form = forms.KeepArea(
        sent(request), initial={name: getattr(kept, name) for name in forms.KeepArea.base_fields}
    )
    return at_desk(
        request,
        row,
        form,
        partial(inspections.keep_area, row, area=kept),
        heading=str(kept),
        button="Save it",
    )


@signed_in
@require_POST
def area_remove(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    row = held(request, slug, rules.may_keep)
    kept = get_object_or_404(InspectionArea.objects.select_related("inspection"), pk=pk, inspection=row)
    return press(request, row, partial(inspections.remove_area, kept))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def finding_add(request: PortalRequest, slug: str) -> HttpResponse:
    """One of what the report found; whose it is comes next, on its own page."""
    row = held(request, slug, rules.may_keep)
    form = forms.WriteFinding(
        sent(request), inspection=row, initial={"area": request.GET.get("area"), "kind": "improve"}
    )
    return at_desk(
        request, row, form, partial(findings.add, row), heading="What the report found", button="Enter it"
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def put_to_force(request: PortalRequest, slug: str) -> HttpResponse:
    """Everything with an owner who was not asked yet."""
    row = held(request, slug, rules.may_keep)
    form = forms.PutToForce(sent(request), initial={"answers_due_on": row.answers_due_on})
    lede = "Each owner gets one e-mail and sees what was put to them, and nothing else. The Chief Constable’s office sees all of it, and is asked for comments."
    return at_desk(
        request,
        row,
        form,
        partial(findings.put_to_force, row),
        heading="Put the findings to the force",
        button="Put them to their owners",
        lede=lede,
    )
