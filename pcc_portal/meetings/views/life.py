"""What becomes of a meeting: the clerk calls it, moves it, says that it was held, broken off or cancelled."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.lifecycle import BadMove
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import calendar_days, calls, changes, deliveries
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.forms import DayForm
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import LIFE_MOVES, AnnouncementKind, ItemKind, Life
from pcc_portal.meetings.views.shared import REFUSALS, held, now
from pcc_portal.meetings.views.telling import Letter, done, letter_of
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def life(request: PortalRequest, ref: str) -> HttpResponse:
    """Where the meeting stands, what can become of it, and what did."""
    return _shown(request, held(request, ref, rules.may_prepare))


def _shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {
        "meeting": meeting,
        "moves": LIFE_MOVES[Life(meeting.life)],
        "has_begun": meeting.is_date_fixed and meeting.begins_at <= now(),
        "changes": meeting.changes.select_related("by"),
        "is_doubled": calls.is_doubled(meeting.held_on, meeting.starts_at),
        "alerts": meeting.alerts.filter(seen_at__isnull=True).select_related("day"),
        "lines": list(agenda_of(meeting).walk()) if meeting.is_issued else [],
        "gone": set(meeting.deferred_away.values_list("origin", flat=True)),
        "refusal": refusal,
    }
    return page(request, "meetings/life.html", "", context, status=status)


@signed_in
@require_POST
def see(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """The clerk has looked at what a day off does to the notice."""
    meeting = held(request, ref, rules.may_issue)
    alert = meeting.alerts.filter(pk=pk).first()
    if alert is None:
        raise Http404
    form = forms.SeeAlert(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    what = partial(calendar_days.see, alert, by=request.user, at=now(), reason=reason)
    return _press(request, meeting, what)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: PortalRequest, ref: str) -> HttpResponse:
    """Give public notice of the time and the place. Nothing is asked but what the mail says."""
    meeting = held(request, ref, rules.may_issue)
    form = PortalForm(request.POST if request.method == "POST" else None)
    return _answer(request, meeting, form, "called", lambda _: calls.call(meeting, by=request.user, at=now()))


@signed_in
@require_POST
def mark_held(request: PortalRequest, ref: str) -> HttpResponse:
    """It took place."""
    meeting = held(request, ref, rules.may_issue)
    return _press(request, meeting, lambda: changes.mark_held(meeting, by=request.user, at=now()))


def _press(request: PortalRequest, meeting: Meeting, what: Callable[[], object]) -> HttpResponse:
    try:
        what()
    except REFUSALS as refusal:
        meeting.refresh_from_db()
        return _shown(request, meeting, status=409, refusal=str(refusal))
    return see_other(request, "meetings:meeting-life", meeting.ref)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PortalRequest, ref: str) -> HttpResponse:
    meeting = held(request, ref, rules.may_issue)
    form = forms.CancelMeeting(request.POST if request.method == "POST" else None)
    return _answer(
        request,
        meeting,
        form,
        "cancelled",
        lambda data: changes.cancel(meeting, by=request.user, at=now(), **data),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PortalRequest, ref: str) -> HttpResponse:
    """Another day, hour or place. Nobody is owed a reason for a date that only the clerk knows."""
    meeting = held(request, ref, rules.may_issue)
    kind = forms.MovePlanned if meeting.is_planned else forms.MoveMeeting
    form = kind(request.POST if request.method == "POST" else None, initial=_now_on(meeting))

    def act(data: dict[str, Any]) -> None:
        to, said = _when(data)
        said.setdefault("reason", "")
        changes.move(meeting, to, by=request.user, at=now(), **said)

    return _answer(request, meeting, form, "moved", act)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def adjourn(request: PortalRequest, ref: str) -> HttpResponse:
    """Broken off, to go on on another day."""
    return _break_off(request, ref, "adjourned", changes.adjourn)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mark_inquorate(request: PortalRequest, ref: str) -> HttpResponse:
    """Too few members came."""
    return _break_off(request, ref, "inquorate", changes.mark_inquorate)


def _break_off(request: PortalRequest, ref: str, name: str, action: Callable[..., Meeting]) -> HttpResponse:
    meeting = held(request, ref, rules.may_issue)
    lines = [
        (str(line.item.pk), f"{line.number}. {line.title}")
        for line in agenda_of(meeting).walk()
        if line.item.kind != ItemKind.EXCLUSION
    ]
    place = {"starts_at": meeting.starts_at, "venue": meeting.venue}
    every = {"unfinished": [pk for pk, _ in lines]} if name == "inquorate" else {}
    form = forms.BreakOff(
        request.POST if request.method == "POST" else None, lines=lines, initial=place | every
    )

    def act(data: dict[str, Any]) -> None:
        to, said = _when(data)
        action(meeting, to, by=request.user, at=now(), **said)

    return _answer(request, meeting, form, name, act)


def _now_on(meeting: Meeting) -> dict[str, Any]:
    """The form begins with where the meeting is now: a change of the hour alone is one field."""
    day = meeting.held_on if meeting.is_date_fixed else None
    return {"held_on": day, "starts_at": meeting.starts_at, "venue": meeting.venue}


def _when(data: dict[str, Any]) -> tuple[When | None, dict[str, Any]]:
    """The day out of what was typed, and the rest of it."""
    rest = dict(data)
    held_on, starts_at, venue = (rest.pop(name) for name in ("held_on", "starts_at", "venue"))
    afterwards, off_day = (bool(rest.pop(name, False)) for name in ("afterwards", "off_day"))
    is_open = rest.pop("is_open", False)
    return (None if is_open else When(held_on, starts_at, venue, afterwards, off_day)), rest


def asked(form: DayForm, refusal: Exception) -> None:
    """A refusal of a day stands at the field it is about, or asks the question that lifts it."""
    if isinstance(refusal, calls.InThePast):
        form.ask("afterwards", refusal)
    elif isinstance(refusal, calls.NotAWorkingDay):
        form.ask("off_day", refusal)
    elif isinstance(refusal, calls.NoSuchHour):
        form.add_error("starts_at", str(refusal))
    elif isinstance(refusal, changes.NeedsNoticeReason):
        form.add_error("notice_reason", str(refusal))
    elif isinstance(refusal, calls.DateTaken):
        form.add_error("held_on", str(refusal))
    else:
        form.refuse(refusal)


def _answer(
    request: PortalRequest, meeting: Meeting, form: Any, name: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do it and go on, or show how its mail would read; a refusal stands at its field, and nothing typed is lost."""
    letter = _letter(request, meeting, AnnouncementKind(name))
    is_done = False
    if form.is_valid() and not (letter and letter.form.errors):
        try:
            is_done = done(letter, partial(act, form.cleaned_data))
        except REFUSALS as refusal:
            if isinstance(form, DayForm) and not isinstance(refusal, BadMove):
                asked(form, refusal)
            else:
                form.refuse(refusal)
    if is_done:
        return see_other(request, "meetings:meeting-life", meeting.ref)
    context = {"meeting": meeting, "form": form, "act": name, "letter": letter}
    status = max(form.status, letter.form.status if letter else 200)
    return page(request, "meetings/life_change.html", "form", context, status=status)


def _letter(request: PortalRequest, meeting: Meeting, kind: AnnouncementKind) -> Letter | None:
    """The mail that tells of it; none of a date that nobody else knows."""
    if meeting.is_planned and kind != AnnouncementKind.CALLED:
        return None
    has_exempt_part = deliveries.has_exempt_part(meeting.ref)
    return letter_of(request, meeting, news=None, has_exempt_part=has_exempt_part, kind=kind)
