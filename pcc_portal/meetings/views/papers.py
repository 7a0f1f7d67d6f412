"""A paper: its place, its cover, its words. What is uploaded and how it passes on have files of their own."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.actions.drafts import AgendaLocked
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.queries import agenda_of, office_calendar
from pcc_portal.meetings.states import PaperState
from pcc_portal.meetings.views.desks import desk_of
from pcc_portal.meetings.views.shared import REFUSALS, held, now, told_when_gone
from pcc_portal.web.htmx import page, see_other
from pcc_portal.writing import desk
from pcc_portal.writing.models import WordFile


def in_full(rows: Any) -> Any:
    """Papers with all that their own page shows."""
    return rows.select_related(
        "item__meeting__body__organisation",
        "item__meeting__body__host",
        "document__exemption",
        "document__organisation",
        "supplement",
        "replaces",
        "version",
        "text",
        "private_title",
    ).prefetch_related("requests__author__person")


def found(request: PortalRequest, ref: str, pk: UUID) -> Paper:
    """The paper, for those who may know of it: its author's office, and the clerk."""
    paper: Paper = visible_or_404(in_full(Paper.objects), request.user, pk=pk, item__meeting__ref=ref)
    return paper


def must_write(request: PortalRequest, subject: Paper) -> None:
    """403 with the reason for one who may only read it. Raises AgendaLocked where nobody may change it any more."""
    if not subject.is_open:
        raise AgendaLocked(subject.item.meeting)
    require(rules.may_write, request.user, subject)


def take_up_as_author(request: PortalRequest, subject: Paper) -> None:
    """An author who writes has the draft in hand from then on; a clerk who writes does not take it from anybody."""
    if rules.is_author(request.user, subject) and not rules.may_prepare(request.user, subject.item.meeting):
        papers.take_up(subject, by=request.user, at=now())


def shown(
    request: PortalRequest, subject: Paper, *, form: Any = None, status: int = 200, **context: Any
) -> HttpResponse:
    """Everything about one paper, and its next step."""
    meeting = subject.item.meeting
    place = next(
        ((line, sheet) for line, sheet in agenda_of(meeting).sheets() if sheet.paper.pk == subject.pk),
        (None, None),
    )
    asked = subject.live_request
    all_of_it = {
        "meeting": meeting,
        "paper": subject,
        "line": place[0],
        "sheet": place[1],
        "is_clerk": rules.may_prepare(request.user, meeting),
        "may_write": rules.may_write(request.user, subject),
        "may_read": rules.may_read(request.user, subject),
        "word_file": WordFile.objects.filter(text=subject.text_id).first() if subject.text_id else None,
        "asked": asked,
        "asked_words": asked.standing(on=timezone.localdate(), days=office_calendar()) if asked else "",
        "is_author": rules.is_author(request.user, subject),
        "form": form or cover(request, subject),
        "is_issued": subject.leaves.exists(),
        "withdrawals": list(subject.withdrawals.select_related("exemption", "by__person")),
    }
    return page(request, "meetings/paper.html", "", all_of_it | context, status=status)


def cover(request: PortalRequest, subject: Paper, sent: Any = None) -> forms.PaperForm:
    """The form of its cover. A private title is the clerk's: authors neither read nor write it."""
    titled = subject.document.exemption_id and rules.may_exempt(request.user, subject.item.meeting)
    kind = forms.EditExemptPaper if titled else forms.EditPaper
    secret = getattr(subject, "private_title", None)
    foi = {True: "yes", False: "no", None: ""}[subject.document.foi_disclosable]
    return kind(
        sent,
        initial={
            "public_title": subject.public_title,
            "role": subject.role,
            "author": subject.author,
            "author_role": subject.author_role,
            "report_on": subject.report_on,
            "marking": subject.document.marking,
            "foi": foi,
            "holds_personal_data": subject.document.holds_personal_data,
            "private_title": secret.title if secret else "",
        },
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def add(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """A paper for an item: write it here, upload it, or say why it is not there."""
    meeting = held(request, ref, rules.may_prepare)
    chosen = desk_of(meeting, chosen=pk).chosen
    assert chosen is not None
    line = chosen.line
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
            form.refuse(refusal)
        else:
            next_page = {"write": "meetings:paper-write", "upload": "meetings:paper-upload"}.get(
                how, "meetings:paper"
            )
            return see_other(request, next_page, ref, made.pk)
    context = {"meeting": meeting, "line": line, "form": form}
    return page(request, "meetings/paper_add.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def paper(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = found(request, ref, pk)
    if request.method != "POST":
        return shown(request, subject)
    form = cover(request, subject, request.POST)
    try:
        must_write(request, subject)
        if form.is_valid():
            papers.describe(subject, by=request.user, at=now(), **form.values())
            return see_other(request, "meetings:paper", ref, pk)
    except REFUSALS as refusal:
        form.refuse(refusal)
    return shown(request, subject, form=form, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PortalRequest, ref: str, pk: UUID, step: str = "") -> HttpResponseBase:
    """The writing desk of a paper: whoever may write it, writes; its other readers see text and history."""
    subject = found(request, ref, pk)
    require(rules.may_read, request.user, subject)
    may_write = rules.may_write(request.user, subject)
    if may_write and request.method == "POST":
        take_up_as_author(request, subject)
    if subject.text is None:
        if not may_write or subject.version is not None:
            raise Http404
        if request.method != "POST":  # to look is not to begin
            return see_other(request, "meetings:paper", ref, pk)
        try:
            papers.write(subject, by=request.user, at=now())
        except REFUSALS as refusal:
            return shown(request, found(request, ref, pk), refusal=str(refusal), status=409)
        return see_other(request, "meetings:paper-write", ref, pk)
    return desk.answer(
        request,
        desk.Desk(
            text=subject.text,
            title=subject.public_title,
            back_url=reverse("meetings:paper", args=[ref, pk]),
            back_words=subject.public_title,
            can_edit=may_write,
            root=reverse("meetings:paper-write", args=[ref, pk]),
        ),
        step,
    )
