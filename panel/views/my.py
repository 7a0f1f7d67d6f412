"""Where things stand, for whoever is signed in."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from panel import queries
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.web.htmx import page

LAST_VISIT = "my_last_visit"


@signed_in
@require_safe
def my(request: PortalRequest) -> HttpResponse:
    """One sentence, what needs you, what waits for others, the next 30 days, what changed since the last visit."""
    now = timezone.now()
    before = request.session.get(LAST_VISIT)
    since = datetime.fromisoformat(before) if before else None
    here = queries.standing(request.user, on=timezone.localdate(now), since=since)
    request.session[LAST_VISIT] = now.isoformat()
    return page(request, "panel/my.html", "", {"here": here, "since": since})
