"""A lost second step, as those see it who ask for it to be restored and those who agree."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from panel import forms
from panel.actions import restorings as actions
from pcc_portal.accounts import rules
from pcc_portal.accounts.access import require
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Restoring, User
from pcc_portal.lifecycle import BadMove
from pcc_portal.web.htmx import page, see_other


def _seen(request: PortalRequest, pk: int) -> Restoring:
    """404 for everyone who is not of the side that restores it."""
    rows = Restoring.objects.select_related(
        "user__person", "asked_by__person", "decided_by__person", "identity_check"
    )
    restoring = get_object_or_404(rows, pk=pk)
    if not rules.may_see_restoring(request.user, restoring, on=timezone.localdate()):
        raise Http404
    return restoring


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, pk: UUID) -> HttpResponse:
    user, now = get_object_or_404(User.objects.select_related("person"), pk=pk), timezone.now()
    if not rules.may_ask_to_restore(request.user, user, on=timezone.localdate(now)):
        raise Http404
    form = forms.AskToRestore(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = actions.ask(user, by=request.user, at=now, **form.cleaned_data)
        except actions.AlreadyAsked as refusal:
            form.refuse(refusal)
        else:
            return see_other(request, "panel:restoring", asked.pk)
    return page(request, "panel/restoring_ask.html", "form", {"form": form, "user": user}, status=form.status)


@signed_in
@require_safe
def restoring(request: PortalRequest, pk: int) -> HttpResponse:
    return _shown(request, _seen(request, pk))


@signed_in
@require_POST
def agree(request: PortalRequest, pk: int) -> HttpResponse:
    restoring = _seen(request, pk)
    on = timezone.localdate()
    why = "You asked for this, so a second person has to agree."
    require(lambda user: rules.may_agree_to_restore(user, restoring, on=on), request.user, why=why)
    try:
        actions.agree(restoring, by=request.user, at=timezone.now())
    except (actions.TooLate, BadMove) as refusal:
        return _shown(request, restoring, refusal=str(refusal), status=409)
    return see_other(request, "panel:restoring", pk)


@signed_in
@require_POST
def refuse(request: PortalRequest, pk: int) -> HttpResponse:
    restoring = _seen(request, pk)
    try:
        actions.refuse(restoring, by=request.user, at=timezone.now())
    except BadMove as refusal:
        return _shown(request, restoring, refusal=str(refusal), status=409)
    return see_other(request, "panel:restoring", pk)


def _shown(
    request: PortalRequest, restoring: Restoring, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        "restoring": restoring,
        "refusal": refusal,
        "is_open": restoring.state == "asked" and not actions.is_stale(restoring, at=now),
        "may_agree": rules.may_agree_to_restore(request.user, restoring, on=timezone.localdate(now)),
    }
    return page(request, "panel/restoring.html", "", context, status=status)
