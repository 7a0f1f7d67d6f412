"""A PDF or a Word file comes in; the PDF is looked at and confirmed, and goes out to those who handle the paper."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.documents.actions import documents
from pcc_portal.documents.models import DocumentVersion
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.views import words_in
from pcc_portal.meetings.views.papers import found, must_write, shown, take_up_as_author
from pcc_portal.meetings.views.reading import drawn, send_pdf, send_picture
from pcc_portal.meetings.views.shared import REFUSALS, now, told_when_gone
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing.importing.package import looks_like_one
from pcc_portal.writing.importing.refusing import Refused as NotTaken

NEWER = (
    "A newer file was uploaded since you opened this page. Look at its pages first; nothing was confirmed."
)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def upload(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A file, really parsed before anything of it is kept; what is wrong with it stands beside the field."""
    subject = found(request, ref, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.UploadPaper(*sent, has_text=subject.text is not None and subject.text.blocks.exists())
    try:
        must_write(request, subject)
        if form.is_valid():
            return see_other(request, take_in(subject, form.cleaned_data["file"], request), ref, pk)
    except (Refused, NotTaken, Infected, stores.Full) as trouble:
        form.add_error("file", str(trouble))
    except REFUSALS as refusal:
        return shown(request, found(request, ref, pk), refusal=str(refusal), status=409)
    context = {"meeting": subject.item.meeting, "paper": subject, "form": form}
    return page(request, "meetings/paper_upload.html", "form", context, status=form.status)


def take_in(subject: Paper, file: Any, request: PortalRequest) -> str:
    """Keep what may be kept of it; names the page that comes next."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(
            f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES / 1_000_000:.3g} MB. Split it, or save it with smaller pictures."
        )
    original = file.read()
    is_scanned = scan(original, url=settings.CLAMAV_URL, seconds=settings.CLAMAV_SECONDS) is Verdict.CLEAN
    if looks_like_one(original):
        words_in.take_in(subject, file.name, original, request, is_scanned=is_scanned)
        return "meetings:paper-word"
    version = _attached(subject, file.name, original, request, is_scanned=is_scanned)
    return "meetings:paper-confirm" if version.needs_confirming else "meetings:paper"


def _attached(
    subject: Paper, name: str, original: bytes, request: PortalRequest, *, is_scanned: bool
) -> DocumentVersion:
    inspected = press.inspect(original)
    take_up_as_author(request, subject)
    return papers.attach(
        subject,
        filename=name,
        original=original,
        found=inspected,
        is_scanned=is_scanned,
        by=request.user,
        at=now(),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def confirm(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Look at the page pictures of an upload. The author may look; the clerk confirms what the clerk has seen."""
    subject = found(request, ref, pk)
    require(rules.may_read, request.user, subject)
    version = subject.version
    if version is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        require(rules.may_prepare, request.user, subject.item.meeting)
        if request.POST.get("version") == str(version.number):
            _confirm(version, request)
            return see_other(request, "meetings:paper", ref, pk)
        refusal = NEWER
    context = {
        "meeting": subject.item.meeting,
        "paper": subject,
        "version": version,
        "sides": range(1, version.pages + 1),
        "is_clerk": rules.may_prepare(request.user, subject.item.meeting),
        "refusal": refusal,
    }
    return page(request, "meetings/paper_confirm.html", "", context, status=409 if refusal else 200)


def _confirm(version: DocumentVersion, request: PortalRequest) -> None:
    """Pressed twice, or by two clerks: it is confirmed, and by the first."""
    try:
        documents.confirm(version, by=request.user, at=now())
    except documents.NothingToConfirm:
        return


@signed_in
@require_safe
def original(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The file as it came, for those who handle the paper."""
    subject = found(request, ref, pk)
    require(rules.may_read, request.user, subject)
    if subject.version is None:
        raise Http404
    response = send_pdf(
        subject.version.original_key,
        stores.PRIVATE,
        "original.pdf",
        subject.version.sha256,
        "private, no-store",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="original.pdf"'
    return response


@signed_in
@require_safe
def side(request: PortalRequest, ref: str, pk: UUID, side: int) -> HttpResponse:
    """One side of the cleaned upload as a picture."""
    subject = found(request, ref, pk)
    require(rules.may_read, request.user, subject)
    if subject.version is None or not 1 <= side <= subject.version.pages:
        raise Http404
    data = stores.get(subject.version.clean_key)
    return send_picture(drawn(data, page=side - 1, width=600), "image/png", "private, no-store")
