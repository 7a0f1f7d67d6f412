"""Substitutes: each council's list, and who of it is called in to one meeting."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from panel import forms
from panel.actions import substitutes as act
from panel.models import ListedSubstitute
from panel.views.seats import seated_body
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import User
from pcc_portal.meetings import rules
from pcc_portal.meetings.actions import substitutes as meeting_act
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Attendance, Meeting, Sitting
from pcc_portal.meetings.views.shared import held
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def substitutes(request: PortalRequest) -> HttpResponse:
    """Whom the councils have named; somebody is added below."""
    body, today = seated_body(request), timezone.localdate()
    form = forms.ListSubstitute(
        request.POST if request.method == "POST" else None, body=body, initial={"from_on": today}
    )
    if form.is_valid():
        data = form.cleaned_data
        named = {"council": data["council"], "from_on": data["from_on"]}
        try:
            act.put_on(body, form.who, by=request.user, at=timezone.now(), **named)
        except Namesake as refusal:
            form.add_error("known_as", str(refusal))
        except act.ListedAlready as refusal:
            form.refuse(refusal, "person")
        except Refusal as refusal:
            form.refuse(refusal, "council")
        else:
            return see_other(request, "panel:substitutes")
    rows = ListedSubstitute.objects.on(today).filter(body=body).select_related("council", "person")
    return page(
        request, "panel/substitutes.html", "", {"form": form, "rows": rows, "body": body}, status=form.status
    )


@signed_in
@require_POST
def strike_off(request: PortalRequest, pk: int) -> HttpResponse:
    """From tomorrow on they are on no list."""
    today = timezone.localdate()
    rows = ListedSubstitute.objects.on(today).filter(body=seated_body(request))
    act.strike_off(get_object_or_404(rows, pk=pk), last_on=today, by=request.user, at=timezone.now())
    return see_other(request, "panel:substitutes")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_in(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """Who stands in for this member at this meeting; the list is their council's."""
    meeting = held(request, ref, rules.may_record)
    sittings = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id)
    sitting = get_object_or_404(sittings.select_related("person", "seat__nominated_by"), pk=pk)
    listed = ListedSubstitute.objects.on(meeting.held_on).filter(
        body=meeting.body_id, council=sitting.seat.nominated_by_id
    )
    form = forms.CallIn(
        request.POST if request.method == "POST" else None, listed=listed.select_related("person")
    )
    if form.is_valid():
        person = form.cleaned_data["substitute"].person
        try:
            act.call_in(meeting, sitting, person, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:attendance", ref)
    context = {"meeting": meeting, "form": form, "sitting": sitting, "has_list": listed.exists()}
    return page(request, "panel/substitute_call.html", "form", context, status=form.status)


@signed_in
@require_POST
def stand_down(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """They are not needed after all, and read nothing any more."""
    meeting, row = _place(request, ref, pk)
    return _press(request, meeting, meeting_act.stand_down, row)


@signed_in
@require_POST
def access(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """Their account was opened after they were called in."""
    meeting, row = _place(request, ref, pk)
    if not User.objects.filter(person=row.person_id, is_active=True).exists():
        raise Http404
    return _press(request, meeting, meeting_act.give_access, row)


def _place(request: PortalRequest, ref: str, pk: int) -> tuple[Meeting, Attendance]:
    meeting = held(request, ref, rules.may_record)
    rows = Attendance.objects.filter(meeting=meeting, stands_in_for__isnull=False)
    row = get_object_or_404(rows.select_related("person", "stands_in_for"), pk=pk)
    row.meeting = meeting
    return meeting, row


def _press(request: PortalRequest, meeting: Meeting, what: Any, row: Attendance) -> HttpResponse:
    try:
        what(row, by=request.user, at=timezone.now())
    except Refusal as refusal:
        context = {"meeting": meeting, "refusal": str(refusal)}
        return page(request, "meetings/attendance_refused.html", "", context, status=409)
    return see_other(request, "meetings:attendance", meeting.ref)
