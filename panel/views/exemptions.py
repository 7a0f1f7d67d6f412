"""Every exemption in force: when it is to be looked at again, and the two ways from there."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.actions.consents import NobodyToAsk
from pcc_portal.documents.actions.documents import NotInForce
from pcc_portal.documents.models import Consent
from pcc_portal.meetings import forms
from pcc_portal.meetings.actions import reviews, unsealing
from pcc_portal.meetings.actions.reviews import Held
from pcc_portal.meetings.states import AGREED_TO_RELEASE
from pcc_portal.web.htmx import page, see_other


def _mine(request: PortalRequest) -> list[Held]:
    """Those of the bodies that this person exempts for; 404 for everyone else."""
    bodies = request.user.rights.organisations(Power.EXEMPT)
    if not bodies:
        raise Http404
    return reviews.in_force(bodies)


def _one(request: PortalRequest, pk: UUID) -> Held:
    found = next((held for held in _mine(request) if held.exemption.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _shown(request: PortalRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    on, rows = timezone.localdate(), _mine(request)
    asked = Consent.objects.visible_to(request.user).live().filter(kind=AGREED_TO_RELEASE)
    waiting = {consent.subject_id: consent for consent in asked}
    context = {
        "rows": [
            {"held": held, "past": held.days_past(on), "consent": waiting.get(str(held.exemption.pk))}
            for held in rows
        ],
        "due": sum(held.days_past(on) >= 0 for held in rows),
        "refusal": refusal,
    }
    return page(request, "panel/exemptions.html", "queue", context, status=status)


@signed_in
@require_safe
def exemptions(request: PortalRequest) -> HttpResponse:
    """The longest due first."""
    return _shown(request)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Keep it exempt, on reasons weighed anew and with a new day."""
    held = _one(request, pk)
    form = forms.KeepExempt(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reviews.keep(held.exemption, by=request.user, at=timezone.now(), **form.cleaned_data)
        except NotInForce as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:exemptions")
    context = {"form": form, "held": held}
    return page(request, "panel/exemption_keep.html", "form", context, status=form.status)


@signed_in
@require_POST
def release(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask a second person to agree that it is made public."""
    held = _one(request, pk)
    try:
        consent = unsealing.ask(held.exemption, by=request.user, at=timezone.now())
    except (NobodyToAsk, NotInForce) as refusal:
        return _shown(request, refusal=str(refusal), status=409)
    return see_other(request, "meetings:consent", held.meeting.ref, consent.pk)
