"""Open an account, with the roles of the seats that its person fills: one act."""

from datetime import datetime

from django.db import transaction

from pcc_portal.accounts.actions import accounts
from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.actions import seats


@transaction.atomic
def open_account(email: str, *, person: Person, by: User | None, at: datetime) -> User:
    """Raises AddressTaken; then nothing is written."""
    user = accounts.add(email, person=person, by=by, at=at)
    seats.give_roles(user, by=by, at=at)
    return user
