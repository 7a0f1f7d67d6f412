"""Work accounts, as the administrator links them for others."""

from datetime import datetime

from django.db import transaction

from pcc_portal import notices
from pcc_portal.accounts.actions import work
from pcc_portal.accounts.models import User, WorkAccount


@transaction.atomic
def link(user: User, *, subject: str, by: User, at: datetime) -> WorkAccount:
    """Say which work account signs this person in. They hear of it, since whoever holds it can sign in as them."""
    linked = work.link(user, subject=subject, by=by, at=at)
    key = f"accounts.work_linked:{linked.pk}"
    notices.post("accounts.work_linked", to=user.email, context={}, dedupe_key=key, by=by, at=at)
    return linked
