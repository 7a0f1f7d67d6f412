"""The report itself as a PDF: kept by the office, and read by everyone once the register is published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.actions import report_files
from governance.forms.inspections import KeepReport
from governance.models import InspectionFile
from governance.rules import inspections as rules
from governance.views.inspection_desk import crumbs, held
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.models import Release
from pcc_portal.meetings.views.private_files import send, taken_in
from pcc_portal.meetings.views.reading import SHORTLY, send_pdf
from pcc_portal.web.htmx import page, see_other


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """As it was let out."""
    row = Release.objects.live().filter(kind=report_files.REPORT, collection=slug).first()
    if row is None:
        raise Http404
    return send_pdf(row.store_key, row.store, f"report-{slug}.pdf", row.sha256, SHORTLY)


@signed_in
@require_safe
def kept(request: PortalRequest, slug: str) -> HttpResponse:
    """As it is kept now, for the office: what everyone reads is what was let out."""
    return send(get_object_or_404(InspectionFile, inspection=held(request, slug)))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, slug: str) -> HttpResponse:
    """Beside a link that may go away."""
    row = held(request, slug, rules.may_keep)
    form = KeepReport(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def keep(**file: Any) -> None:
        title = form.cleaned_data["file"].name[-200:] or "Report"
        report_files.keep(row, title=title, by=request.user, at=timezone.now(), **file)

    if form.is_valid() and taken_in(form, keep):
        return see_other(request, "governance:inspection-desk", row.slug)
    context = {"form": form, "heading": "The report as a PDF", "button": "Keep it", "crumbs": crumbs(row)}
    return page(request, "governance/form.html", "form", context, status=form.status)
