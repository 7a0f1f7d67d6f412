"""The second pair of eyes: what goes to whom, side by side, and the answer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pcc_portal.accounts.access import require, visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.actions import consents
from pcc_portal.documents.actions.consents import NotYours
from pcc_portal.documents.models import Consent, Exemption
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import agendas, confirmations, minutes_versions, supplements, unsealing
from pcc_portal.meetings.models import Meeting, Supplement
from pcc_portal.meetings.printing.late import brought_by
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import agenda_of, inputs_of, latest_pack
from pcc_portal.meetings.states import AGREED_TO_CONFIRM, AGREED_TO_ISSUE_LATE, AGREED_TO_RELEASE
from pcc_portal.meetings.views.shared import OF_A_MEETING, now
from pcc_portal.web.htmx import page, see_other

ANSWERED = (NotYours, BadMove)


def _found(request: PortalRequest, ref: str, pk: UUID) -> tuple[Consent, Meeting]:
    known = Consent.objects.select_related("asked_by__person", "answered_by__person", "organisation")
    consent: Consent = visible_or_404(known, request.user, pk=pk, thread=ref)
    return consent, OF_A_MEETING.get(ref=ref)


def _shown(
    request: PortalRequest, consent: Consent, meeting: Meeting, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "consent": consent,
        "meeting": meeting,
        "seconds": consents.seconds(consent.organisation, on=timezone.localdate(), but=consent.asked_by)
        if consent.is_asked
        else [],
        "may_answer": rules.may_second(request.user, consent),
        "may_take_back": consent.is_asked and consent.asked_by_id == request.user.pk,
    } | _about(consent, meeting)
    return page(request, "meetings/consent.html", "consent", context | more, status=status)


def is_late(consent: Consent) -> bool:
    """It is about a supplement, and not about the agenda."""
    return consent.kind == AGREED_TO_ISSUE_LATE


def _about(consent: Consent, meeting: Meeting) -> dict[str, Any]:
    """What it is about as it stands now; once answered, the words that were agreed to are shown instead."""
    if not consent.is_asked:
        return {}
    if consent.kind == AGREED_TO_RELEASE:
        return {"withheld": True, "exemption": Exemption.objects.get(pk=consent.subject_id)}
    if consent.kind == AGREED_TO_CONFIRM:
        made = minutes_versions.composed(minutes_versions.fresh(meeting))
        return {
            "opened_minutes": made.opened.html,
            "private_minutes": made.private.html if made.private else "",
        }
    late = Supplement.objects.filter(pk=consent.subject_id).first() if is_late(consent) else None
    agenda, pack = agenda_of(meeting), latest_pack(meeting, late)
    if late is not None:
        agenda = brought_by(agenda, late)
    flagged = flagged_of(agenda)
    return {
        "opened": [sheet for _, sheet in agenda.sheets() if sheet.is_printed and not sheet.is_private],
        "marked": {one.sheet: one.why for one in flagged if not one.is_private},
        "kept": [one for one in flagged if one.is_private],
        "pack": pack,
        "late": late,
        "is_stale": pack is None or pack.inputs != inputs_of(meeting),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """What the public will get and what is kept back and why; pressing Agree lets it go through."""
    asked, meeting = _found(request, ref, pk)
    if request.method != "POST":
        return _shown(request, asked, meeting)
    require(rules.may_second, request.user, asked)
    ways: dict[str, Any] = {
        AGREED_TO_RELEASE: unsealing,
        AGREED_TO_ISSUE_LATE: supplements,
        AGREED_TO_CONFIRM: confirmations,
    }
    way = ways.get(asked.kind, agendas)
    try:
        said = way.agree(asked, by=request.user, at=now())
    except ANSWERED as refusal:
        return _shown(request, *_found(request, ref, pk), status=409, refusal=str(refusal))
    if not said.is_agreed:  # changed since it was asked, or answered before that
        why = said.ended_because or "This has been answered already, and the agenda was changed since."
        return _shown(request, *_found(request, ref, pk), status=409, refusal=why)
    return see_other(request, "meetings:consent", ref, pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Say what is wrong; nothing goes out."""
    asked, meeting = _found(request, ref, pk)
    require(rules.may_second, request.user, asked)
    form = forms.SayWhatIsWrong(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            agendas.refuse(asked, reasons=form.cleaned_data["reasons"], by=request.user, at=now())
        except ANSWERED as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:consent", ref, pk)
    context = {"meeting": meeting, "consent": asked, "form": form}
    return page(request, "meetings/consent_refuse.html", "form", context, status=form.status)


@signed_in
@require_POST
def take_back(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The question is withdrawn by those who could have asked it."""
    asked, meeting = _found(request, ref, pk)
    require(rules.may_issue, request.user, meeting)
    agendas.take_back(asked, by=request.user, at=now())
    return see_other(request, "meetings:meeting", ref)
