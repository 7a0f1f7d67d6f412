"""Gives every request's user the rights of today, keeps their session, and asks for a second step where one is due."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from pcc_portal.accounts import devices, factors
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions import sessions
from pcc_portal.accounts.models import User
from pcc_portal.accounts.sessions import SessionStore
from pcc_portal.web.htmx import see_other

# All that a session without its second step may reach: setting one up, showing who one is, and leaving.
OPEN = frozenset(
    {
        "accounts:second-step",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "healthz",
        "readyz",
    }
)


class Sessions:
    """Sets down who began a session and on what, and that they are still here: two queries every few minutes, else none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.session.session_key
        self._touch(request)
        response = self.get_response(request)
        if request.session.session_key != before:
            self._begun(request)
        return response

    @staticmethod
    def _touch(request: HttpRequest) -> None:
        if not request.session.session_key or not isinstance(request.user, User):
            return
        row, now = _store(request).row, timezone.now()
        if row is not None and now - row.seen_at >= timedelta(seconds=settings.SESSION_TOUCH_SECONDS):
            sessions.touch(row, user=request.user, at=now)

    @staticmethod
    def _begun(request: HttpRequest) -> None:
        """Someone has just signed in: saved with the session itself, at the end of this request."""
        if isinstance(request.user, User):
            now = timezone.now()
            store = _store(request)
            store.device = devices.words(request.headers.get("User-Agent", ""))
            store.kept_until = sessions.end_of(request.user, begun_at=now, seen_at=now)


def _store(request: HttpRequest) -> SessionStore:
    return cast("SessionStore", request.session)


class Rights:
    """One query a request for a signed-in user, none for a visitor: a right that ended cuts at the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and isinstance(request.user, User):
            load_rights(request.user, on=timezone.localdate())
        return self.get_response(request)


class SecondStep:
    """Whoever needs a second step and has not taken it goes to where it is set up, whatever they ask for, by any method.

    An e-mailed code alone opens no office: source ASVS 6.3.3 and 6.3.6. Costs no query: see ``factors.is_taken``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.session.session_key else None
        if isinstance(user, User) and factors.is_missing(request, user) and not self._is_open(request):
            return see_other(request, "accounts:second-step")
        return self.get_response(request)

    @staticmethod
    def _is_open(request: HttpRequest) -> bool:
        try:
            return resolve(request.path_info).view_name in OPEN
        except Resolver404:
            return False
