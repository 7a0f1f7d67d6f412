"""Meetings of the Panel, coming and past; calling a new one."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import queries, rules
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings import forms
from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.meetings.states import AgendaStatus
from pcc_portal.meetings.views.life import asked
from pcc_portal.web.htmx import page, see_other


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Called meetings for everyone, twenty a page; drafts on top for those who prepare them."""
    today = timezone.localdate()
    drafts: list[Meeting] = []
    may_call = may_ask = False
    if isinstance(request.user, User):
        offices = request.user.rights.organisations(Power.PREPARE)
        own = Meeting.objects.prepared_by(request.user).filter(body__slug=queries.SLUG)
        drafts = list(
            own.exclude(status=AgendaStatus.ISSUED).pending().select_related("body").order_by("held_on")
        )
        body = Body.objects.filter(slug=queries.SLUG).first()
        may_call = body is not None and body.organisation_id in offices
        may_ask = body is not None and rules.may_read_asked(request.user, body)
    past = Paginator(queries.past(on=today), queries.A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"coming": list(queries.coming(on=today)), "past": past, "drafts": drafts}
    context |= {"may_call": may_call, "may_ask": may_ask}
    return page(request, "panel/meetings.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: PortalRequest) -> HttpResponse:
    """A new meeting, with the Panel's standing items: planned, or called at once."""
    user = request.user
    body = Body.objects.filter(
        slug=queries.SLUG, organisation__in=user.rights.organisations(Power.PREPARE)
    ).first()
    if body is None:
        raise Http404
    initial = {"starts_at": body.default_time, "venue": body.venue}
    form = forms.CallMeeting(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = _made(form.cleaned_data, body, by=user)
        except Refusal as refusal:
            asked(form, refusal)
        else:
            return see_other(request, "meetings:meeting", made.ref)
    return page(
        request,
        "panel/meeting_call.html",
        "form",
        {"form": form, "naming": body.named_on(timezone.localdate())},
        status=form.status,
    )


@transaction.atomic
def _made(typed: dict[str, Any], body: Body, *, by: User) -> Meeting:
    """Planned, and called in the same press where that was chosen."""
    values, at = dict(typed), timezone.now()
    how = values.pop("how")
    meeting = calls.plan(body, by=by, at=at, **values)
    return calls.call(meeting, by=by, at=at) if how == "call" else meeting
