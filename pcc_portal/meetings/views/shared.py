"""What the clerk's views have in common: the meeting in hand, and a refusal shown where it happened."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest
from pcc_portal.audit.log import history
from pcc_portal.documents.actions.consents import seconds
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings.actions.drafts import AgendaLocked, Refusal
from pcc_portal.meetings.actions.items import NotInThisRow
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.meetings.queries import latest_consent
from pcc_portal.meetings.views.desks import Desk, desk_of
from pcc_portal.web.htmx import page, see_other

REFUSALS = (Refusal, BadMove)
GONE = (
    "This is no longer on the agenda: someone has removed it since you opened the page. Nothing was changed."
)
OF_A_MEETING = Meeting.objects.select_related("body__organisation", "body__host")


def now() -> datetime:
    return timezone.now()


def sent(request: PortalRequest) -> Any:
    """What a form is bound to: what was posted, also when that is nothing."""
    return request.POST if request.method == "POST" else None


def held(request: PortalRequest, ref: str, rule: Callable[..., bool]) -> Meeting:
    """The meeting, for those who may do this to it; 403 with the reason for all who may see it, once it is issued."""
    meeting: Meeting = visible_or_404(OF_A_MEETING, request.user, ref=ref)
    require(rule, request.user, meeting)
    return meeting


def must_be_draft(meeting: Meeting) -> None:
    """Raises AgendaLocked, as every action does that takes hold of the agenda."""
    if not meeting.is_draft:
        raise AgendaLocked(meeting)


def workspace(request: PortalRequest, desk: Desk, *, status: int = 200, **context: Any) -> HttpResponse:
    shown = {
        "desk": desk,
        "meeting": desk.meeting,
        "agenda": desk.agenda,
        "history": history(desk.meeting.ref, limit=12),
    } | second_look(desk.meeting)
    return page(request, "meetings/workspace.html", "workspace", shown | context, status=status)


def second_look(meeting: Meeting) -> dict[str, Any]:
    """What was last asked of a second person about a draft, and who can answer."""
    consent = latest_consent(meeting) if meeting.is_draft else None
    if consent is None or not consent.is_asked:
        return {"consent": consent}
    names = seconds(consent.organisation, on=timezone.localdate(), but=consent.asked_by)
    return {"consent": consent, "seconds": names}


def act(request: PortalRequest, meeting: Meeting, what: Callable[[], object], *, to: Any) -> HttpResponse:
    """Do it and go on; where it was refused, the workspace says why, and nothing was changed."""
    try:
        what()
    except REFUSALS as refusal:
        fresh = OF_A_MEETING.get(pk=meeting.pk)
        return workspace(request, desk_of(fresh), status=409, refusal=str(refusal))
    return see_other(request, *to)


def moved(request: PortalRequest, lines: Any, subject: Item | Paper) -> object:
    """One place up or down, or put down before a neighbour; ``lines`` is the module of its actions.

    Raises NotInThisRow for a neighbour that nobody has.
    """
    how = request.POST.get("move")
    if how != "place":
        return lines.move(subject, direction="up" if how == "up" else "down", by=request.user, at=now())
    before = request.POST.get("before", "")
    try:
        neighbour = UUID(before) if before else None
    except ValueError:
        raise NotInThisRow from None
    return lines.place(subject, before=neighbour, by=request.user, at=now())


def told_when_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A clerk's page may be older than the agenda: what it acts on is gone. Says so, and gives back what was typed."""

    @wraps(view)
    def wrapped(request: PortalRequest, ref: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, ref, *args, **kwargs)
        except (Http404, ObjectDoesNotExist):
            mine = Meeting.objects.prepared_by(request.user).filter(ref=ref)
            if request.method != "POST" or not mine.exists():
                raise Http404 from None
            typed = [value for name, value in request.POST.items() if value and name in _TYPED]
            desk = desk_of(OF_A_MEETING.get(ref=ref))
            return workspace(request, desk, status=409, refusal=GONE, typed=typed)

    return wrapped


# The fields into which people write sentences: worth giving back.
_TYPED = (
    "public_title",
    "private_title",
    "purpose",
    "reasons_for",
    "reasons_against",
    "reason",
    "title",
    "brief",
)
