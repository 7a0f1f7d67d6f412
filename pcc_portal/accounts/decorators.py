"""Who may knock: pages for signed-in people send everyone else to sign-in, whether the thing exists or not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from pcc_portal.accounts.models import User


class PortalRequest(HttpRequest):
    """A request whose user has been seen to by ``signed_in``."""

    user: User  # type: ignore[assignment]  # narrower than Django's: the decorator has sent everyone else away


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapped
