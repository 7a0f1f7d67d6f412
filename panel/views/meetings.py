"""Meetings of the Panel, coming and past; calling a new one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import queries, rules
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body, Meeting
from pcc_portal.meetings.states import AgendaStatus
from pcc_portal.meetings.views.calling import called
from pcc_portal.web.htmx import page


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
    return called(request, body, "panel/meeting_call.html")
