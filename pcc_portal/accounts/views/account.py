"""A person's own account: what protects it, where it is signed in, and how to end that."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pcc_portal.accounts import factors
from pcc_portal.accounts.actions import remembering, sessions, work
from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.accounts.models import Session, WorkAccount
from pcc_portal.accounts.views.work import FOUND
from pcc_portal.web.htmx import page, see_other


@signed_in
@require_safe
def account(request: PortalRequest) -> HttpResponse:
    now, user = timezone.now(), request.user
    context = factors.shown(factors.of(user)) | {
        "needed": settings.SECOND_FACTOR_REQUIRED and factors.is_needed(user),
        "sessions": Session.objects.filter(user=user, expire_date__gt=now),
        "this_session": request.session.row.handle if request.session.row else None,
        "devices": user.devices.filter(until__gt=now),
        "work": WorkAccount.objects.filter(user=user).first() if settings.OIDC_ISSUER else None,
    }
    return page(request, "accounts/account.html", "", context)


@signed_in
@require_safe
def second_step(request: PortalRequest) -> HttpResponse:
    """Where somebody is sent whose role needs a second step and who has none yet."""
    return page(request, "accounts/second_step.html", "", factors.shown(factors.of(request.user)))


@signed_in
@require_POST
def end_session(request: PortalRequest, handle: UUID) -> HttpResponse:
    """One that is not there, or not this person's, is as good as ended."""
    sessions.end(request.user, handle=handle, by=request.user, at=timezone.now())
    return see_other(request, "accounts:account")


@signed_in
@require_POST
def end_other_sessions(request: PortalRequest) -> HttpResponse:
    key = request.session.session_key
    sessions.end_all(request.user, but=key, by=request.user, at=timezone.now())
    return see_other(request, "accounts:account")


@signed_in
@require_POST
def forget_device(request: PortalRequest, pk: int) -> HttpResponse:
    remembering.forget(request.user, only=pk, by=request.user, at=timezone.now())
    return see_other(request, "accounts:account")


@signed_in
@require_POST
def link_work(request: PortalRequest) -> HttpResponse:
    """The work account that this person has just come back from, and has shown to be theirs."""
    now, subject = timezone.now(), request.session.pop(FOUND, "")
    if not (settings.OIDC_ISSUER and subject):
        raise Http404
    if not factors.is_fresh(request, request.user, at=now):
        return see_other(request, get_adapter(request).get_reauthentication_methods(request.user)[0]["url"])
    try:
        work.link(request.user, subject=subject, by=request.user, at=now)
    except work.Taken as refusal:
        context = {"why": str(refusal)}
        return page(request, "accounts/work_refused.html", "", context, status=409)
    get_adapter(request).send_notification_mail("account/email/work_linked", request.user)
    return see_other(request, "accounts:account")


@signed_in
@require_POST
def unlink_work(request: PortalRequest) -> HttpResponse:
    work.unlink(request.user, by=request.user, at=timezone.now())
    return see_other(request, "accounts:account")
