"""Who is at a meeting: the clerk's list, a press for each person, and a member's own "I cannot come"."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import attendance as act
from pcc_portal.meetings.actions import substitutes
from pcc_portal.meetings.models import Attendance, Item, Meeting
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceMode, AttendanceStatus
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.queries import attendance as queries
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, held, now, sent
from pcc_portal.web.htmx import page, see_other

# What one press says: the status, how they are there, and the word on the button.
PRESSES = {
    "room": (AttendanceStatus.PRESENT, AttendanceMode.ROOM, "Here"),
    "remote": (AttendanceStatus.PRESENT, AttendanceMode.REMOTE, "From afar"),
    "observing": (AttendanceStatus.PRESENT, AttendanceMode.OBSERVING, "Observing"),
    "apologies": (AttendanceStatus.APOLOGIES, AttendanceMode.ROOM, "Apologies"),
    "absent": (AttendanceStatus.ABSENT, AttendanceMode.ROOM, "Absent"),
    "expected": (AttendanceStatus.EXPECTED, AttendanceMode.ROOM, "Expected"),
}


@signed_in
@require_safe
def attendance(request: PortalRequest, ref: str) -> HttpResponse:
    """Everyone who is expected or there, with the quorum as it stands."""
    return _shown(request, held(request, ref, rules.may_record))


def _shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, refusal: str = "") -> HttpResponse:
    rows, numbers = queries.of(meeting), _numbers(meeting)
    waits = substitutes.without_access(meeting)
    in_place = {row.stands_in_for_id for row in rows}
    lines = [
        _line(row, numbers)
        | {
            "waits": row.pk in waits,
            "may_have_substitute": substitutes.may_be_called(row) and row.sitting_id not in in_place,
        }
        for row in rows
    ]
    context = {
        "meeting": meeting,
        "quorum": queries.counts(meeting, rows=rows),
        "groups": [
            (group, [line for line in lines if line["row"].group == group]) for group in AttendanceGroup
        ],
        "presses": [(key, word) for key, (_, _, word) in PRESSES.items() if key != "expected"],
        "refusal": refusal,
    }
    return page(request, "meetings/attendance.html", "attendance", context, status=status)


def _line(row: Attendance, numbers: dict[UUID, str]) -> dict[str, Any]:
    """A person with the press that is in force (pressed again, it is taken back), and when they were not there."""
    said = (row.status, row.mode if row.is_present else AttendanceMode.ROOM)
    pressed = next(key for key, (status, mode, _) in PRESSES.items() if (status, mode) == said)
    return {"row": row, "pressed": pressed, "spans": _spans(row, numbers)}


def _numbers(meeting: Meeting) -> dict[UUID, str]:
    return {line.item.pk: line.number for line in agenda_of(meeting).walk()}


def _spans(row: Attendance, numbers: dict[UUID, str]) -> list[str]:
    return [span.words(numbers) for span in row.presences.all()] if row.pk else []


@signed_in
@require_POST
def mark(request: PortalRequest, ref: str, person: int) -> HttpResponse:
    """One press for one person; the press that is in force already takes it back."""
    meeting = held(request, ref, rules.may_record)
    row = _of(meeting, person)
    key = request.POST.get("say", "")
    if key not in PRESSES:
        raise Http404
    status, mode, _ = PRESSES[key]

    def what() -> object:
        return act.mark(meeting, row.person, status=status, mode=mode, by=request.user, at=now())

    return _press(request, meeting, what, person)


def _press(
    request: PortalRequest, meeting: Meeting, what: Callable[[], object], person: int | str = ""
) -> HttpResponse:
    """Do it and show the list again, at the same person; a refusal says why, and nothing was changed."""
    try:
        what()
    except REFUSALS as refusal:
        return _shown(request, meeting, status=409, refusal=str(refusal))
    if getattr(request, "htmx", None):
        return _shown(request, meeting)
    return see_other(request, f"{reverse('meetings:attendance', args=[meeting.ref])}#p{person}")


def _of(meeting: Meeting, person: int) -> Attendance:
    row = next((row for row in queries.of(meeting) if row.person_id == person), None)
    if row is None:
        raise Http404
    return row


@signed_in
@require_POST
def take_off(request: PortalRequest, ref: str, person: int) -> HttpResponse:
    """Somebody who was added by mistake."""
    meeting = held(request, ref, rules.may_record)
    row = _of(meeting, person)
    return _press(request, meeting, lambda: act.take_off(row, by=request.user, at=now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest, ref: str) -> HttpResponse:
    """An officer or somebody else: picked, or new."""
    meeting = held(request, ref, rules.may_record)
    form = forms.AddAttendee(sent(request))
    if form.is_valid():
        data = form.cleaned_data
        said = {name: data[name] for name in ("group", "capacity", "organisation")}
        try:
            row = act.add(meeting, form.who, by=request.user, at=now(), **said)
        except Namesake as refusal:
            form.add_error("known_as", str(refusal))
        except act.OnTheList as refusal:
            form.refuse(refusal, "person")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, f"{reverse('meetings:attendance', args=[ref])}#p{row.person_id}")
    context = {"meeting": meeting, "form": form, "heading": "Add somebody who is there", "button": "Add them"}
    return page(request, "meetings/attendance_question.html", "form", context, status=form.status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def moves(request: PortalRequest, ref: str, person: int) -> HttpResponse:
    """Came in late, left, came back: by item, and by the clock where somebody looked."""
    meeting = held(request, ref, rules.may_record)
    row = _of(meeting, person)
    lines = list(agenda_of(meeting).walk())
    titles = {line.item.pk: f"{line.number}. {line.title}" for line in lines}
    form = forms.Moves(sent(request), items=Item.objects.filter(meeting=meeting), titles=titles)
    if form.is_valid():
        try:
            _move(row, form.cleaned_data, meeting, request)
        except act.OutOfTurn as refusal:
            form.refuse(refusal, "item")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, f"{reverse('meetings:attendance', args=[ref])}#p{person}")
    context = {
        "meeting": meeting,
        "form": form,
        "heading": f"{row.person} came late, or left",
        "button": "Set it down",
        "spans": _spans(row, {line.item.pk: line.number for line in lines}),
    }
    return page(request, "meetings/attendance_question.html", "form", context, status=form.status)


def _move(row: Attendance, data: dict[str, Any], meeting: Meeting, request: PortalRequest) -> None:
    when = _moment(meeting, data["time"])
    if data["what"] == "come_in":
        act.come_in(row, item=data["item"], came_at=when, by=request.user, at=now())
    elif data["what"] == "leave":
        act.leave(row, item=data["item"], left_at=when, by=request.user, at=now())
    else:
        act.stay(row, by=request.user, at=now())


def _moment(meeting: Meeting, time: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(meeting.held_on, time)) if time else None


@signed_in
@require_POST
def answer(request: PortalRequest, ref: str) -> HttpResponse:
    """A member's own press, on the meeting's page or on theirs. 404 for whoever is not expected there."""
    meeting = OF_A_MEETING.filter(ref=ref).first()
    if meeting is None or not rules.may_answer(request.user, meeting, on=timezone.localdate()):
        raise Http404
    try:
        act.answer(meeting, comes=request.POST.get("comes") == "yes", by=request.user, at=now())
    except REFUSALS as refusal:
        context = {"meeting": meeting, "refusal": str(refusal)}
        return page(request, "meetings/attendance_refused.html", "", context, status=409)
    return see_other(request, "panel:my" if request.POST.get("from") == "my" else meeting.path)
