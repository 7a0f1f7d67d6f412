"""The proof-reader on minutes that are being written, the exempt part apart."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import ExemptMinutes, Meeting, Minutes
from pcc_portal.meetings.views.shared import held
from pcc_portal.writing.desk import Desk
from pcc_portal.writing.desk import proof as desk_proof
from pcc_portal.writing.desk.proof import Draft
from pcc_portal.writing.models import Text


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: PortalRequest, ref: str) -> HttpResponseBase:
    """All that is found in the words of the entries; and the answer to one of it."""
    minutes, desk = _desk(request, ref)
    return desk_proof.proof(request, desk, lambda: drafts_of(request, minutes))


@signed_in
@require_POST
def fix(request: PortalRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """One mechanical change, saved as any change of an entry's words is."""
    minutes, desk = _desk(request, ref)
    return desk_proof.fix(request, desk, pk, lambda: drafts_of(request, minutes))


# How a body's minutes are read, by its regime, where they are more than their words; an app above registers its own.
READERS: dict[str, Callable[[Meeting, Text | None], list[Draft]]] = {}


def drafts_of(request: PortalRequest, minutes: Minutes) -> list[Draft]:
    """The open part; and the exempt one for those alone who may read it (LGA 1972 s100F)."""
    meeting = minutes.meeting
    readers = request.user.rights.organisations(Power.READ_EXEMPT)
    held = ExemptMinutes.objects.select_related("text").filter(minutes=minutes).first()
    private = held.text if held is not None and meeting.body.organisation_id in readers else None
    if meeting.body.regime in READERS:
        return READERS[meeting.body.regime](meeting, private)
    found = [desk_proof.of_text(minutes.text)]
    return [*found, desk_proof.of_text(private, is_private=True)] if private is not None else found


def _desk(request: PortalRequest, ref: str) -> tuple[Minutes, Desk]:
    meeting = held(request, ref, rules.may_minute)
    minutes = Minutes.objects.select_related("text").filter(meeting=meeting).first()
    if minutes is None:
        raise Http404
    minutes.meeting = meeting
    return minutes, Desk(
        text=minutes.text,
        title=f"Minutes: {meeting}",
        back_url=reverse("meetings:meeting-desk", args=[ref]),
        back_words=str(meeting),
        can_edit=minutes.is_open,
        root=reverse("meetings:minutes", args=[ref]),
    )
