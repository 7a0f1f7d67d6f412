"""What is written to the author of a paper, and to who is to clear it: public words and a link, never the brief or a reason."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import links
from pcc_portal.meetings.models import Clearance, PaperRequest
from pcc_portal.meetings.queries import office_calendar
from pcc_portal.notices.models import KEEP

ASKED, AGAIN = "meetings.paper_asked", "meetings.paper_link"
REMINDED, CHASED = "meetings.paper_reminder", "meetings.paper_chased"
RETURNED, WITHDRAWN = "meetings.paper_returned", "meetings.paper_withdrawn"
PROMPTS = (REMINDED, CHASED)

_LIVE = "pcc_portal.meetings.rules.may_hear_of_request"
_AWAITED = "pcc_portal.meetings.rules.may_be_reminded"


def asked(request: PaperRequest, *, by: User, at: datetime) -> None:
    _to_author(request, ASKED, f"{request.pk}", rule=_LIVE, by=by, at=at)


def again(request: PaperRequest, *, by: User, at: datetime) -> None:
    """The same once more, since the mail before went astray."""
    _to_author(request, AGAIN, f"{request.pk}:{at.isoformat()}", rule=_LIVE, by=by, at=at)


def reminder(request: PaperRequest, *, days: int, at: datetime) -> bool:
    """One for each step before a due date, however often the clock strikes. Returns whether it was not yet written."""
    return _to_author(
        request, REMINDED, f"{request.pk}:{_counted_from(request)}:{days}", rule=_AWAITED, by=None, at=at
    )


def chased(request: PaperRequest, *, by: User, at: datetime) -> bool:
    """One a day, whoever presses. Returns whether it was not yet written."""
    return _to_author(request, CHASED, f"{request.pk}:{timezone.localdate(at)}", rule=_AWAITED, by=by, at=at)


def returned(request: PaperRequest, *, by: User, at: datetime) -> None:
    _to_author(request, RETURNED, f"{request.pk}:{at.isoformat()}", rule=_AWAITED, by=by, at=at)


def withdrawn(request: PaperRequest, *, by: User, at: datetime) -> None:
    """Opens nothing any more, so it carries no link."""
    notices.post(
        WITHDRAWN,
        to=request.author.email,
        context=words(request, at=at),
        dedupe_key=f"{WITHDRAWN}:{request.pk}",
        by=by,
        at=at,
        about=request,
    )


def to_clear(clearance: Clearance, *, by: User, at: datetime) -> None:
    """Asks a person with an account to look; who has none hears from the clerk."""
    if clearance.asked_of is None:
        return
    request = clearance.request
    path = f"{request.item.meeting.path}clearances/{clearance.pk}/"
    notices.post(
        "meetings.clearance_asked",
        to=clearance.asked_of.email,
        context=words(request, at=at)
        | {"link": settings.PUBLIC_BASE_URL + path, "kind": clearance.get_kind_display()},
        dedupe_key=f"meetings.clearance_asked:{clearance.pk}:{at.isoformat()}",
        rule="pcc_portal.meetings.rules.may_be_asked_to_clear",
        by=by,
        at=at,
        about=clearance,
    )


def words(request: PaperRequest, *, at: datetime) -> dict[str, Any]:
    """What a mail may say of a request."""
    on = timezone.localdate(at)
    return {
        "title": request.title,
        "meeting": str(request.item.meeting),
        "due_on": request.due_on,
        "is_late": request.is_late(on=on),
        "late_by": request.late_by(on=on, days=office_calendar()),
        "promised_for": request.promised_for,
        "is_guest": request.is_of_guest,
    }


def _counted_from(request: PaperRequest) -> date:
    return request.promised_for or request.due_on


def _to_author(
    request: PaperRequest, kind: str, key: str, *, rule: str, by: User | None, at: datetime
) -> bool:
    """A mail with the author's way in: the page behind sign-in, or a key of its own, blanked here once it is sent."""
    dedupe_key = f"{kind}:{key}"
    if notices.Message.objects.filter(dedupe_key=dedupe_key).exists():
        return False
    path = f"/asked/{links.make(request, at=at)}/" if request.is_of_guest else _page_of(request)
    notices.post(
        kind,
        to=request.author.email,
        context=words(request, at=at) | {"link": settings.PUBLIC_BASE_URL + path},
        dedupe_key=dedupe_key,
        by=by,
        at=at,
        rule=rule,
        about=request,
        secret=request.is_of_guest,
        keep=KEEP,
    )
    return True


def _page_of(request: PaperRequest) -> str:
    return f"{request.item.meeting.path}papers/{request.paper_id}/"
