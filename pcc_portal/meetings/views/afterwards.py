"""The clerk's page of a meeting whose papers are out: what can still be done, and what happened since."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.audit.log import history
from pcc_portal.jobs.models import Job
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import announcements, rebuilds, volumes
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing.front import printed_range
from pcc_portal.meetings.queries import agenda_of, latest_pack
from pcc_portal.meetings.states import Part, SupplementStatus
from pcc_portal.meetings.views.shared import held
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def desk(request: PortalRequest, ref: str) -> HttpResponse:
    """Until the papers are out, the desk is the workspace itself."""
    meeting: Meeting = held(request, ref, rules.may_prepare)
    if not meeting.is_issued:
        return see_other(request, "meetings:meeting", ref)
    shelf = volumes.shelf_of(meeting)
    ranges = shelf.ranges()
    job = Job.objects.about(meeting).first()
    context = {
        "meeting": meeting,
        "pack": latest_pack(meeting),
        "pages": shelf.sides(Part.OPEN),
        "exempt_pages": shelf.sides(Part.EXEMPT),
        "papers": [
            {
                "line": line,
                "sheet": sheet,
                "pages": printed_range(ranges.get(f"p{sheet.paper.pk.hex}")),
                "mark": shelf.marks.get(sheet.paper.pk),
            }
            for line, sheet in agenda_of(meeting).sheets()
        ],
        "supplements": list(meeting.supplements.all()),
        "in_hand": meeting.supplements.exclude(status=SupplementStatus.ISSUED).first(),
        "is_waiting": rebuilds.is_waiting(meeting),
        "job": job if job and (job.is_live or job.state == "failed") else None,
        "told": announcements.told_of(meeting),
        "history": history(meeting.ref, limit=40),
    }
    return page(request, "meetings/desk.html", "", context)
