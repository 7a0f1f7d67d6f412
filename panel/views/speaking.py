"""Speaking at a meeting: the form for everyone, and what the clerk decides of those who used it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries
from panel.actions import speaking as actions
from panel.forms import speaking as forms
from panel.models import SpeakingRequest
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.documents.models import Release
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.views.shared import OF_A_MEETING, held
from pcc_portal.web import limits
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other

HOUR, DAY = 60 * 60, 24 * 60 * 60
MOST_OF_A_PEER, MOST_TO_AN_ADDRESS = 10, 3


@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest, ref: str) -> HttpResponse:
    """Who speaks at this meeting, and the form to ask for it. Whether it is in time is said before and after."""
    said = queries.said_of_speaking(ref, at=timezone.now())
    if said is None:
        raise Http404
    form = forms.AskToSpeak(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _asked(request, ref, said, form)
    return _form(request, said, form)


def _form(request: HttpRequest, said: queries.Speaking, form: PortalForm) -> HttpResponse:
    context = {"said": said, "notice": said.notice, "form": form}
    return page(request, "panel/speaking.html", "", context, status=form.status)


def _asked(request: HttpRequest, ref: str, said: queries.Speaking, form: forms.AskToSpeak) -> HttpResponse:
    values, now = dict(form.cleaned_data), timezone.now()
    peer, email = request.META.get("REMOTE_ADDR", ""), values["email"].lower()
    if not (
        limits.within("speak-from", peer, most=MOST_OF_A_PEER, seconds=HOUR, at=now)
        and limits.within("speak-to", email, most=MOST_TO_AN_ADDRESS, seconds=DAY, at=now)
    ):
        return page(request, "429.html", "", status=429)
    try:
        row = actions.ask(OF_A_MEETING.get(ref=ref), at=now, **values)
    except actions.NotNow as refusal:
        form.refuse(refusal)
        return _form(request, said, form)
    context = {"row": row, "notice": said.notice, "others": queries.taking_place(on=timezone.localdate(now))}
    return page(request, "panel/speaking_received.html", "", context)


@signed_in
@require_safe
def speakers(request: PortalRequest, ref: str) -> HttpResponse:
    """Everyone who asked to speak at a meeting, with what is private of it."""
    return _shown(request, held(request, ref, rules.may_prepare))


def _shown(request: PortalRequest, meeting: Meeting, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"meeting": meeting, "list": queries.speakers_of(meeting), "refusal": refusal}
    return page(request, "panel/speakers.html", "", context, status=status)


def _one(request: PortalRequest, ref: str, pk: UUID) -> SpeakingRequest:
    meeting = held(request, ref, rules.may_prepare)
    return get_object_or_404(SpeakingRequest.objects.select_related("meeting__body"), pk=pk, meeting=meeting)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """One press for who came in time; who came late is heard for a reason."""
    row = _one(request, ref, pk)
    kind = PortalForm if row.is_in_time else forms.HearSpeaker
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _done(request, row, form, actions.accept, form.cleaned_data)
    heading = "Hear this speaker" if row.is_in_time else "Hear a speaker who came too late"
    return _decision(request, row, form, heading=heading, button="Accept")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    row = _one(request, ref, pk)
    form = forms.RefuseSpeaker(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _done(request, row, form, actions.refuse, form.cleaned_data)
    return _decision(request, row, form, heading="Do not hear this speaker", button="Tell the speaker")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """The written answer that was promised at the meeting."""
    row = _one(request, ref, pk)
    if not row.is_accepted:
        raise Http404
    form = forms.ReplyToSpeaker(
        request.POST if request.method == "POST" else None, initial={"words": row.reply}
    )
    if form.is_valid():
        return _done(request, row, form, actions.reply, form.cleaned_data)
    return _decision(request, row, form, heading="Reply in writing", button="Keep it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """Where it stands in the minutes of the meeting."""
    row = _one(request, ref, pk)
    if not row.is_accepted:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = forms.TieSpeaker(
        sent, meeting=row.meeting, initial={"entry": row.entry_id, "motion": row.motion_id}
    )
    if form.is_valid():
        return _done(request, row, form, actions.tie, form.cleaned_data)
    return _decision(request, row, form, heading="Where it stands in the minutes", button="Keep it")


def _done(
    request: PortalRequest, row: SpeakingRequest, form: PortalForm, act: Any, said: dict[str, Any]
) -> HttpResponse:
    try:
        act(row, by=request.user, at=timezone.now(), **said)
    except (actions.NotInTheseMinutes, BadMove) as refusal:
        return _shown(request, row.meeting, refusal=str(refusal), status=409)
    return see_other(request, "panel:speakers", row.meeting.ref)


def _decision(
    request: PortalRequest, row: SpeakingRequest, form: PortalForm, *, heading: str, button: str
) -> HttpResponse:
    context = {"row": row, "form": form, "heading": heading, "button": button}
    return page(request, "panel/speaker_decide.html", "form", context, status=form.status)


@signed_in
@require_POST
def withdraw(request: PortalRequest, ref: str, pk: UUID) -> HttpResponse:
    """They have told the clerk that they will not speak."""
    row = _one(request, ref, pk)
    return _done(request, row, PortalForm(), actions.withdraw, {})


@signed_in
@require_POST
def publish(request: PortalRequest, ref: str) -> HttpResponse:
    """Names and subjects of those accepted, on the meeting's public page."""
    meeting = held(request, ref, rules.may_issue)
    if not Release.objects.live().filter(kind="meetings.notice", collection=ref).exists():
        refusal = "Call the meeting first: its page is not public yet."
        return _shown(request, meeting, refusal=refusal, status=409)
    actions.publish(meeting, by=request.user, at=timezone.now())
    return see_other(request, "panel:speakers", meeting.ref)
