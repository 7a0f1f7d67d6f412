"""Open an account for a person; what it may do comes from roles alone."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from pcc_portal.accounts.actions import persons
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record


class AddressTaken(Exception):
    """Somebody has an account under this address."""


@transaction.atomic
def add(email: str, *, person: Person | NewPerson, by: User | None, at: datetime) -> User:
    """An account without a password: its owner signs in by a code sent to this address. Raises AddressTaken, Namesake.

    The one who adds it vouches for the address, so it counts as confirmed.
    """
    email = email.strip().lower()
    user = User.objects.select_for_update().filter(email=email).first()
    if user is not None and not is_guest(user):
        raise AddressTaken("Somebody has an account under this address.")
    if user is None:
        user = User(email=email)
        user.set_unusable_password()
    if not _is_the_guest(user, person):
        user.person = persons.known(person, by=by, at=at)
    user.joined_at, user.is_active = at, True
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    record("accounts.account.added", subject=user, by=by, at=at)
    return user


def _is_the_guest(user: User, person: Person | NewPerson) -> bool:
    """The name typed is the one under which this address was written to: the same person, and no namesake."""
    if user.person is None or (isinstance(person, Person) and person.pk):
        return False
    typed = (" ".join(name.split()).casefold() for name in (person.given, person.family))
    return tuple(typed) == (user.person.given.casefold(), user.person.family.casefold())


def is_guest(user: User) -> bool:
    """Someone who was written to and never had an account of their own."""
    return not user.is_active and user.joined_at is None


@transaction.atomic
def guest(email: str, *, person: Person, by: User, at: datetime) -> User:
    """Whoever has this address; nobody yet, and it is a name under which things are written, which cannot sign in.

    What is done by a link is then done by somebody, in every record; a later account takes it over.
    """
    email = email.strip().lower()
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    person.save()
    user = User(email=email, person=person, is_active=False)
    user.set_unusable_password()
    user.save()
    record("accounts.guest.noted", subject=user, by=by, at=at)
    return user
