"""PDFs of one complaint, and of one working group: taken in as any upload is, and sent to those who may read them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import rules
from panel.actions import private_files as actions
from panel.forms import dealings as forms
from panel.models import Complaint, ComplaintFile, GroupFile, GroupMeeting, WorkingGroup
from panel.models.private_file import PrivateFile
from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.htmx import page, see_other

NEVER_KEPT = "private, no-store"


def _taken_in(form: forms.KeepFile, keep: Callable[..., object]) -> bool:
    """Parsed and scanned before anything of it is kept; what is wrong with it stands beside the field."""
    file: Any = form.cleaned_data["file"]
    try:
        original = _read(file)
        verdict = scan(original, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS)
        found = press.inspect(original)
        said = {"original": original, "found": found, "is_scanned": verdict is Verdict.CLEAN}
        keep(title=form.cleaned_data["title"], **said)
    except (Refused, Infected, stores.Full) as trouble:
        form.add_error("file", str(trouble))
        return False
    return True


def _read(file: Any) -> bytes:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES / 1_000_000:.3g} MB.")
    data: bytes = file.read()
    return data


def _form(request: PortalRequest) -> forms.KeepFile:
    return forms.KeepFile(*((request.POST, request.FILES) if request.method == "POST" else ()))


def _send(row: PrivateFile) -> HttpResponse:
    """Under a name that says nothing of it."""
    return send_pdf(row.clean_key, stores.PRIVATE, f"file-{row.pk}.pdf", row.clean_sha256, NEVER_KEPT)


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
        return actions.keep_for_complaint(row, by=request.user, at=timezone.now(), **said)

    if form.is_valid() and _taken_in(form, keep):
        return see_other(request, "panel:complaint", row.pk)
    context = {"form": form, "heading": "Add a file", "button": "Keep it", "row": row}
    return page(request, "panel/complaint_form.html", "form", context, status=form.status)


@signed_in
@require_safe
def of_complaint(request: PortalRequest, pk: UUID, file: int) -> HttpResponse:
    return _send(get_object_or_404(ComplaintFile, pk=file, complaint=_complaint(request, pk)))


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
        return actions.keep_for_group(met, by=request.user, at=timezone.now(), **said)

    if form.is_valid() and _taken_in(form, keep):
        return see_other(request, "panel:group-meeting", slug, pk)
    context = {"form": form, "heading": "Add a file", "button": "Keep it", "group": met.group}
    return page(request, "panel/group_form.html", "form", context, status=form.status)


@signed_in
@require_safe
def of_group(request: PortalRequest, slug: str, pk: UUID, file: int) -> HttpResponse:
    met = _met(WorkingGroup.objects.visible_to(request.user), slug, pk)
    return _send(get_object_or_404(GroupFile, pk=file, meeting=met))


@signed_in
@require_POST
def remove_from_group(request: PortalRequest, slug: str, pk: UUID, file: int) -> HttpResponse:
    """It was added by mistake."""
    met = _met(WorkingGroup.objects.kept_by(request.user), slug, pk)
    row = get_object_or_404(GroupFile.objects.select_related("meeting__group"), pk=file, meeting=met)
    actions.remove_from_group(row, by=request.user, at=timezone.now())
    return see_other(request, "panel:group-meeting", slug, pk)
