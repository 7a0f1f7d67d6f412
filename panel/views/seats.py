"""Seats of the Panel: who sits, who leaves. Rights come and go in the same act."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import forms, queries
from panel.queries import composition
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.actions import seats as actions
from pcc_portal.meetings.models import Body, Seat, Sitting
from pcc_portal.web.htmx import page, see_other


def seated_body(request: PortalRequest) -> Body:
    """The Panel, for those who seat its people; 404 for everyone else."""
    seats_people = request.user.rights.organisations(Power.SEAT_PEOPLE)
    body = (
        Body.objects.filter(slug=queries.SLUG, organisation__in=seats_people)
        .select_related("organisation")
        .first()
    )
    if body is None:
        raise Http404
    return body


@signed_in
@require_safe
def seats(request: PortalRequest) -> HttpResponse:
    body = seated_body(request)
    today = timezone.localdate()
    context = {
        "naming": body.named_on(today),
        "seats": queries.seats(body, on=today),
        "flags": composition.flags(body, on=today),
    }
    return page(request, "panel/seats.html", "", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: PortalRequest, pk: int) -> HttpResponse:
    body = seated_body(request)
    seat = get_object_or_404(
        Seat.objects.select_related("body__organisation", "nominated_by"), pk=pk, body=body
    )
    form = forms.FillSeat(request.POST if request.method == "POST" else None, seat=seat)
    if form.is_valid():
        data = form.cleaned_data
        said = {"office": data["office"], "from_on": data["from_on"]}
        try:
            actions.fill(seat, form.who, by=request.user, at=timezone.now(), **said)
        except Namesake as refusal:
            form.add_error("known_as", str(refusal))
        except actions.SeatTaken as refusal:
            form.add_error("from_on", str(refusal))
        else:
            return see_other(request, "panel:seats")
    context = {
        "form": form,
        "under": "panel:seats",
        "heading": f"Fill seat {seat.position}: {seat.words}",
        "button": "Seat them",
    }
    return page(request, "panel/people_form.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def access(request: PortalRequest, pk: int) -> HttpResponse:
    """The clerk lets a member's new account read the exempt part."""
    body = seated_body(request)
    sitting = get_object_or_404(
        Sitting.objects.select_related("person", "seat__body__organisation"), pk=pk, seat__body=body
    )
    try:
        actions.give_access(sitting, by=request.user, at=timezone.now())
    except actions.NoAccount:
        raise Http404 from None
    return see_other(request, "panel:seats")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, pk: int) -> HttpResponse:
    body = seated_body(request)
    sitting = get_object_or_404(
        queries.lasting(Sitting, on=timezone.localdate()).select_related("person"), pk=pk, seat__body=body
    )
    form = forms.EndSitting(
        request.POST if request.method == "POST" else None, initial={"last_on": timezone.localdate()}
    )
    if form.is_valid():
        try:
            actions.end(sitting, last_on=form.cleaned_data["last_on"], by=request.user, at=timezone.now())
        except actions.EndsTooSoon as refusal:
            form.add_error("last_on", str(refusal))
        else:
            return see_other(request, "panel:seats")
    context = {
        "form": form,
        "under": "panel:seats",
        "heading": f"{sitting.person} leaves the Panel",
        "button": "End it",
    }
    return page(request, "panel/people_form.html", "form", context, status=422 if form.errors else 200)
