"""Tie a work account to an account here, and untie it. Never by name or address: by its owner, or by an administrator."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from pcc_portal.accounts.models import User, WorkAccount
from pcc_portal.audit.log import record


class Taken(Exception):
    """This work account signs somebody else in."""


@transaction.atomic
def link(user: User, *, subject: str, by: User, at: datetime) -> WorkAccount:
    """One work account a person; linked anew, it replaces the one before. Raises Taken."""
    WorkAccount.objects.filter(user=user).delete()
    try:
        with transaction.atomic():
            work = WorkAccount.objects.create(
                user=user, issuer=settings.OIDC_ISSUER, subject=subject, linked_at=at, linked_by=by
            )
    except IntegrityError:
        raise Taken("This work account belongs to somebody else here. Call us if that is wrong.") from None
    record("accounts.work.linked", subject=user, by=by, at=at)
    return work


@transaction.atomic
def unlink(user: User, *, by: User, at: datetime) -> None:
    gone, _ = WorkAccount.objects.filter(user=user).delete()
    if gone:
        record("accounts.work.unlinked", subject=user, by=by, at=at)
