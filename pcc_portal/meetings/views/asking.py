"""Ask somebody for a paper, and hear when it will come."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.access import require
from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import requests as asking
from pcc_portal.meetings.models import Item, Meeting
from pcc_portal.meetings.states import SupplementStatus
from pcc_portal.meetings.views.papers import found
from pcc_portal.meetings.views.shared import REFUSALS, held, must_be_draft, now, sent, told_when_gone
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def ask(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Ask for a paper of this item that is not on the agenda yet; once that is out, for one of the supplement in hand."""
    meeting = held(request, ref, rules.may_prepare)
    item = Item.objects.filter(meeting=meeting, pk=pk).first()
    if item is None:
        raise Http404
    initial = {
        "title": "" if item.papers.exists() else item.public_title,
        "organisation": meeting.body.host_id,
        "due_on": max(asking.due_on(meeting.body, meeting.held_on), timezone.localdate()),
    }
    late = meeting.supplements.filter(status=SupplementStatus.DRAFT).first() if meeting.is_issued else None
    form = forms.AskForPaper(sent(request), meeting=meeting, initial=initial)

    def do(author: User, data: dict[str, Any]) -> None:
        if late is None:
            must_be_draft(meeting)
        asking.ask(item, author=author, supplement=late, by=request.user, at=now(), **data)

    return _ask(request, meeting, form, do, heading=f"Ask for a paper: {item.public_title}", item=item)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@told_when_gone
def ask_author(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Ask somebody for a paper that has its place on the agenda."""
    subject = found(request, ref, pk)
    meeting = subject.item.meeting
    require(rules.may_prepare, request.user, meeting)
    due_on = subject.due_on or asking.due_on(meeting.body, meeting.held_on)
    form = forms.AskAuthor(sent(request), meeting=meeting, initial={"due_on": due_on})

    def do(author: User, data: dict[str, Any]) -> None:
        asking.ask(
            subject.item,
            author=author,
            paper=subject,
            title=subject.public_title,
            organisation=subject.document.organisation,
            by=request.user,
            at=now(),
            **data,
        )

    heading = f"Ask for “{subject.public_title}”"
    return _ask(request, meeting, form, do, heading=heading, item=subject.item)


def _ask(
    request: PortalRequest,
    meeting: Meeting,
    form: forms.AskAuthor,
    do: Callable[[User, dict[str, Any]], None],
    **words: Any,
) -> HttpResponse:
    if form.is_valid():
        try:
            data = dict(form.cleaned_data)
            do(_author(data, by=request.user), data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:requests", meeting.ref)
    context = {"meeting": meeting, "form": form} | words
    return page(request, "meetings/request_ask.html", "form", context, status=form.status)


def _author(data: dict[str, Any], *, by: User) -> User:
    """The one chosen, or whoever has the address that was typed; takes from the data what only names the author."""
    chosen: User | None = data.pop("author")
    given, family, email = (data.pop(name) for name in ("given", "family", "email"))
    if chosen is not None:
        return chosen
    return accounts.guest(email, person=Person(given=given, family=family), by=by, at=now())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The author who was asked says when they will send it; the clerk notes what was said on the telephone."""
    subject = found(request, ref, pk)
    asked = subject.live_request
    if asked is None:
        raise Http404
    require(rules.may_promise, request.user, subject)
    initial = {"promised_for": asked.promised_for or asked.due_on}
    form = forms.Promise(sent(request), initial=initial)
    if form.is_valid():
        try:
            asking.promise(asked, by=request.user, at=now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:paper", ref, pk)
    words = {"heading": f"When will “{subject.public_title}” come?", "button": "Promise it"}
    context = {"meeting": subject.item.meeting, "form": form} | words
    return page(request, "meetings/paper_question.html", "form", context, status=form.status)
