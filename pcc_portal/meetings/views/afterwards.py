"""The clerk's page of a meeting whose papers are out: what can still be done, and what happened since."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.audit.log import history
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import announcements
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.queries import latest_pack
from pcc_portal.meetings.views.shared import held
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def desk(request: PortalRequest, ref: str) -> HttpResponse:
    """Until the papers are out, the desk is the workspace itself."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    if not meeting.is_issued:
        return see_other(request, "meetings:meeting", ref)
    context = {
        "meeting": meeting,
        "pack": latest_pack(meeting),
        "told": announcements.told_of(meeting),
        "history": history(meeting.ref, limit=40),
    }
    return page(request, "meetings/desk.html", "", context)
