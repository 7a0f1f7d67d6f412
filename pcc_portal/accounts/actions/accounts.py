"""Open an account for a person; what it may do comes from roles alone."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record


class AddressTaken(Exception):
    """Somebody has an account under this address."""


@transaction.atomic
def add(email: str, *, person: Person, by: User | None, at: datetime) -> User:
    """An account without a password: its owner signs in by a code sent to this address. Raises AddressTaken.

    The one who adds it vouches for the address, so it counts as confirmed.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AddressTaken("Somebody has an account under this address.")
    if person.pk is None:
        person.save()
    user = User.objects.create_user(email, person=person, joined_at=at)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    record("accounts.account.added", subject=user, by=by, at=at)
    return user
