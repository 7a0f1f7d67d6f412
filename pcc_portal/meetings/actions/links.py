"""The keys of authors without an account: made for a mail, kept as a hash, ended at once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from pcc_portal.meetings.models import PaperRequest, RequestLink

LASTS = timedelta(days=60)  # longer than any paper is awaited; every reminder brings a fresh one
LENGTH = 32  # bytes nobody guesses


def make(request: PaperRequest, *, at: datetime) -> str:
    """A new key; those before it go on opening, since a mail once sent is looked for again. Returns what only the mail holds."""
    token = secrets.token_urlsafe(LENGTH)
    RequestLink.objects.create(request=request, token_hash=hash_of(token), made_at=at, expires_at=at + LASTS)
    return token


def find(token: str, *, at: datetime) -> RequestLink | None:
    """The link of this key, if it opens anything now."""
    found = (
        RequestLink.objects.select_related("request__author__person")
        .filter(token_hash=hash_of(token))
        .first()
    )
    return found if found is not None and found.opens(at=at) else None


def end(request: PaperRequest, *, at: datetime) -> int:
    """Every key of this request is dead from now on."""
    return RequestLink.objects.filter(request=request, ended_at__isnull=True).update(ended_at=at)


def hash_of(token: str) -> str:
    """The key is as random as its hash is long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
