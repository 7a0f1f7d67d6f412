"""The second step of signing in: who must take it, who has, and how fresh it is. An e-mailed code is none (ASVS 6.3.6)."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Role

# What can be asked for at sign-in. Recovery codes stand in for these, and never alone.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
REMEMBERED, VOUCHED = "remembered", "vouched"  # by a remembered device, by the organisation's own sign-in
FRESH = timedelta(minutes=10)


def is_needed(user: User) -> bool:
    """Staff and members must have a second step; applicants, and those without a role, need none. Source: ASVS 6.3.3."""
    return any(role != Role.APPLICANT for role, _ in held_by(user).held)


def is_taken(request: HttpRequest, user: User) -> bool:
    """Whether this session passed a second step; read from the session, so no query."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_missing(request: HttpRequest, user: User) -> bool:
    """A session that may go no further than to where a second step is set up."""
    return settings.SECOND_FACTOR_REQUIRED and is_needed(user) and not is_taken(request, user)


def of(user: User) -> list[Authenticator]:
    """Every authenticator of a user, oldest first; one query."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def is_last(authenticator: Authenticator) -> bool:
    """Nothing but recovery codes would be left."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=STEPS)
    return not others.exclude(pk=authenticator.pk).exists()


def is_fresh(request: HttpRequest, user: User, *, at: datetime) -> bool:
    """Signed in a moment ago by all that protects the account: nothing need be typed twice. Source: ASVS 7.5.1.

    Where there is a second step, it must be that one, and taken: that a device is remembered is not enough.
    """
    since = (at - FRESH).timestamp()
    recent = [r for r in get_authentication_records(request, user) if r.get("at", 0) >= since]
    if Authenticator.objects.filter(user=user, type__in=STEPS).exists():
        recent = [r for r in recent if r.get("method") == "mfa" and r.get("type") != REMEMBERED]
    return bool(recent)


def shown(authenticators: list[Authenticator]) -> dict[str, Any]:
    """As the account page lists them: the app, the passkeys, and how many recovery codes are left."""
    by_type: dict[str, list[Authenticator]] = {}
    for authenticator in authenticators:
        by_type.setdefault(authenticator.type, []).append(authenticator)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    return {
        "app": next(iter(by_type.get(Authenticator.Type.TOTP, [])), None),
        "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, []),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
    }
