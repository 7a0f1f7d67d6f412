"""The head of the Board's minutes, and what the letters in them mean."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from governance.actions import board as keeping
from governance.forms.board import Explain, KeepRecord
from governance.models import BoardRecord
from governance.queries.initials import meanings_on
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.views.shared import REFUSALS, held, now, sent
from pcc_portal.web.htmx import page, see_other

HELD = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(HELD)
def record(request: PortalRequest, ref: str) -> HttpResponse:
    """Who took the chair and the minutes, and the next meeting."""
    meeting = held(request, ref, rules.may_minute)
    row = BoardRecord.objects.filter(meeting=meeting).first() or BoardRecord(meeting=meeting)
    initial = {"chair": row.chair_id, "minute_taker": row.minute_taker_id, "next_on": row.next_on}
    form = KeepRecord(sent(request), initial=initial)
    if form.is_valid():
        keeping.keep(meeting, **form.cleaned_data, by=request.user, at=now())
        return see_other(request, "meetings:minutes", ref)
    context = {"meeting": meeting, "form": form, "heading": "The head of the minutes", "button": "Keep it"}
    return page(request, "governance/minutes_form.html", "form", context, status=form.status)


@signed_in
@require_http_methods(HELD)
def explain(request: PortalRequest, ref: str) -> HttpResponse:
    """Letters of the minutes: a person, whoever holds a post, or an entry of the glossary."""
    meeting = held(request, ref, rules.may_minute)
    form = Explain(sent(request), initial={"letters": request.GET.get("letters", "")[:6]})
    if form.is_valid():
        try:
            _explained(request, meeting, form)
        except REFUSALS as refusal:
            form.refuse(refusal, "letters")
        else:
            return see_other(request, "meetings:minutes", ref)
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "heading": "Initials and glossary",
        "button": "Explain them",
        "meanings": meanings_on(meeting.held_on),
    }
    return page(request, "governance/minutes_form.html", "form", context, status=form.status)


def _explained(request: PortalRequest, meeting: Meeting, form: Explain) -> None:
    letters, meaning = form.cleaned_data["letters"], form.cleaned_data["meaning"]
    common: dict[str, Any] = {"by": request.user, "at": now(), "thread": meeting.ref}
    if meaning:
        keeping.define(letters, meaning, **common)
    else:
        person, post = form.who
        keeping.explain(letters, person=person, post=post, from_on=meeting.held_on, **common)
