"""What the Panel asked for: the page from which the Commissioner's office writes its next report."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from panel import queries, rules
from panel.actions import programme as actions
from panel.queries import wanted as asked
from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Body, Resolution
from pcc_portal.web.htmx import page, see_other


def _body(request: PortalRequest) -> Body:
    """For the office, the clerk and the members; for everyone else there is no such page."""
    body = Body.objects.filter(slug=queries.SLUG).first()
    if body is None or not rules.may_read_asked(request.user, body):
        raise Http404
    return body


@signed_in
@require_safe
def wanted(request: PortalRequest) -> HttpResponse:
    """By meeting: questions without an answer, promises, resolutions and requests, and what was asked in writing."""
    return _shown(request, _body(request))


def _shown(request: PortalRequest, body: Body, *, refusal: str = "", status: int = 200) -> HttpResponse:
    today, everything = timezone.localdate(), "all" in request.GET
    found = asked.asked_in(body, request.user, on=today, since=date.min if everything else None)
    context = {
        "body": body,
        "meetings": found,
        "recommended": list(asked.recommended(body, on=today)),
        "count": sum(len(one.rows) for one in found),
        "late": sum(row.is_late for one in found for row in one.rows),
        "everything": everything,
        "is_clerk": rules.may_keep(request.user, body),
        "refusal": refusal,
    }
    return page(request, "panel/wanted.html", "", context, status=status)


@signed_in
@require_POST
def plan(request: PortalRequest, pk: int) -> HttpResponse:
    """A resolution becomes a line of the work programme."""
    body = _body(request)
    require(rules.may_keep, request.user, body)
    resolution = get_object_or_404(Resolution, pk=pk, entry__minutes__meeting__body=body)
    try:
        row = actions.add_from(resolution, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _shown(request, body, refusal=str(refusal), status=409)
    return see_other(request, "panel:programme-row", "items", row.pk)
