"""Organisations, people, and users with a role."""

from datetime import date

from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.actions import grants
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.models.person import OrganisationKind
from tests.factories.days import NOW, TODAY

LONG_AGO = date(2020, 1, 1)


def organisation(slug, name="", kind=OrganisationKind.COUNCIL):
    return Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name or slug.title(), "kind": kind}
    )[0]


def person(given="Ada", family="Thornbury", **more):
    return Person.objects.create(given=given, family=family, **more)


def user(email="someone@county.example", **more):
    """An account without any right; ``person=person(...)`` gives it a name."""
    return load_rights(User.objects.create_user(email, **more), on=TODAY)


def granted(who, role, where, *, from_on=LONG_AGO, to_on=None):
    """Give a role, end it if ``to_on`` says so, and load the rights of TODAY."""
    grant = grants.give(who, role=role, organisation=where, from_on=from_on, by=None, at=NOW)
    if to_on:
        grants.end(grant, last_on=to_on, by=None, at=NOW)
    return load_rights(who, on=TODAY)


def holder(role, where, given, family, **dates):
    """A named user who holds a role."""
    who = user(f"{given}.{family}@{where.slug}.example".lower(), person=person(given, family))
    return granted(who, role, where, **dates)
