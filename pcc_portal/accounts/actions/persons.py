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
    if isinstance(who, NewPerson):
        who = Person(given=who.given, family=who.family, style=who.style, known_as=who.known_as)
    return who if who.pk else add(who, by=by, at=at)


@transaction.atomic
def add(person: Person, *, by: User | None, at: datetime) -> Person:
    """A new person. Raises Namesake where the name is known and ``known_as`` does not say who else this is."""
    for field in NewPerson._fields:
        setattr(person, field, " ".join(getattr(person, field).split()))
    same = Person.objects.filter(given__iexact=person.given, family__iexact=person.family)
    if same.filter(known_as__iexact=person.known_as).exists() or (not person.known_as and same.exists()):
        raise Namesake(
            f"{person.given} {person.family} is known already. Pick them from the list; or, if this is somebody else, say what tells them apart."
        )
    person.save()
    record("accounts.person.added", subject=person, by=by, at=at, person=str(person))
    return person
