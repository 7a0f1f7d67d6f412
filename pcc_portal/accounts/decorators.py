"""Who may knock: pages for signed-in people send everyone else to sign-in, whether the thing exists or not."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from pcc_portal.accounts.models import User
from pcc_portal.accounts.sessions import SessionStore


class PortalRequest(HttpRequest):
    """A request whose user has been seen to by ``signed_in``."""

    session: SessionStore
    user: User  # type: ignore[assignment]  # narrower than Django's: the decorator has sent everyone else away


def signed_in[Answer: HttpResponseBase](
    view: Callable[..., Answer],
) -> Callable[..., Answer | HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer | HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return wrapped


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """htmx is told to go there itself: it would put the page of sign-in where it asked for a piece."""
    there = redirect_to_login(_page_of(request))
    if not getattr(request, "htmx", None):
        return there
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = there.headers["Location"]
    return response


def _page_of(request: HttpRequest) -> str:
    """The page to come back to. A button's address takes no GET, and a piece of a page is no page."""
    if htmx := getattr(request, "htmx", None):
        return htmx.current_url_abs_path or settings.LOGIN_REDIRECT_URL
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and came_from.path.startswith("/"):
        return came_from._replace(scheme="", netloc="").geturl()
    return settings.LOGIN_REDIRECT_URL
