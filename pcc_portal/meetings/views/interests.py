"""Interests at a meeting: the clerk sets them down, a member declares their own beforehand."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import interests as act
from pcc_portal.meetings.models import Attendance, Declaration, Item, Meeting
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.queries import attendance as queries
from pcc_portal.meetings.views.shared import OF_A_MEETING, REFUSALS, held, now, sent
from pcc_portal.web.htmx import page, see_other

DECLARED = Declaration.objects.select_related("person", "item", "private_matter", "meeting")


@signed_in
@require_safe
def interests(request: PortalRequest, ref: str) -> HttpResponse:
    """What was declared, by item, and who is out of the room."""
    return _shown(request, held(request, ref, rules.may_record))


def _shown(request: PortalRequest, meeting: Meeting, *, status: int = 200, refusal: str = "") -> HttpResponse:
    rows = list(DECLARED.filter(meeting=meeting))
    lines = [
        (line, [row for row in rows if row.item_id == line.item.pk]) for line in agenda_of(meeting).walk()
    ]
    context = {
        "meeting": meeting,
        "general": [row for row in rows if row.item_id is None],
        "lines": [(line, declared) for line, declared in lines if declared],
        "is_live": meeting.begins_at <= now() and meeting.is_pending,
        "refusal": refusal,
    }
    return page(request, "meetings/interests.html", "", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: PortalRequest, ref: str) -> HttpResponse:
    """The clerk for any member; a member for themselves, until the day is over. 404 for everyone else."""
    meeting = OF_A_MEETING.filter(ref=ref).first()
    if meeting is None:
        raise Http404
    is_clerk = rules.may_record(request.user, meeting)
    if not is_clerk and not rules.may_answer(request.user, meeting, on=timezone.localdate()):
        raise Http404
    members = [row for row in queries.of(meeting) if row.is_member and (is_clerk or _is_mine(request, row))]
    form = forms.DeclareInterest(sent(request), members=members, **_items(meeting, is_clerk=is_clerk))
    if form.is_valid():
        data = dict(form.cleaned_data)
        who = form.members[data.pop("person")]
        try:
            act.declare(meeting, who, by=request.user, at=now(), **data)
        except act.DeclaredAlready as refusal:
            form.refuse(refusal, "item")
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, *(("meetings:interests", ref) if is_clerk else (meeting.path,)))
    mine = [] if is_clerk else DECLARED.filter(meeting=meeting, person=request.user.person_id)
    context = {
        "meeting": meeting,
        "form": form,
        "heading": "An interest is declared" if is_clerk else f"Declare an interest: {meeting}",
        "button": "Set it down" if is_clerk else "Declare it",
        "mine": mine,
        "is_clerk": is_clerk,
    }
    return page(request, "meetings/interest_declare.html", "form", context, status=form.status)


def _is_mine(request: PortalRequest, row: Attendance) -> bool:
    return row.person_id == request.user.person_id


def _items(meeting: Meeting, *, is_clerk: bool) -> dict[str, Any]:
    """The agenda to choose from: members read it once it is issued, and know exempt items by their public titles."""
    if not is_clerk and not meeting.is_issued:
        return {"items": Item.objects.none(), "titles": {}}
    lines = agenda_of(meeting).walk()
    titles = {line.item.pk: f"{line.number}. {line.title}" for line in lines}
    return {"items": Item.objects.filter(meeting=meeting).order_by("position"), "titles": titles}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    """What was said of an interest, put right."""
    meeting = held(request, ref, rules.may_record)
    row = _row(meeting, pk)
    members = [Attendance(meeting=meeting, person=row.person)]
    said = row.private_matter.words if hasattr(row, "private_matter") else row.matter
    is_sensitive = row.is_private and not (row.item and row.item.is_exempt)
    form = forms.DeclareInterest(
        sent(request),
        members=members,
        initial={
            "person": row.person_id,
            "kind": row.kind,
            "matter": said,
            "is_sensitive": is_sensitive,
            "dispensation": row.dispensation,
        },
    )
    if form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("person")
        try:
            act.put_right(row, by=request.user, at=now(), **data)
        except REFUSALS as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "meetings:interests", ref)
    context = {
        "meeting": meeting,
        "form": form,
        "heading": f"The interest of {row.person}",
        "button": "Save",
        "is_clerk": True,
    }
    return page(request, "meetings/interest_declare.html", "form", context, status=form.status)


@signed_in
@require_POST
def leave_room(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    return _press(request, ref, pk, act.leave_room)


@signed_in
@require_POST
def come_back(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    return _press(request, ref, pk, act.come_back)


@signed_in
@require_POST
def take_back(request: PortalRequest, ref: str, pk: int) -> HttpResponse:
    return _press(request, ref, pk, act.take_back)


def _press(request: PortalRequest, ref: str, pk: int, what: Callable[..., object]) -> HttpResponse:
    """One press, stamped with the time; a refusal says why, and nothing was changed."""
    meeting = held(request, ref, rules.may_record)
    try:
        what(_row(meeting, pk), by=request.user, at=now())
    except REFUSALS as refusal:
        return _shown(request, meeting, status=409, refusal=str(refusal))
    return see_other(request, "meetings:interests", ref)


def _row(meeting: Meeting, pk: int) -> Declaration:
    row = DECLARED.filter(meeting=meeting, pk=pk).first()
    if row is None:
        raise Http404
    return row
