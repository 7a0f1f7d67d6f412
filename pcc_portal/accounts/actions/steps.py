"""What follows when the second step of an account changes: it is set down, other sessions end, no device is remembered."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from pcc_portal.accounts.actions import remembering, sessions
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record


@transaction.atomic
def changed(user: User, kind: str, *, what: str, session_key: str | None, at: datetime) -> None:
    """Whoever else is signed in to this account must show that they have what protects it now. Source: ASVS 7.4.3."""
    record(kind, subject=user, by=user, at=at, what=what)
    remembering.forget(user, by=user, at=at)
    sessions.end_all(user, but=session_key, by=user, at=at)


@transaction.atomic
def take_away(user: User, *, by: User | None, at: datetime) -> None:
    """All of it: the app, the passkeys, the codes, remembered devices, every session. The next sign-in sets up anew."""
    Authenticator.objects.filter(user=user).delete()
    remembering.forget(user, by=by, at=at)
    sessions.end_all(user, but=None, by=by, at=at)
    record("accounts.step.taken_away", subject=user, by=by, at=at)
