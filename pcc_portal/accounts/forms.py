"""What is typed to sign in by a second step, or to set one up."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context, ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache

from pcc_portal.accounts.models import User

# A code counts for its half minute and the ones before and after (MFA_TOTP_TOLERANCE).
LIVES = 120  # seconds


def is_first_use(user: User, code: str) -> bool:
    """Once only: whoever looked over a shoulder comes too late. Source: ASVS 6.5.1."""
    return cache.add(f"second-step:{user.pk}:{normalize_user_code(code)}", "used", timeout=LIVES)


def _code(label: str, hint: str = "") -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off"}
    return forms.CharField(
        label=label, help_text=hint, max_length=20, widget=forms.TextInput(attrs=attributes)
    )


class AskForCode(RequestLoginCodeForm):
    """Asked for too often from one place, a code is refused there and nowhere else; and no mailbox is flooded."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        here = f"{email.lower()}:{get_ip(context.request)}"
        allowed = ratelimit.consume(context.request, action="request_login_code", key=here)
        if not allowed or not ratelimit.consume(context.request, action="code_mails", key=email.lower()):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = users[0] if users else None
        return email


class OneTry:
    """A wrong code counts against the account for the day, whoever sends it from wherever: twenty, then no more by code."""

    cleaned_data: dict[str, Any]
    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        key = str(self.user.pk)
        if not ratelimit.consume(context.request, action="second_step", key=key, dry_run=True):
            raise forms.ValidationError("Too many wrong codes today. Use a passkey, or call us.")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            ratelimit.consume(context.request, action="second_step", key=key)
            raise
        by_app = self.authenticator.type == Authenticator.Type.TOTP
        if by_app and not is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class Authenticate(OneTry, AuthenticateForm):
    code = _code(
        "Code", "The six figures that your authenticator app shows now, or one of your recovery codes."
    )


class Reauthenticate(OneTry, ReauthenticateForm):
    code = _code(
        "Code", "The six figures that your authenticator app shows now, or one of your recovery codes."
    )


class ActivateApp(ActivateTOTPForm):
    code = _code("Code", "The six figures that the app shows now.")

    def clean_code(self) -> str:
        code: str = super().clean_code()
        is_first_use(self.user, code)
        return code


class AddPasskey(AddWebAuthnForm):
    """The browser makes it; its owner may give it a name to know it by."""

    name = forms.CharField(
        label="Name",
        required=False,
        max_length=60,
        help_text="What you will know this device by, such as “Council tablet”.",
    )
    passwordless = None
