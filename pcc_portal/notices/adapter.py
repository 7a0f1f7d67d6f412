"""How allauth behaves here: nobody signs up alone, its words are ours, and its mails go through the mail desk."""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal.ratelimit import get_ip
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from pcc_portal.accounts import factors
from pcc_portal.notices.actions import post

AGAIN = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your authenticator app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class Adapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That e-mail address and that password do not belong together. Check both and try again.",
        "incorrect_code": "That is not the code we sent. Check it and type it again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes and try again, or call us.",
        "rate_limited": "Too many tries. Wait five minutes and try again, or call us.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the people who give roles."""
        return False

    def get_login_stages(self) -> list[str]:
        return ["allauth.account.stages.LoginByCodeStage", "pcc_portal.accounts.stages.SecondStep"]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of someone who signed in a moment ago by all that protects the account."""
        request = current.request
        return not factors.is_fresh(request, request.user, at=timezone.now())

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Where there is a second step, the password alone changes nothing."""
        methods = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        return [method | {"description": AGAIN[method["id"]]} for method in stronger or methods]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by account and peer: wrong ones from elsewhere lock nobody out of their own account."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Errors only: that one is signed in, or that a code is on its way, the pages say themselves."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """``account/email/login_code`` becomes a message of kind ``accounts.login_code``; our template, our job."""
        name = template_prefix.rsplit("/", 1)[-1]
        post(
            f"accounts.{name}",
            to=email,
            context={"email": email, "code": context.get("code", "")},
            dedupe_key=f"accounts.{name}:{uuid.uuid4()}",
            by=None,
            at=timezone.now(),
            secret=bool(context.get("code")),
        )
