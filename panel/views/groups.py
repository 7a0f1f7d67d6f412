"""Working groups: the public page, the page of one group for its members, and what the clerk does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import queries
from panel.actions import group_reports
from panel.actions import groups as actions
from panel.forms import dealings as forms
from panel.models import GroupMeeting, GroupPaper, WorkingGroup
from panel.views.kept import body_of_clerk, kept_body
from pcc_portal.accounts.access import visible_or_404
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.web.forms import PortalForm
from pcc_portal.web.htmx import page, see_other


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Which there are, what for, and who is in them, as last let out; a member finds the way into their own."""
    rows = Release.objects.live().filter(kind=actions.KIND, collection=queries.SLUG)
    mine = WorkingGroup.objects.none()
    if request.user.is_authenticated:
        mine = WorkingGroup.objects.visible_to(request.user).order_by("ended_on", "name")
    keeps = body_of_clerk(request) is not None
    context = {"row": rows.select_related("text").first(), "mine": mine, "keeps": keeps}
    return page(request, "panel/groups.html", "", context)


def _group(request: PortalRequest, slug: str) -> WorkingGroup:
    rows = WorkingGroup.objects.select_related("body__organisation", "organisation")
    found: WorkingGroup = visible_or_404(rows, request.user, slug=slug)
    return found


def _kept(request: PortalRequest, slug: str) -> WorkingGroup:
    """For the clerk alone: a member of the group finds no such page."""
    rows = WorkingGroup.objects.kept_by(request.user).select_related("body__organisation", "organisation")
    return get_object_or_404(rows, slug=slug)


def _met(group: WorkingGroup, pk: UUID) -> GroupMeeting:
    meeting = get_object_or_404(GroupMeeting.objects.filter(group=group), pk=pk)
    meeting.group = group
    return meeting


@signed_in
@require_safe
def group(request: PortalRequest, slug: str) -> HttpResponse:
    """Its terms, who is in it, what it looks at next, and when it met."""
    one, today = _group(request, slug), timezone.localdate()
    context = {
        "group": one,
        "places": one.places.on(today).select_related("person"),
        "coming": one.meetings.filter(held_on__gte=today).order_by("held_on"),
        "past": one.meetings.filter(held_on__lt=today),
        "keeps": request.user.rights.may(Power.PREPARE, one.body.organisation_id),
    }
    return page(request, "panel/group.html", "", context)


@signed_in
@require_safe
def meeting(request: PortalRequest, slug: str, pk: UUID) -> HttpResponse:
    """One meeting of it: what was read, what was said, and the report to the Panel."""
    one = _group(request, slug)
    return _shown(request, one, _met(one, pk))


def _shown(
    request: PortalRequest, one: WorkingGroup, met: GroupMeeting, *, refusal: str = ""
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "group": one,
        "meeting": met,
        "papers": met.papers.select_related("added_by__person"),
        "files": met.files.select_related("added_by__person"),
        "present": met.present.order_by("family", "given"),
        "report": getattr(met, "report", None),
        "has_met": met.held_on <= today,
        "keeps": request.user.rights.may(Power.PREPARE, one.body.organisation_id),
        "refusal": refusal,
    }
    return page(request, "panel/group_meeting.html", "", context, status=409 if refusal else 200)


def _filled(
    request: PortalRequest,
    form: PortalForm,
    act: Callable[..., object],
    *,
    heading: str,
    button: str,
    back: tuple[Any, ...],
    group: WorkingGroup | None = None,
) -> HttpResponse:
    """One form, one action: done, and back; or the form as it was, with the reason."""
    if form.is_valid():
        try:
            act(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, *back)
    context = {"form": form, "heading": heading, "button": button, "group": group}
    return page(request, "panel/group_form.html", "form", context, status=form.status)


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: PortalRequest) -> HttpResponse:
    body = kept_body(request)
    form = forms.SetUpGroup(_sent(request), initial={"from_on": timezone.localdate()})
    back = ("panel:groups",)
    heading = "Set up a working group"
    return _filled(
        request,
        form,
        lambda **said: actions.set_up(body, **said),
        heading=heading,
        button="Set it up",
        back=back,
    )


