"""How a paper passes between its author and the clerk, and where it stands on the agenda."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import paper_rows, papers
from pcc_portal.meetings.models import Paper
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.meetings.states import PaperState
from pcc_portal.meetings.views.papers import found, must_write, shown
from pcc_portal.meetings.views.shared import REFUSALS, act, moved, now, sent, told_when_gone
from pcc_portal.web.htmx import page, see_other

DAYS_TO_MEND = 2  # working days, offered to the clerk who gives a paper back


def in_hand(
    request: PortalRequest, ref: str, pk: UUID, rule: Callable[..., bool] = rules.may_prepare
) -> Paper:
    """The paper, for the clerk who prepares the meeting; 403 with the reason for its author."""
    subject = found(request, ref, pk)
    require(rule, request.user, subject.item.meeting)
    return subject


def step(request: PortalRequest, subject: Paper, what: Callable[[], object]) -> HttpResponse:
    """Do it and show the paper; where it was refused, say so there."""
    ref, pk = subject.item.meeting.ref, subject.pk
    try:
        what()
    except REFUSALS as refusal:
        return shown(request, found(request, ref, pk), refusal=str(refusal), status=409)
    return see_other(request, "meetings:paper", ref, pk)


@signed_in
@require_POST
@told_when_gone
def submit(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The author sends it in."""
    subject = found(request, ref, pk)

    def send() -> None:
        must_write(request, subject)
        papers.submit(subject, by=request.user, at=now())

    return step(request, subject, send)


@signed_in
@require_POST
@told_when_gone
def accept(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    return step(request, subject, lambda: papers.accept(subject, by=request.user, at=now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def give_back(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    form = _form_to_give_back(request, subject)
    heading = f"Give back “{subject.public_title}”"
    return _question(
        request,
        subject,
        form,
        lambda: papers.give_back(subject, by=request.user, at=now(), **form.cleaned_data),
        heading=heading,
        button="Give it back",
    )


def _form_to_give_back(request: PortalRequest, subject: Paper) -> forms.GiveBack:
    """Who was asked for it is told by when it is due again."""
    asked = subject.live_request
    if asked is None:
        return forms.GiveBack(sent(request))
    due_on = max(asked.due_on, office_calendar().add_working_days(timezone.localdate(), DAYS_TO_MEND))
    return forms.GiveBackAsked(sent(request), initial={"due_on": due_on})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def await_(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    form = forms.AwaitPaper(
        request.POST if request.method == "POST" else None, initial={"state": PaperState.TO_FOLLOW}
    )
    heading = f"“{subject.public_title}” is not in the pack"
    return _question(
        request,
        subject,
        form,
        lambda: papers.await_(subject, by=request.user, at=now(), **form.cleaned_data),
        heading=heading,
        button="Save",
    )


def _question(
    request: PortalRequest, subject: Paper, form: Any, what: Callable[[], object], **words: str
) -> HttpResponse:
    """Ask, then do it; where it was refused, what was typed stays."""
    if form.is_valid():
        try:
            what()
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:paper", subject.item.meeting.ref, subject.pk)
    context = {"meeting": subject.item.meeting, "paper": subject, "form": form} | words
    return page(request, "meetings/paper_question.html", "form", context, status=form.status)


@signed_in
@require_POST
@told_when_gone
def move(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    return act(
        request,
        subject.item.meeting,
        lambda: moved(request, paper_rows, subject),
        to=("meetings:item", ref, subject.item_id),
    )


@signed_in
@require_POST
@told_when_gone
def remove(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk)
    return act(
        request,
        subject.item.meeting,
        lambda: papers.remove(subject, by=request.user, at=now()),
        to=("meetings:item", ref, subject.item_id),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def exempt(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Restrict one paper of an open item."""
    subject = in_hand(request, ref, pk, rules.may_exempt)
    meeting = subject.item.meeting
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
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:paper", ref, pk)
    context = {
        "meeting": meeting,
        "form": form,
        "what": f"the paper “{subject.public_title}”",
        "paper": subject,
    }
    return page(request, "meetings/exempt.html", "form", context, status=form.status)


@signed_in
@require_POST
@told_when_gone
def open_up(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    subject = in_hand(request, ref, pk, rules.may_exempt)
    return step(request, subject, lambda: papers.open_up(subject, by=request.user, at=now()))
