"""How allauth behaves here: nobody signs up alone, its words are ours, and its mails go through the mail desk."""

import uuid
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from pcc_portal.notices.actions import post


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
