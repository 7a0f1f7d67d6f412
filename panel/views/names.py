"""Under which names the portal speaks, by date: the office with its logo and colours, and the bodies that meet."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import forms
from pcc_portal.accounts.actions import offices
from pcc_portal.accounts.colours import Unreadable
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Office
from pcc_portal.accounts.roles import Power
from pcc_portal.documents import stores
from pcc_portal.meetings.actions import bodies
from pcc_portal.meetings.models import Body
from pcc_portal.web.htmx import page, see_other


def allowed(request: PortalRequest) -> None:
    """For the administrator; 404 for everyone else."""
    if not request.user.rights.organisations(Power.GRANT_ROLES):
        raise Http404


@signed_in
@require_safe
def names(request: PortalRequest) -> HttpResponse:
    allowed(request)
    known = Body.objects.prefetch_related("naming")
    context = {"offices": Office.objects.all(), "bodies": known, "today": timezone.localdate()}
    return page(request, "panel/names.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: PortalRequest) -> HttpResponse:
    """A new office, or a new name for it, from a day on."""
    allowed(request)
    latest = Office.objects.first()
    form = forms.FollowOffice(*_sent(request), initial=_words(latest))
    if form.is_valid():
        said = form.cleaned_data
        try:
            offices.follow(
                from_on=said.pop("from_on"), logo=_logo(said), by=request.user, at=timezone.now(), **said
            )
        except offices.DayTaken as refusal:
            form.add_error("from_on", str(refusal))
        else:
            return see_other(request, "panel:names")
    return _asked(request, form, heading="A new office from a day on", button="Save it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: PortalRequest, pk: int) -> HttpResponse:
    """What this office says of itself: its help line, its colours, a slip in its name."""
    allowed(request)
    office = get_object_or_404(Office, pk=pk)
    form = forms.OfficeForm(*_sent(request), initial=_words(office))
    if form.is_valid():
        said = form.cleaned_data
        try:
            offices.correct(office, logo=_logo(said), by=request.user, at=timezone.now(), **said)
        except Unreadable as refusal:  # the form has asked the same before: a rule that grew in between
            form.add_error("brand", str(refusal))
        else:
            return see_other(request, "panel:names")
    return _asked(request, form, heading=f"What {office.name} says of itself", button="Save it")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: PortalRequest, pk: int) -> HttpResponse:
    """A body's name, and who signs for it, from a day on."""
    allowed(request)
    body = get_object_or_404(Body, pk=pk)
    initial = body.named_on(timezone.localdate())._asdict()
    form = forms.NameBody(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        bodies.rename(body, by=request.user, at=timezone.now(), **form.cleaned_data)
        return see_other(request, "panel:names")
    return _asked(request, form, heading=f"A name for the {initial['name']}, from a day on", button="Save it")


def _sent(request: PortalRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _words(office: Office | None) -> dict[str, Any]:
    fields = (*offices.WORDS, "brand", "link")
    return {field: getattr(office, field) for field in fields} if office else {}


def _logo(said: dict[str, Any]) -> offices.Logo | None:
    """Bytes first: if the office is refused they are bytes without an address."""
    picture = said.pop("logo", None)
    if picture is None:
        return None
    suffix = ".png" if picture.media_type == "image/png" else ".jpg"
    key = stores.put(picture.content, store=stores.PUBLIC, folder="logos", suffix=suffix)
    return offices.Logo(key, stores.sha256(picture.content), str(picture.media_type))


def _asked(request: PortalRequest, form: Any, **words: str) -> HttpResponse:
    return page(
        request,
        "panel/people_form.html",
        "form",
        {"form": form, "under": "panel:names"} | words,
        status=form.status,
    )
