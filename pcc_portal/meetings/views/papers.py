"""Papers, as the clerk and their authors handle them."""

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents import stores
from pcc_portal.documents.actions import documents
from pcc_portal.documents.scanning import Infected, Verdict, scan
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.meetings.printing import press
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import PaperState
from pcc_portal.meetings.views.reading import send_pdf, send_picture
from pcc_portal.meetings.views.shared import REFUSALS, act, desk_of, held, now
from pcc_portal.pdf.uploads import Refused
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing import desk


def found(request: PortalRequest, ref: str, pk: UUID) -> Paper:
    """The paper, for those who may know of it: its author's office, and the clerk."""
    rows = Paper.objects.select_related(
        "item__meeting__body__organisation",
        "item__meeting__body__host",
        "document__exemption",
        "document__organisation",
        "version",
        "text",
        "private_title",
    )
    paper: Paper = visible_or_404(rows, request.user, pk=pk, item__meeting__ref=ref)
    return paper


def in_hand(request: PortalRequest, ref: str, pk: UUID) -> Paper:
    """The paper, for the clerk who prepares the meeting."""
    held(request, ref, rules.may_prepare)
    return found(request, ref, pk)


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A paper for an item: write it here, upload it, or say why it is not there."""
    meeting = held(request, ref, rules.may_prepare)
    line = desk_of(meeting, chosen=pk).chosen
    assert line is not None
    initial = {
        "role": "appendix" if line.sheets else "report",
        "public_title": "" if line.sheets else line.title,
    }
    form = forms.AddPaper(
        request.POST if request.method == "POST" else None, meeting=meeting, initial=initial
    )
    if form.is_valid():
        values = form.values()
        how = values.pop("how")
        state = how if how in PaperState.values else PaperState.DRAFTING
        try:
            made = papers.add(line.item, state=state, by=request.user, at=now(), **values)
            if how == "write":
                papers.write(made, by=request.user, at=now())
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            next_page = {"write": "meetings:paper-write", "upload": "meetings:paper-upload"}.get(
                how, "meetings:paper"
            )
            return see_other(request, next_page, ref, made.pk)
    context = {"meeting": meeting, "line": line, "form": form}
    return page(request, "meetings/paper_add.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def paper(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Everything about one paper, and its next step."""
    subject = found(request, ref, pk)
    may_write = rules.may_write(request.user, subject)
    kind = forms.EditExemptPaper if subject.document.exemption_id else forms.EditPaper
    form = kind(request.POST if request.method == "POST" else None, initial=_described(subject))
    if request.method == "POST":
        require(rules.may_write, request.user, subject)
        if form.is_valid():
            try:
                papers.describe(subject, by=request.user, at=now(), **form.values())
            except REFUSALS as refusal:
                form.add_error(None, str(refusal))
            else:
                return see_other(request, "meetings:paper", ref, pk)
    return _page(request, subject, form=form, may_write=may_write, status=422 if form.errors else 200)


def _page(request: PortalRequest, subject: Paper, *, status: int = 200, **context: Any) -> HttpResponse:
    meeting = subject.item.meeting
    place = next(
        ((line, sheet) for line, sheet in agenda_of(meeting).sheets() if sheet.paper.pk == subject.pk),
        (None, None),
    )
    shown = {
        "meeting": meeting,
        "paper": subject,
        "line": place[0],
        "sheet": place[1],
        "is_clerk": rules.may_prepare(request.user, meeting),
    }
    return page(request, "meetings/paper.html", "", shown | context, status=status)


def _described(subject: Paper) -> dict[str, Any]:
    secret = getattr(subject, "private_title", None)
    foi = {True: "yes", False: "no", None: ""}[subject.document.foi_disclosable]
    return {
        "public_title": subject.public_title,
        "role": subject.role,
        "author": subject.author,
        "author_role": subject.author_role,
        "report_on": subject.report_on,
        "marking": subject.document.marking,
        "foi": foi,
        "private_title": secret.title if secret else "",
    }


