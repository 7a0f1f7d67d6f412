"""Urgent items of a meeting: the clerk puts them to the Chair, who decides; then they are printed."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from panel.actions import urgent as actions
from panel.forms import dealings as forms
from panel.models import UrgentItem
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Meeting
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other


def _meeting(request: PortalRequest, ref: str) -> tuple[Meeting, bool]:
    """For its clerks, and for its Chair; for everyone else there is no such page."""
    rights = request.user.rights
    meeting = get_object_or_404(Meeting.objects.select_related("body"), ref=ref)
    office = meeting.body.organisation_id
    is_clerk = rights.may(Power.PREPARE, office)
    if not is_clerk and not rights.may(Power.AGREE_URGENCY, office):
        raise Http404
    return meeting, is_clerk


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def urgent(request: PortalRequest, ref: str) -> HttpResponse:
    """What was put to the Chair, and what came of it. The clerk adds to it."""
    meeting, is_clerk = _meeting(request, ref)
    form = forms.AskUrgency(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and not is_clerk:
        raise PermissionDenied("Only the clerk puts an item to the Chair.")
    if form.is_valid():
        actions.ask(meeting, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:urgent", ref)
    return _shown(request, meeting, form, is_clerk=is_clerk)


def _shown(
    request: PortalRequest, meeting: Meeting, form: PortalForm, *, is_clerk: bool, refusal: str = ""
) -> HttpResponse:
    rows = UrgentItem.objects.filter(meeting=meeting).select_related("chair", "asked_for", "item", "entry")
    context = {"meeting": meeting, "rows": rows, "is_clerk": is_clerk, "form": form, "refusal": refusal}
    return page(request, "panel/urgent.html", "", context, status=409 if refusal else form.status)


def _one(request: PortalRequest, ref: str, pk: UUID) -> UrgentItem:
    rows = UrgentItem.objects.filter(meeting__ref=ref).select_related("meeting__body")
    row: UrgentItem = visible_or_404(rows, request.user, pk=pk)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The Chair says so here; or the clerk sets down what was said aloud, and by whom."""
    row = _one(request, ref, pk)
    data = request.POST if request.method == "POST" else None
    is_chair = request.user.rights.may(Power.AGREE_URGENCY, row.meeting.body.organisation_id)
    own = request.user.person if is_chair else None
    form = forms.DecideUrgency(data) if own else forms.DecideUrgencyFor(data, meeting=row.meeting)
    if form.is_valid():
        said = dict(form.cleaned_data)
        chair = own or said.pop("chair")
        try:
            actions.decide(row, chair=chair, by=request.user, at=timezone.now(), **said)
        except (Refusal, BadMove) as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:urgent", ref)
    context = {"row": row, "form": form, "is_chair": own is not None}
    return page(request, "panel/urgent_decide.html", "form", context, status=form.status)


@signed_in
@require_POST
def put_on_agenda(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A line on the agenda, with the Chair's reasons."""
    return _press(request, ref, pk, actions.put_on_agenda)


@signed_in
@require_POST
def minute(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """An entry of the minutes, with the Chair's reasons."""
    return _press(request, ref, pk, actions.minute)


def _press(request: PortalRequest, ref: str, pk: UUID, act: Callable[..., object]) -> HttpResponse:
    row = _one(request, ref, pk)
    meeting, is_clerk = _meeting(request, ref)
    if not is_clerk:
        raise PermissionDenied("Only the clerk changes the agenda and writes the minutes.")
    try:
        act(row, by=request.user, at=timezone.now())
    except (Refusal, BadMove) as refusal:
        form = forms.AskUrgency(meeting=meeting)
        return _shown(request, meeting, form, is_clerk=is_clerk, refusal=str(refusal))
    return see_other(request, "panel:urgent", ref)
