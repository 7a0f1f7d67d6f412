"""The Panel, for the clerks who keep its business; for everyone else there is no such page."""

from django.http import Http404, HttpRequest

from panel import queries
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body


def body_of_clerk(request: HttpRequest) -> Body | None:
    """None for a visitor, without a query: visitors read no bodies."""
    offices = held_by(request.user).organisations(Power.PREPARE)
    if not offices:
        return None
    return (
        Body.objects.filter(slug=queries.SLUG, organisation__in=offices)
        .select_related("organisation")
        .first()
    )


def kept_body(request: HttpRequest) -> Body:
    """Raises Http404."""
    body = body_of_clerk(request)
    if body is None:
        raise Http404
    return body
