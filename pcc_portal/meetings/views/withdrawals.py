"""Take an issued paper back: withdrawn for everyone, or exempt from now on."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import rebuilds, withdrawals
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.views.passing import in_hand
from pcc_portal.meetings.views.shared import REFUSALS, act, held, now
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Gone for everyone but the clerk, who keeps what was issued."""
    subject = in_hand(request, ref, pk, rules.may_issue)
    form = forms.WithdrawPaper(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdrawals.withdraw(subject, by=request.user, at=now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:meeting-desk", ref)
    context = {"meeting": subject.item.meeting, "paper": subject, "form": form, "for_members": False}
    return page(request, "meetings/paper_withdraw.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def re_mark(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Exempt from now on: members go on reading it, nobody else does."""
    subject = in_hand(request, ref, pk, rules.may_exempt)
    meeting = subject.item.meeting
    form = forms.ReMarkPaper(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        data = form.cleaned_data
        try:
            withdrawals.re_mark(
                subject,
                form.grounds(),
                reason=data["reason"],
                private_title=data["private_title"],
                by=request.user,
                at=now(),
            )
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:meeting-desk", ref)
    context = {"meeting": meeting, "paper": subject, "form": form, "for_members": True}
    return page(request, "meetings/paper_withdraw.html", "form", context, status=form.status)


@signed_in
@require_POST
def rebuild(request: PortalRequest, ref: str) -> HttpResponse:
    """Make the files again, where that work was stopped or failed."""
    meeting = held(request, ref, rules.may_issue)

    def queue() -> None:
        if not rebuilds.is_waiting(meeting):
            raise Refusal("No file of this meeting waits to be made again.")
        rebuilds.queue(meeting, by=request.user, at=now())

    return act(request, meeting, queue, to=("meetings:meeting-desk", ref))
