"""Signing in with a work account: to the organisation's own service and back."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pcc_portal.accounts import oidc
from pcc_portal.accounts.models import User, WorkAccount
from pcc_portal.web.htmx import page

QUESTION, FOUND = "work_question", "work_found"


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    if not settings.OIDC_ISSUER:
        raise Http404
    question = oidc.Question(next=get_next_redirect_url(request) or "")
    try:
        there = oidc.address(question, back_to=_back_to(request))
    except oidc.NotBelieved as trouble:
        return _told(request, str(trouble), status=503)
    request.session[QUESTION] = question.kept()
    return redirect(there)


@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Someone comes back from the service. Who is signed in here already is asked whether to link the two."""
    if not settings.OIDC_ISSUER:
        raise Http404
    kept = request.session.pop(QUESTION, None)
    if kept is None:
        return _told(request, "Nobody asked from this browser, or long ago.", status=403)
    question = oidc.Question(**kept)
    try:
        given = oidc.answer(question, request.GET, back_to=_back_to(request))
    except oidc.NotBelieved as refusal:
        return _told(request, str(refusal), status=403)
    if isinstance(request.user, User):
        request.session[FOUND] = given.subject
        return page(request, "accounts/work_link.html", "", {})
    found = (
        WorkAccount.objects.filter(issuer=given.issuer, subject=given.subject).select_related("user").first()
    )
    if found is None:
        return page(request, "accounts/work_unknown.html", "", {}, status=403)
    return _signed_in(request, found.user, given, to=question.next)


def _signed_in(request: HttpRequest, user: User, given: oidc.Answer, *, to: str) -> HttpResponse:
    """Through the same stages as a password: our second step is asked for, unless the service's word for its own counts."""
    login = Login(user=user, redirect_url=to or None)
    login.state["vouched"] = settings.OIDC_TRUST_MFA and given.took_second_step
    record_authentication(request, user, "work")
    return perform_login(request, login)


def _back_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("account_work_answer"))


def _told(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    context = {"why": why}
    return page(request, "accounts/work_refused.html", "", context, status=status)