@signed_in
@require_http_methods(["GET", "POST"])
def write(request: PortalRequest, ref: str, pk: UUID, step: str = "") -> HttpResponse:
    """The writing desk of a paper: whoever may write it, writes; its other readers see text and history."""
    subject = found(request, ref, pk)
    may_write = rules.may_write(request.user, subject)
    if subject.text is None:
        if not may_write or subject.version is not None:
            raise Http404
        subject = papers.write(subject, by=request.user, at=now())
    assert subject.text is not None
    return desk.answer(
        request,
        desk.Desk(
            text=subject.text,
            title=subject.public_title,
            back_url=reverse("meetings:paper", args=[ref, pk]),
            can_edit=may_write,
            root=reverse("meetings:paper-write", args=[ref, pk]),
        ),
        step,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def upload(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A PDF, really parsed before it is kept; what is wrong with it stands beside the field."""
    subject = found(request, ref, pk)
    require(rules.may_write, request.user, subject)
    form = forms.UploadPdf(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            version = _take_in(subject, file, request)
        except (Refused, Infected, *REFUSALS) as refusal:
            form.add_error("file", str(refusal))
        else:
            return see_other(
                request, "meetings:paper-confirm" if version.needs_confirming else "meetings:paper", ref, pk
            )
    return page(
        request,
        "meetings/paper_upload.html",
        "form",
        {"meeting": subject.item.meeting, "paper": subject, "form": form},
        status=422 if form.errors else 200,
    )


def _take_in(subject: Paper, file: Any, request: PortalRequest) -> Any:
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(
            f"This file is too large: the most is {settings.UPLOAD_MAX_BYTES // 1_000_000} MB. Split it, or save it with smaller pictures."
        )
    original = file.read()
    verdict = scan(original, url=settings.CLAMAV_URL)
    inspected = press.inspect(original)
    return papers.attach(
        subject,
        filename=file.name,
        original=original,
        found=inspected,
        is_scanned=verdict is Verdict.CLEAN,
        by=request.user,
        at=now(),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Look at the page pictures of an upload. The author may look; the clerk confirms."""
    subject = found(request, ref, pk)
    if subject.version is None:
        raise Http404
    is_clerk = rules.may_prepare(request.user, subject.item.meeting)
    if request.method == "POST":
        require(rules.may_prepare, request.user, subject.item.meeting)
        if subject.version.needs_confirming:
            documents.confirm(subject.version, by=request.user, at=now())
        return see_other(request, "meetings:paper", ref, pk)
    sides = range(1, subject.version.pages + 1)
    context = {
        "meeting": subject.item.meeting,
        "paper": subject,
        "version": subject.version,
        "sides": sides,
        "is_clerk": is_clerk,
    }
    return page(request, "meetings/paper_confirm.html", "", context)


@signed_in
@require_safe
def original(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The file as it came, for those who handle the paper."""
    subject = found(request, ref, pk)
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
    if subject.version is None or not 1 <= side <= subject.version.pages:
        raise Http404
    data = stores.get(subject.version.clean_key)
    return send_picture(press.page_picture(data, page=side - 1, width=600), "image/png", "private, no-store")


@signed_in
@require_POST
def submit(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The author sends it in."""
    subject = found(request, ref, pk)
    require(rules.may_write, request.user, subject)
    return _step(request, subject, lambda: papers.submit(subject, by=request.user, at=now()))


@signed_in
@require_POST
def accept(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    return _step(request, subject, lambda: papers.accept(subject, by=request.user, at=now()))


def _step(request: PortalRequest, subject: Paper, what: Any) -> HttpResponse:
    """Do it and show the paper; where it was refused, say so there."""
    ref, pk = subject.item.meeting.ref, subject.pk
    try:
        what()
    except REFUSALS as refusal:
        fresh = found(request, ref, pk)
        form = forms.EditPaper(initial=_described(fresh))
        return _page(
            request,
            fresh,
            form=form,
            may_write=rules.may_write(request.user, fresh),
            refusal=str(refusal),
            status=409,
        )
    return see_other(request, "meetings:paper", ref, pk)


@signed_in
@require_http_methods(["GET", "POST"])
def give_back(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    form = forms.GiveBack(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _step(
            request,
            subject,
            lambda: papers.give_back(subject, reason=form.cleaned_data["reason"], by=request.user, at=now()),
        )
    return _question(request, subject, form, f"Give back “{subject.public_title}”", "Give it back")


@signed_in
@require_http_methods(["GET", "POST"])
def await_(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    form = forms.AwaitPaper(
        request.POST if request.method == "POST" else None, initial={"state": PaperState.TO_FOLLOW}
    )
    if form.is_valid():
        return _step(
            request, subject, lambda: papers.await_(subject, by=request.user, at=now(), **form.cleaned_data)
        )
    return _question(request, subject, form, f"“{subject.public_title}” is not in the pack", "Save")


def _question(request: PortalRequest, subject: Paper, form: Any, heading: str, button: str) -> HttpResponse:
    context = {
        "meeting": subject.item.meeting,
        "paper": subject,
        "form": form,
        "heading": heading,
        "button": button,
    }
    return page(request, "meetings/paper_question.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def move(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    direction: Literal["up", "down"] = "up" if request.POST.get("move") == "up" else "down"
    return act(
        request,
        subject.item.meeting,
        lambda: papers.move(subject, direction=direction, by=request.user, at=now()),
        to=("meetings:item", ref, subject.item_id),
    )


@signed_in
@require_POST
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    meeting, item = subject.item.meeting, subject.item_id
    return act(
        request,
        meeting,
        lambda: papers.remove(subject, by=request.user, at=now()),
        to=("meetings:item", ref, item),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def exempt(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Restrict one paper of an open item."""
    meeting: Meeting = held(request, ref, rules.may_exempt)
    subject = found(request, ref, pk)
    form = forms.GroundsForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        try:
            papers.exempt(
                subject,
                form.grounds(),
                private_title=form.cleaned_data["private_title"],
                by=request.user,
                at=now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return see_other(request, "meetings:paper", ref, pk)
    context = {
        "meeting": meeting,
        "form": form,
        "what": f"the paper “{subject.public_title}”",
        "paper": subject,
    }
    return page(request, "meetings/exempt.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def open_up(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    held(request, ref, rules.may_exempt)
    subject = found(request, ref, pk)
    return _step(request, subject, lambda: papers.open_up(subject, by=request.user, at=now()))
