"""How allauth's second step behaves here: its secrets are kept encrypted, its words are ours, the last one stays."""

import base64
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from pcc_portal.accounts import devices, factors
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import Office, User


class SecondSteps(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or was used already. Wait for the next one and type it.",
        "cannot_delete_authenticator": "Your role needs a second step. Set up another one first, then take this one away.",
        "cannot_generate_recovery_codes": "Recovery codes stand in for a second step. Set one up first.",
    }

    def get_totp_issuer(self) -> str:
        office = Office.objects.on(timezone.localdate()).first()
        return office.name if office else "Police and Crime portal"

    def encrypt(self, text: str) -> str:
        """What makes the codes is worth as much as a password: a copy of the database alone must not sign anyone in."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the key of today, or one in SECRET_KEY_FALLBACKS. Under a lost key no code is right any more."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(Fernet.generate_key()[:20]).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must have a second step keeps their last one until there is another."""
        user = User.objects.get(pk=authenticator.user_id)
        load_rights(user, on=timezone.localdate())
        needed = settings.SECOND_FACTOR_REQUIRED and factors.is_needed(user)
        return not (needed and factors.is_last(authenticator))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  allauth names it so
        """A passkey is called after the device it was made on."""
        return devices.words(context.request.headers.get("User-Agent", ""))


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(str(key))) for key in keys])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portal.second-steps").derive(
        secret.encode()
    )
    return base64.urlsafe_b64encode(derived)