# What the clerk does with one group: form, action, heading, button.
OF_A_GROUP: dict[str, tuple[type[PortalForm], Callable[..., object], str, str]] = {
    "terms": (forms.EditGroup, actions.edit, "Terms and next focus", "Save it"),
    "members": (forms.PlaceInGroup, actions.place, "Add a member", "Add them"),
    "plan": (forms.PlanGroupMeeting, actions.plan, "Plan a meeting", "Plan it"),
    "end": (forms.LastDay, actions.end, "End this group", "End it"),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest, slug: str, what: str) -> HttpResponse:
    """Terms, members, a meeting, the end."""
    one, today = _kept(request, slug), timezone.localdate()
    if what not in OF_A_GROUP:
        raise Http404
    kind, act, heading, button = OF_A_GROUP[what]
    more: dict[str, Any] = {"body": one.body, "on": today} if what == "members" else {}
    initial = {"terms": one.terms, "next_focus": one.next_focus, "from_on": today, "last_on": today}
    form = kind(_sent(request), initial=initial, **more)
    back = ("panel:group", one.slug)
    return _filled(
        request, form, lambda **said: act(one, **said), heading=heading, button=button, back=back, group=one
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody leaves it."""
    one = _kept(request, slug)
    place = get_object_or_404(one.places.filter(to_on__isnull=True).select_related("person", "group"), pk=pk)
    form = forms.LastDay(_sent(request), initial={"last_on": timezone.localdate()})
    heading, back = f"{place.person} leaves", ("panel:group", one.slug)
    return _filled(
        request,
        form,
        lambda **said: actions.leave(place, **said),
        heading=heading,
        button="Save it",
        back=back,
        group=one,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PortalRequest, slug: str, pk: UUID, what: str) -> HttpResponse:
    """A paper for its members, the notes, or the report to the Panel."""
    one = _kept(request, slug)
    met = _met(one, pk)
    report = getattr(met, "report", None)
    form: PortalForm
    act: Callable[..., object]
    match what:
        case "paper":
            form, act, heading = forms.AddGroupPaper(_sent(request)), actions.add_paper, "Add a paper"
        case "notes":
            initial = {"notes": met.notes, "present": met.present.all(), "next_focus": one.next_focus}
            form = forms.WriteGroupNotes(_sent(request), initial=initial, meeting=met)
            act, heading = actions.write_notes, "Notes of the meeting"
        case "report":
            initial = {"kind": report.kind, "words": report.words} if report else {}
            form, act = forms.WriteGroupReport(_sent(request), initial=initial), group_reports.write
            heading = "Report to the Panel"
        case _:
            raise Http404
    back = ("panel:group-meeting", one.slug, met.pk)
    return _filled(
        request,
        form,
        lambda **said: act(met, **said),
        heading=heading,
        button="Save it",
        back=back,
        group=one,
    )


@signed_in
@require_POST
def remove_paper(request: PortalRequest, slug: str, pk: UUID, paper: int) -> HttpResponse:
    """It was added by mistake."""
    one = _kept(request, slug)
    row = get_object_or_404(
        GroupPaper.objects.select_related("meeting__group"), pk=paper, meeting=_met(one, pk)
    )
    actions.remove_paper(row, by=request.user, at=timezone.now())
    return see_other(request, "panel:group-meeting", slug, pk)


@signed_in
@require_POST
def put_on_agenda(request: PortalRequest, slug: str, pk: UUID) -> HttpResponse:
    """The report goes onto the Panel's next agenda."""
    one = _kept(request, slug)
    met = _met(one, pk)
    report = getattr(met, "report", None)
    if report is None:
        return _shown(request, one, met, refusal="Write the report first.")
    try:
        item = group_reports.put_on_agenda(report, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return _shown(request, one, met, refusal=str(refusal))
    return see_other(request, "meetings:meeting", item.meeting.ref)
