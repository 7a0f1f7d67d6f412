"""A new meeting of a body: planned for its officers alone, or called at once."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.accounts.models import User
from pcc_portal.meetings import forms
from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.meetings.views.life import asked
from pcc_portal.web.htmx import page, see_other


def called(request: PortalRequest, body: Body, template: str) -> HttpResponse:
    """The form and what came of it; the view that calls this has asked who may."""
    initial = {"starts_at": body.default_time, "venue": body.venue}
    form = forms.CallMeeting(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = _made(form.cleaned_data, body, by=request.user)
        except Refusal as refusal:
            asked(form, refusal)
        else:
            return see_other(request, "meetings:meeting", made.ref)
    context = {"form": form, "naming": body.named_on(timezone.localdate())}
    return page(request, template, "form", context, status=form.status)


@transaction.atomic
def _made(typed: dict[str, Any], body: Body, *, by: User) -> Meeting:
    """Planned, and called in the same press where that was chosen."""
    values, at = dict(typed), timezone.now()
    how = values.pop("how")
    meeting = calls.plan(body, by=by, at=at, **values)
    return calls.call(meeting, by=by, at=at) if how == "call" else meeting
