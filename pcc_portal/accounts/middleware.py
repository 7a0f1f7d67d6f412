"""Gives every request's user the rights of today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import User


class Rights:
    """One query a request for a signed-in user, none for a visitor: a right that ended cuts at the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and isinstance(request.user, User):
            load_rights(request.user, on=timezone.localdate())
        return self.get_response(request)
