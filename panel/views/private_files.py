"""PDFs of one complaint, and of one working group: taken in as any upload is, and sent to those who may read them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import rules
from panel.actions import private_files as actions
from panel.forms import dealings as forms
from panel.models import Complaint, ComplaintFile, GroupFile, GroupMeeting, WorkingGroup
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.views.private_files import send, taken_in
from pcc_portal.web.htmx import page, see_other


def _form(request: PortalRequest) -> forms.KeepFile:
    return forms.KeepFile(*((request.POST, request.FILES) if request.method == "POST" else ()))


def _complaint(request: PortalRequest, pk: UUID) -> Complaint:
    row: Complaint = visible_or_404(Complaint.objects.select_related("body"), request.user, pk=pk)
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_to_complaint(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A letter, or what is preserved."""
    row = _complaint(request, pk)
    require(rules.may_deal, request.user, row)
    form = _form(request)

    def keep(**said: Any) -> object:
        title = form.cleaned_data["title"]
        return actions.keep_for_complaint(row, title=title, by=request.user, at=timezone.now(), **said)

    if form.is_valid() and taken_in(form, keep):
        return see_other(request, "panel:complaint", row.pk)
    context = {"form": form, "heading": "Add a file", "button": "Keep it", "row": row}
    return page(request, "panel/complaint_form.html", "form", context, status=form.status)


@signed_in
@require_safe
def of_complaint(request: PortalRequest, pk: UUID, file: int) -> HttpResponse:
    return send(get_object_or_404(ComplaintFile, pk=file, complaint=_complaint(request, pk)))


def _met(groups: Any, slug: str, pk: UUID) -> GroupMeeting:
    return get_object_or_404(
        GroupMeeting.objects.select_related("group"), pk=pk, group__in=groups, group__slug=slug
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_to_group(request: PortalRequest, slug: str, pk: UUID) -> HttpResponse:
    """For its members, by the clerk."""
    met, form = _met(WorkingGroup.objects.kept_by(request.user), slug, pk), _form(request)

    def keep(**said: Any) -> object:
        title = form.cleaned_data["title"]
        return actions.keep_for_group(met, title=title, by=request.user, at=timezone.now(), **said)

    if form.is_valid() and taken_in(form, keep):
        return see_other(request, "panel:group-meeting", slug, pk)
    context = {"form": form, "heading": "Add a file", "button": "Keep it", "group": met.group}
    return page(request, "panel/group_form.html", "form", context, status=form.status)


@signed_in
@require_safe
def of_group(request: PortalRequest, slug: str, pk: UUID, file: int) -> HttpResponse:
    met = _met(WorkingGroup.objects.visible_to(request.user), slug, pk)
    return send(get_object_or_404(GroupFile, pk=file, meeting=met))


@signed_in
@require_POST
def remove_from_group(request: PortalRequest, slug: str, pk: UUID, file: int) -> HttpResponse:
    """It was added by mistake."""
    met = _met(WorkingGroup.objects.kept_by(request.user), slug, pk)
    row = get_object_or_404(GroupFile.objects.select_related("meeting__group"), pk=file, meeting=met)
    actions.remove_from_group(row, by=request.user, at=timezone.now())
    return see_other(request, "panel:group-meeting", slug, pk)
