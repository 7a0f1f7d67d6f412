"""Take an issued paper back: withdrawn for everyone, or exempt from now on."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import deliveries, rebuilds, withdrawals
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.states import AnnouncementKind
from pcc_portal.meetings.views.passing import in_hand
from pcc_portal.meetings.views.shared import REFUSALS, act, held, now, sent
from pcc_portal.meetings.views.telling import Letter, done, letter_of
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Gone for everyone but the clerk, who keeps what was issued."""
    subject = in_hand(request, ref, pk, rules.may_issue)
    form = forms.WithdrawPaper(sent(request))

    def take_back(data: dict[str, Any]) -> None:
        withdrawals.withdraw(subject, by=request.user, at=now(), **data)

    return _answer(request, subject, form, take_back, for_members=False)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def re_mark(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Exempt from now on: members go on reading it, nobody else does."""
    subject = in_hand(request, ref, pk, rules.may_exempt)
    form = forms.ReMarkPaper(sent(request), meeting=subject.item.meeting)

    def take_back(data: dict[str, Any]) -> None:
        said = {name: data[name] for name in ("reason", "private_title")}
        withdrawals.re_mark(subject, form.grounds(), by=request.user, at=now(), **said)

    return _answer(request, subject, form, take_back, for_members=True)


def _answer(
    request: PortalRequest,
    subject: Paper,
    form: Any,
    what: Callable[[dict[str, Any]], None],
    *,
    for_members: bool,
) -> HttpResponse:
    """Do it and go on, or show how its mail would read; nothing typed is lost."""
    letter = _letter(request, subject)
    is_done = False
    if form.is_valid() and not letter.form.errors:
        try:
            is_done = done(letter, partial(what, form.cleaned_data))
        except REFUSALS as refusal:
            form.refuse(refusal)
    meeting = subject.item.meeting
    if is_done:
        return see_other(request, "meetings:meeting-desk", meeting.ref)
    context = {
        "meeting": meeting,
        "paper": subject,
        "form": form,
        "letter": letter,
        "for_members": for_members,
    }
    status = max(form.status, letter.form.status)
    return page(request, "meetings/paper_withdraw.html", "form", context, status=status)


def _letter(request: PortalRequest, subject: Paper) -> Letter:
    """The mail that tells of it, with the reason as typed; a title that is to be private from now on stands in none."""
    meeting = subject.item.meeting
    was_public = withdrawals.is_public(subject)
    return letter_of(
        request,
        meeting,
        news=withdrawals.news_of(subject, request.POST.get("reason", ""), was_public=was_public),
        has_exempt_part=deliveries.has_exempt_part(meeting.ref),
        kind=AnnouncementKind.WITHDRAWN,
        to_be_private=request.POST.get("private_title", ""),
    )


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
