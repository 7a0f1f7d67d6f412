"""The Board, for the office that keeps it; for everyone else there is no such page."""

from django.http import Http404

from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body

SLUG = "gpb"


def board_read_by(request: PortalRequest) -> Body | None:
    """The Board of this person's office."""
    offices = request.user.rights.organisations(Power.READ_BOARD)
    if not offices:
        return None
    return Body.objects.filter(slug=SLUG, host__in=offices).select_related("host").first()


def kept_board(request: PortalRequest) -> Body:
    """Raises Http404 for whoever is not of its office."""
    body = board_read_by(request)
    if body is None:
        raise Http404
    return body
