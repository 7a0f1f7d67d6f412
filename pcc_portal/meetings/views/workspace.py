"""Build, check and issue."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.documents import stores
from pcc_portal.documents.actions import consents
from pcc_portal.documents.actions.consents import NobodyToAsk
from pcc_portal.jobs.models import Job
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import agendas, announcements, packs
from pcc_portal.meetings.actions.drafts import AgendaLocked, Refusal
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.proofing import flagged_of
from pcc_portal.meetings.queries import agenda_of, inputs_of, latest_pack, substance_of
from pcc_portal.meetings.states import AGREED_TO_ISSUE
from pcc_portal.meetings.views.desks import desk_of
from pcc_portal.meetings.views.reading import send_pdf
from pcc_portal.meetings.views.shared import act, held, must_be_draft, now, workspace
from pcc_portal.meetings.views.telling import Letter, letter_of
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_POST
def build(request: PortalRequest, ref: str) -> HttpResponse:
    """Queue a draft build; pressed twice it is one."""
    meeting = held(request, ref, rules.may_prepare)

    def queue() -> None:
        must_be_draft(meeting)
        packs.ask_to_build(meeting, by=request.user, at=now())

    return act(request, meeting, queue, to=("meetings:meeting", ref))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: PortalRequest, ref: str) -> HttpResponse:
    """Check answers, then let it out: shows who will be able to see what, and what still stands in the way."""
    meeting = held(request, ref, rules.may_issue)
    form = forms.IssuePack(request.POST if request.method == "POST" else None)
    letter = _letter(request, meeting) if meeting.is_draft else None
    is_asked = False
    if letter and letter.form.is_valid() and form.is_valid() and not letter.is_looked_at:
        try:
            is_asked = _issue_or_ask(meeting, by=request.user, **form.cleaned_data)
        except NobodyToAsk as refusal:
            form.refuse(refusal)
        except agendas.NoticeTooShort as refusal:
            form.add_error("reason", str(refusal))
        except (agendas.NotReady, agendas.NotToBe) as refusal:
            form.add_error(None, str(refusal))
        except BadMove:
            pass  # pressed twice, or by two clerks: the meeting's page says where it stands
        meeting.refresh_from_db()
    if meeting.is_issued and request.method == "POST":
        return workspace(request, desk_of(meeting), status=409, refusal=str(AgendaLocked(meeting)))
    if not meeting.is_draft or is_asked:
        return see_other(request, "meetings:meeting", ref)
    context = {"meeting": meeting, "desk": desk_of(meeting), "form": form, "letter": letter}
    context |= _two(request, meeting)
    status = max(form.status, letter.form.status if letter else 200)
    return page(request, "meetings/issue.html", "form", context, status=status)


def _letter(request: PortalRequest, meeting: Meeting) -> Letter:
    desk = desk_of(meeting)
    news = announcements.news_of_issue(desk.agenda)
    return letter_of(request, meeting, news=news, has_exempt_part=bool(desk.exempt_papers))


def _issue_or_ask(meeting: Meeting, *, by: User, reason: str) -> bool:
    """Issue it; where it takes two people, ask the second, and build what they are to look at. Whether one was asked."""
    at = now()
    try:
        agendas.ask_to_issue(meeting, by=by, at=at, reason=reason)
    except agendas.NeedsSecond:
        agendas.ask_second(meeting, by=by, at=at, reason=reason)
        pack = latest_pack(meeting)
        if pack is None or pack.inputs != inputs_of(meeting):
            packs.ask_to_build(meeting, by=by, at=at)
        return True
    return False


def _two(request: PortalRequest, meeting: Meeting) -> dict[str, Any]:
    """Whether pressing Issue asks somebody first, and whom."""
    agenda = agenda_of(meeting)
    flagged = flagged_of(agenda)
    agreed = flagged and consents.agreed(
        AGREED_TO_ISSUE, meeting, fingerprint=substance_of(meeting), by=request.user
    )
    seconds = consents.seconds(meeting.body.side, on=timezone.localdate(), but=request.user)
    return {"flagged": flagged, "agreed": agreed, "seconds": seconds}


@signed_in
@require_POST
def back_to_draft(request: PortalRequest, ref: str) -> HttpResponse:
    """Unlock an agenda whose issue has stopped; while the job is alive, stop the job instead."""
    meeting = held(request, ref, rules.may_issue)

    def unlock() -> None:
        if any(job.is_live for job in Job.objects.about(meeting)):
            raise Refusal("Work on this agenda is under way. Stop that work first.")
        agendas.back_to_draft(meeting, by=request.user, at=now(), reason="by the clerk")

    return act(request, meeting, unlock, to=("meetings:meeting", ref))


@signed_in
@require_safe
def draft_pack(request: PortalRequest, ref: str, audience: str) -> HttpResponse:
    """The pack as last built, with DRAFT across its pages."""
    meeting = held(request, ref, rules.may_prepare)
    pack = latest_pack(meeting)
    if pack is None or audience not in {"public", "members"}:
        raise Http404
    key, sha256 = (
        (pack.public_key, pack.public_sha256)
        if audience == "public"
        else (pack.members_key, pack.members_sha256)
    )
    return send_pdf(key, stores.PRIVATE, f"{ref}-draft-{audience}.pdf", sha256, "private, no-store")
