"""Add a person to those who can be picked: once, so that one person is one row, and near-namesakes stay apart."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record


class Namesake(Exception):
    """Somebody of this very name is known, and nothing tells the two apart."""


class NewPerson(NamedTuple):
    """Somebody who is not known yet, as they were typed."""

    given: str
    family: str
    style: str = ""
    known_as: str = ""


@transaction.atomic
def known(who: Person | NewPerson, *, by: User | None, at: datetime) -> Person:
    """The person who was picked, or the new one, added on the spot. Raises Namesake."""
    return who if isinstance(who, Person) else add(who, by=by, at=at)


@transaction.atomic
def add(who: NewPerson, *, by: User | None, at: datetime) -> Person:
    """A new person. Raises Namesake where the name is known and ``known_as`` does not say who else this is."""
    given, family, style, known_as = (" ".join(words.split()) for words in who)
    same = Person.objects.filter(given__iexact=given, family__iexact=family)
    if same.filter(known_as__iexact=known_as).exists() or (not known_as and same.exists()):
        raise Namesake(
            f"{given} {family} is known already. Pick them from the list; or, if this is somebody else, say what tells them apart."
        )
    person = Person.objects.create(style=style, given=given, family=family, known_as=known_as)
    record("accounts.person.added", subject=person, by=by, at=at, person=str(person))
    return person
