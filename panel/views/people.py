"""Roles, as the administrator gives and ends them. Reads no paper of anybody."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from panel import forms, queries
from panel.actions import workers
from pcc_portal.accounts.actions import accounts, grants
from pcc_portal.accounts.actions.accounts import AddressTaken
from pcc_portal.accounts.actions.persons import Namesake
from pcc_portal.accounts.actions.work import Taken
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import RoleGrant, User
from pcc_portal.accounts.roles import Power
from pcc_portal.web.htmx import page, see_other


def _allowed(request: PortalRequest) -> None:
    if not request.user.rights.organisations(Power.GRANT_ROLES):
        raise Http404


@signed_in
@require_safe
def people(request: PortalRequest) -> HttpResponse:
    _allowed(request)
    return page(
        request,
        "panel/people.html",
        "",
        {"grants": queries.grants(on=timezone.localdate()), "links_work": bool(settings.OIDC_ISSUER)},
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PortalRequest) -> HttpResponse:
    """An account for a person. It opens nothing by itself: for one who fills a seat, the clerk gives access there."""
    _allowed(request)
    form = forms.AddAccount(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        try:
            accounts.add(data["email"], person=form.who, by=request.user, at=now)
        except Namesake as refusal:
            form.add_error("known_as", str(refusal))
        except AddressTaken as refusal:
            form.add_error("email", str(refusal))
        else:
            return see_other(request, "panel:people")
    context = {"form": form, "under": "panel:people", "heading": "Open an account", "button": "Open it"}
    return page(request, "panel/people_form.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: PortalRequest) -> HttpResponse:
    _allowed(request)
    form = forms.GiveRole(
        request.POST if request.method == "POST" else None,
        initial={"from_on": timezone.localdate()},
        by=request.user,
    )
    if form.is_valid():
        data = form.cleaned_data
        user = data.pop("user")
        grants.give(user, by=request.user, at=timezone.now(), reason="by the administrator", **data)
        return see_other(request, "panel:people")
    context = {"form": form, "under": "panel:people", "heading": "Give a role", "button": "Give it"}
    return page(request, "panel/people_form.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PortalRequest, pk: int) -> HttpResponse:
    _allowed(request)
    grant = get_object_or_404(
        queries.lasting(RoleGrant, on=timezone.localdate()).select_related("user__person"), pk=pk
    )
    if grant.reason.startswith(("sitting ", "holding ", "attendance ")):
        raise Http404  # it ends with the seat or the meeting, in the clerk's hands, or with the term of office
    form = forms.EndRole(
        request.POST if request.method == "POST" else None, initial={"last_on": timezone.localdate()}
    )
    if form.is_valid():
        grants.end(grant, last_on=form.cleaned_data["last_on"], by=request.user, at=timezone.now())
        return see_other(request, "panel:people")
    context = {
        "form": form,
        "under": "panel:people",
        "heading": f"End a role: {grant.user}, {grant.get_role_display()}",
        "button": "End it",
    }
    return page(request, "panel/people_form.html", "form", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def work_account(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Which work account signs a person in, by its subject. Nobody links one to themselves here: their own page does that."""
    _allowed(request)
    user = get_object_or_404(User.objects.select_related("person"), pk=pk)
    if not settings.OIDC_ISSUER or user == request.user:
        raise Http404
    form = forms.WorkAccount(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            workers.link(user, subject=form.cleaned_data["subject"], by=request.user, at=timezone.now())
        except Taken as refusal:
            form.refuse(refusal, "subject")
        else:
            return see_other(request, "panel:people")
    context = {
        "form": form,
        "under": "panel:people",
        "heading": f"{settings.OIDC_NAME} of {user}",
        "button": "Link it",
    }
    return page(request, "panel/people_form.html", "form", context, status=form.status)
