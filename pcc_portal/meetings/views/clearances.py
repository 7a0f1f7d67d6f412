"""A paper is cleared, or what is wrong with it is said: by the one who was asked, or by the clerk who heard it."""

from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import clearances as clearing
from pcc_portal.meetings.models import Clearance
from pcc_portal.meetings.views.requests import found, question
from pcc_portal.meetings.views.shared import REFUSALS, now, sent
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Ask the law, the money or the chair to clear a paper."""
    asked = found(request, ref, pk)
    form = forms.AskClearance(sent(request))
    return question(
        request,
        asked.item.meeting,
        form,
        lambda data: clearing.ask(asked, by=request.user, at=now(), **data),
        heading=f"Have “{asked.title}” cleared",
        button="Ask",
    )


def _found(request: PortalRequest, ref: str, pk: int) -> Clearance:
    """For the one who was asked, as long as it is asked for, and for the clerk."""
    offices = request.user.rights.organisations(Power.PREPARE)
    mine = Q(request__item__meeting__body__organisation__in=offices) | Q(
        asked_of=request.user, request__withdrawn_at__isnull=True, withdrawn_reason=""
    )
    rows = Clearance.objects.filter(mine, pk=pk, request__item__meeting__ref=ref)
    clearance = rows.select_related(
        "request__item__meeting__body", "request__author__person", "request__paper", "asked_of__person"
    ).first()
    if clearance is None:
        raise Http404
    return clearance


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def clearance(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """The paper to be read, and the answer."""
    subject = _found(request, ref, pk)
    meeting = subject.request.item.meeting
    is_clerk = rules.may_prepare(request.user, meeting)
    form = forms.AnswerClearance(sent(request))
    if form.is_valid():
        try:
            is_cleared = form.cleaned_data["answer"] == "yes"
            clearing.answer(
                subject, is_cleared=is_cleared, words=form.cleaned_data["words"], by=request.user, at=now()
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(
                request, *(("meetings:requests", ref) if is_clerk else (settings.LOGIN_REDIRECT_URL,))
            )
    context = {"meeting": meeting, "clearance": subject, "form": form, "is_clerk": is_clerk}
    return page(request, "meetings/clearance.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """The clerk no longer asks for it, and says why."""
    subject = _found(request, ref, pk)
    meeting = subject.request.item.meeting
    require(rules.may_prepare, request.user, meeting)
    form = forms.WithdrawClearance(sent(request))
    return question(
        request,
        meeting,
        form,
        lambda data: clearing.withdraw(subject, by=request.user, at=now(), **data),
        heading=f"{subject.get_kind_display()} need not clear “{subject.request.title}”",
        button="No longer ask for it",
    )
