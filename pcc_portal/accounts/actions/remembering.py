"""Spare a browser the second step for thirty days, at its owner's wish, and take that back."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse

from pcc_portal.accounts.models import RememberedDevice, User
from pcc_portal.audit.log import record


@transaction.atomic
def remember(user: User, response: HttpResponse, *, device: str, at: datetime) -> RememberedDevice:
    """Give this browser a secret of its own; the database keeps only its hash."""
    token = secrets.token_urlsafe(32)
    until = at + settings.REMEMBER_DEVICE_FOR
    row = RememberedDevice.objects.create(
        user=user, token_sha256=_hash(token), device=device, remembered_at=at, until=until
    )
    record("accounts.device.remembered", subject=row, by=user, at=at)
    response.set_cookie(
        settings.REMEMBER_COOKIE_NAME,
        token,
        max_age=settings.REMEMBER_DEVICE_FOR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return row


def is_known(request: HttpRequest, user: User) -> bool:
    """Whether this browser holds a secret that its owner gave it, not too long ago, and did not take back."""
    token = request.COOKIES.get(settings.REMEMBER_COOKIE_NAME, "")
    return bool(token) and user.devices.filter(token_sha256=_hash(token), until__gt=Now()).exists()


@transaction.atomic
def forget(user: User, *, by: User | None, at: datetime, only: int | None = None) -> int:
    """Ask for the second step again: on one browser, or on all of them, as whenever what protects an account changes."""
    rows = user.devices.all() if only is None else user.devices.filter(pk=only)
    gone, _ = rows.delete()
    if gone:
        record("accounts.device.forgotten", subject=user, by=by, at=at, devices=gone)
    return gone


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
