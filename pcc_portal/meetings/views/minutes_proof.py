"""The proof-reader on the open part of minutes that are being written."""

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import Minutes
from pcc_portal.meetings.views.shared import held
from pcc_portal.writing.desk import Desk
from pcc_portal.writing.desk import proof as desk_proof


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: PortalRequest, ref: str) -> HttpResponseBase:
    """All that is found in the words of the entries; and the answer to one of it."""
    return desk_proof.proof(request, _desk(request, ref))


@signed_in
@require_POST
def fix(request: PortalRequest, ref: str, pk: UUID) -> HttpResponseBase:
    """One mechanical change, saved as any change of an entry's words is."""
    return desk_proof.fix(request, _desk(request, ref), pk)


def _desk(request: PortalRequest, ref: str) -> Desk:
    meeting = held(request, ref, rules.may_minute)
    minutes = Minutes.objects.select_related("text").filter(meeting=meeting).first()
    if minutes is None:
        raise Http404
    return Desk(
        text=minutes.text,
        title=f"Minutes: {meeting}",
        back_url=reverse("meetings:meeting-desk", args=[ref]),
        back_words=str(meeting),
        can_edit=minutes.is_open,
        root=reverse("meetings:minutes", args=[ref]),
    )
