"""The public asks to be told: nothing is sent before they confirm, and nothing of them is kept once they leave."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pcc_portal import notices
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import mailing
from pcc_portal.meetings.models import Body, Delivery, ListEntry, Subscription
from pcc_portal.meetings.states import Audience

LASTS = timedelta(days=2)  # a link to confirm
_SIGNER = signing.Signer(salt="meetings.unsubscribe", sep=".")


@transaction.atomic
def ask(body: Body, *, email: str, at: datetime) -> Subscription:
    """Write to the address whether its owner wants this; to one who is told already, how to stop.

    Asked again, the link before opens nothing any more. One whose mail came back confirms anew. What the asker sees is
    the same in every case.
    """
    row, _ = Subscription.objects.select_for_update().get_or_create(
        body=body,
        email=email.lower(),
        defaults={"asked_at": at, "token_hash": _hash(secrets.token_urlsafe(32))},
    )
    if row.confirmed_at and mailing.subscription_of(body.pk, row.email):
        _write(row, "meetings.subscription_known", {"unsubscribe_url": unsubscribe_url(row.pk)}, at=at)
        return row
    token = secrets.token_urlsafe(32)
    row.token_hash, row.asked_at, row.confirmed_at = _hash(token), at, None
    row.save(update_fields=["token_hash", "asked_at", "confirmed_at"])
    url = settings.PUBLIC_BASE_URL + reverse("panel:subscription-confirm", args=[token])
    _write(row, "meetings.subscription_asked", {"confirm_url": url}, at=at, secret=True)
    return row


@transaction.atomic
def confirm(token: str, *, at: datetime) -> Subscription | None:
    """The second yes; None for a link that is too old, was used, or never was. The link works once."""
    row = (
        Subscription.objects.select_for_update(of=("self",))
        .select_related("body")
        .filter(token_hash=_hash(token), confirmed_at__isnull=True, asked_at__gt=at - LASTS)
        .first()
    )
    if row is None:
        return None
    row.confirmed_at, row.token_hash = at, ""
    row.save(update_fields=["confirmed_at", "token_hash"])
    record("meetings.subscription.confirmed", subject=row, by=None, at=at, thread=row.body.slug)
    return row


@transaction.atomic
def leave(signed: str, *, at: datetime) -> None:
    """No more mail, at once, and no trace of the address: also on the mails that went to it. Twice does no harm."""
    row = (
        Subscription.objects.select_for_update(of=("self",))
        .filter(pk=_opened(signed))
        .select_related("body")
        .first()
    )
    if row is None:
        return
    _forget(row, at=at)
    record("meetings.subscription.ended", subject=row, by=None, at=at, thread=row.body.slug)
    row.delete()


def _forget_taken_off(row: Subscription) -> None:
    """That the clerk took this address off a meeting's list; unless an account has it, which may be told as somebody else."""
    if not User.objects.filter(email__iexact=row.email).exists():
        ListEntry.objects.filter(meeting__body=row.body_id, email=row.email.lower(), is_on=False).delete()


@transaction.atomic
def drop_unconfirmed(*, at: datetime) -> int:
    """Addresses whose owners never said yes are not kept."""
    rows = Subscription.objects.filter(confirmed_at__isnull=True, asked_at__lte=at - LASTS)
    for row in rows:
        _forget(row, at=at)  # one whose mail came back was confirmed once, and has been written to
    return rows.delete()[0]


def unsubscribe_url(subscription_id: int) -> str:
    """Signed, so that nobody can make one for somebody else; it lasts as long as the subscription."""
    return settings.PUBLIC_BASE_URL + reverse("panel:unsubscribe", args=[_SIGNER.sign(str(subscription_id))])


def _opened(signed: str) -> int:
    """The subscription that a signed link names; none has the number 0."""
    try:
        return int(_SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return 0


def _forget(row: Subscription, *, at: datetime) -> None:
    """Take the address off everything that went to it."""
    theirs = Delivery.objects.filter(
        audience=Audience.PUBLIC, email=row.email, announcement__meeting__body=row.body_id
    )
    notices.forget(
        [*theirs.filter(message__isnull=False).values_list("message", flat=True), *_letters(row)], at=at
    )
    theirs.update(email="")
    _forget_taken_off(row)


def _letters(row: Subscription) -> list[object]:
    """The mails about the subscription itself."""
    about = notices.Message.objects.filter(about_kind="meetings.subscription", about_id=str(row.pk))
    return list(about.values_list("pk", flat=True))


def _write(
    row: Subscription, kind: str, context: dict[str, str], *, at: datetime, secret: bool = False
) -> None:
    notices.post(
        kind,
        to=row.email,
        context={"body": row.body.named_on(timezone.localdate(at)).name, **context},
        dedupe_key=f"{kind}:{row.pk}:{at.isoformat()}",
        by=None,
        at=at,
        about=row,
        secret=secret,
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
