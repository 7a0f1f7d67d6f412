"""Papers in: what was asked of whom, who is late, and one press that chases them all. Asking itself has a file of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import letters
from pcc_portal.meetings.actions import requests as asking
from pcc_portal.meetings.models import Clearance, Meeting, PaperRequest
from pcc_portal.meetings.queries import agenda_of, office_calendar
from pcc_portal.meetings.views.shared import REFUSALS, held, now, sent
from pcc_portal.notices.models import Message
from pcc_portal.notices.states import MessageState
from pcc_portal.web.htmx import page, see_other


@dataclass
class Row:
    """A request as the clerk sees it."""

    request: PaperRequest
    number: str
    words: str
    is_late: bool
    clearances: list[Clearance]
    prompted: int = 0  # reminders and chases
    prompted_at: datetime | None = None
    trouble: str = ""  # why the last mail did not go

    @property
    def may_be_given_back(self) -> bool:
        paper = self.request.paper
        return paper is not None and paper.state == "submitted"


def rows_of(meeting: Meeting, *, on: date) -> list[Row]:
    """Every request of a meeting: what is late first, then by due date; what is over last. A constant number of queries."""
    numbers = {line.item.pk: line.number for line in agenda_of(meeting).walk()}
    asked, days = PaperRequest.objects.filter(item__meeting=meeting).with_people(), office_calendar()
    rows = [
        Row(
            request,
            numbers.get(request.item_id, ""),
            request.standing(on=on, days=days),
            request.is_late(on=on),
            list(request.clearances.all()),
        )
        for request in asked.prefetch_related(
            "clearances__asked_of__person", "clearances__answered_by__person"
        )
    ]
    _add_mails(rows)
    return sorted(rows, key=lambda row: (not row.is_late, not row.request.is_awaited, row.request.due_on))


def _add_mails(rows: Iterable[Row]) -> None:
    """The mails themselves are the record of reminders: how many, when the last, and whether it went."""
    by_id = {str(row.request.pk): row for row in rows}
    mails = Message.objects.filter(about_kind=PaperRequest._meta.label_lower, about_id__in=by_id)  # noqa: SLF001
    for mail in mails.order_by("queued_at").only("about_id", "kind", "state", "error", "queued_at"):
        row = by_id[mail.about_id]
        row.trouble = mail.error if mail.state == MessageState.REFUSED else ""
        if mail.kind in letters.PROMPTS:
            row.prompted += 1
            row.prompted_at = mail.queued_at


@signed_in
@require_safe
def requests(request: PortalRequest, ref: str) -> HttpResponse:
    meeting = held(request, ref, rules.may_prepare)
    return shown(request, meeting)


def shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, refusal: str = "") -> HttpResponse:
    today = timezone.localdate()
    rows = rows_of(meeting, on=today)
    live = [row for row in rows if row.request.is_live]
    context = {
        "meeting": meeting,
        "rows": live,
        "over": [row for row in rows if not row.request.is_live],
        "papers_in": sum(not row.request.is_awaited for row in live),
        "late": sum(row.is_late for row in live),
        "to_chase": sum(row.request.is_to_chase(on=today) for row in live),
        "due_on": asking.due_on(meeting.body, meeting.held_on),
        "refusal": refusal,
    }
    return page(request, "meetings/requests.html", "", context, status=status)


def found(request: PortalRequest, ref: str, pk: UUID) -> PaperRequest:
    """The request, for the clerk who prepares the meeting; nobody else may know that there is one."""
    row: PaperRequest = visible_or_404(
        PaperRequest.objects.with_people(), request.user, pk=pk, item__meeting__ref=ref
    )
    return row


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_due(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    asked = found(request, ref, pk)
    form = forms.ChangeDue(sent(request), initial={"due_on": asked.due_on})
    return question(
        request,
        asked.item.meeting,
        form,
        lambda data: asking.change_due(asked, by=request.user, at=now(), **data),
        heading=f"When is “{asked.title}” due?",
        button="Save",
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    asked = found(request, ref, pk)
    form = forms.WithdrawRequest(sent(request))
    return question(
        request,
        asked.item.meeting,
        form,
        lambda data: asking.withdraw(asked, by=request.user, at=now(), **data),
        heading=f"Do not ask for “{asked.title}” any more",
        button="Withdraw it",
    )


@signed_in
@require_POST
def send_again(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    asked = found(request, ref, pk)
    try:
        asking.send_again(asked, by=request.user, at=now())
    except REFUSALS as refusal:
        return shown(request, asked.item.meeting, status=409, refusal=str(refusal))
    return see_other(request, "meetings:requests", ref)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: PortalRequest, ref: str) -> HttpResponse:
    """Everyone who is late, with the mail that each would get; one press sends them."""
    meeting = held(request, ref, rules.may_prepare)
    today = timezone.localdate()
    late = asking.late(meeting, on=today)
    form = forms.Chase(sent(request), late=[(str(row.pk), f"{row.author}: {row.title}") for row in late])
    if form.is_valid():
        chosen = {UUID(key) for key in form.cleaned_data["chosen"]}
        asking.chase(meeting, chosen=chosen, by=request.user, at=now())
        return see_other(request, "meetings:requests", ref)
    mails = [
        letters.words(row, at=now()) | {"author": row.author, "is_guest": row.is_of_guest, "link": _way(row)}
        for row in late
    ]
    spared = [
        row
        for row in PaperRequest.objects.awaited().filter(item__meeting=meeting).with_people()
        if row.is_late(on=today) and not row.is_to_chase(on=today)
    ]
    context = {"meeting": meeting, "form": form, "mails": mails, "spared": spared}
    return page(request, "meetings/requests_chase.html", "form", context, status=form.status)


def _way(asked: PaperRequest) -> str:
    if asked.is_of_guest:
        return "[a link that opens this paper for its author]"
    return reverse("meetings:paper", args=[asked.item.meeting.ref, asked.paper_id])


def question(
    request: PortalRequest,
    meeting: Meeting,
    form: Any,
    do: Callable[[dict[str, Any]], object],
    **words: Any,
) -> HttpResponse:
    """Ask, then do it and go back to the list; where it was refused, what was typed stays."""
    if form.is_valid():
        try:
            do(dict(form.cleaned_data))
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:requests", meeting.ref)
    context = {"meeting": meeting, "form": form} | words
    return page(request, "meetings/request_question.html", "form", context, status=form.status)
