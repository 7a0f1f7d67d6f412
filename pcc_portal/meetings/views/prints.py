"""The print desk of an issued meeting."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import print_runs
from pcc_portal.meetings.forms.printing import PrintPapers
from pcc_portal.meetings.models import Meeting, PrintRun
from pcc_portal.meetings.printing.issued import printable
from pcc_portal.meetings.queries import readers_of
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.meetings.views.shared import REFUSALS, held, now
from pcc_portal.web.htmx import page, see_other

SHOWN = 20


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: PortalRequest, ref: str) -> HttpResponse:
    """Choose issued papers and, for exempt ones, who gets a copy; the files made before stand below."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    form = PrintPapers(
        request.POST if request.method == "POST" else None,
        printable=printable(meeting),
        readers=readers_of(meeting),
    )
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            print_runs.ask(
                meeting,
                papers=chosen["papers"],
                is_large=chosen["size"] == "large",
                holders=list(chosen.get("holders", [])),
                by=request.user,
                at=now(),
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:print-desk", ref)
    runs = PrintRun.objects.filter(meeting=meeting).select_related("job", "asked_by__person")
    context = {
        "meeting": meeting,
        "form": form,
        "runs": runs.prefetch_related("copies__holder")[:SHOWN],
    }
    return page(request, "meetings/print_desk.html", "form", context, status=form.status)


@signed_in
@require_safe
def file(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The file to print, until it is cleared away."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    run = PrintRun.objects.filter(meeting=meeting, pk=pk).exclude(store_key="").first()
    if run is None:
        raise Http404
    return send_pdf(run.store_key, stores.PRIVATE, f"{ref}-to-print.pdf", run.sha256, "private, no-store")
