"""How a meeting is joined from afar: a page for those who may, a form for the clerk."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import ROLE_POWERS, Power
from pcc_portal.meetings import forms, rules
from pcc_portal.meetings.actions import joining as act
from pcc_portal.meetings.models import JoiningLink, Meeting
from pcc_portal.meetings.views.shared import OF_A_MEETING, now
from pcc_portal.web.htmx import page, see_other

AUTHORS = [role for role, powers in ROLE_POWERS.items() if Power.WRITE_PAPERS in powers]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: PortalRequest, ref: str) -> HttpResponse:
    """404 for everyone who is not to join, whether there is a link or not."""
    meeting = OF_A_MEETING.filter(ref=ref).first()
    if meeting is not None and rules.may_prepare(request.user, meeting):
        return _form(request, meeting)
    link = JoiningLink.objects.visible_to(request.user).filter(meeting__ref=ref).first()
    if meeting is None or link is None:
        raise Http404
    if request.method == "POST":
        require(rules.may_prepare, request.user, meeting)
    return page(request, "meetings/joining.html", "", {"meeting": meeting, "link": link})


def _form(request: PortalRequest, meeting: Meeting) -> HttpResponse:
    link = JoiningLink.objects.filter(meeting=meeting).first()
    initial = {
        "webcast_url": meeting.webcast_url,
        "url": link.url if link else "",
        "words": link.words if link else "",
        "invited": list(meeting.invitations.values_list("user", flat=True)),
    }
    offices = RoleGrant.objects.on(timezone.localdate()).filter(role__in=AUTHORS)
    officers = User.objects.filter(pk__in=offices.values("user"), is_active=True).select_related("person")
    form = forms.Joining(
        request.POST if request.method == "POST" else None,
        initial=initial,
        officers=officers.order_by("email"),
    )
    if form.is_valid():
        said = dict(form.cleaned_data)
        act.webcast(meeting, url=said.pop("webcast_url"), by=request.user, at=now())
        act.say_how(meeting, by=request.user, at=now(), **said)
        return see_other(request, "meetings:meeting-joining", meeting.ref)
    return page(
        request,
        "meetings/joining_edit.html",
        "form",
        {"meeting": meeting, "form": form, "link": link},
        status=form.status,
    )
