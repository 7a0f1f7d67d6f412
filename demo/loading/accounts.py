"""The people of the county: who they are, which post they hold, who can sign in and as what."""

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from demo.chairs import PASSWORD
from demo.content import people
from demo.loading.calendar import at, months_before
from demo.loading.organisations import Organisations
from pcc_portal.accounts.actions import grants, terms
from pcc_portal.accounts.models import Organisation, Person, Post, User
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.accounts.roles import Role

HELD_FOR_MONTHS = 30

# The account's role and the organisation it is held in. Members get theirs with their seat, and those who hold one of
# these posts with their term of office.
ROLES: dict[str, tuple[Role, str]] = {
    "clerk@demo.example": (Role.PANEL_CLERK, "panel"),
    "deputy.clerk@demo.example": (Role.DEPUTY_CLERK, "panel"),
    "officer@demo.example": (Role.OFFICER, "office"),
    "analyst@demo.example": (Role.ANALYST, "office"),
    "grants@demo.example": (Role.GRANTS_OFFICER, "office"),
    "assessor@demo.example": (Role.ASSESSOR, "office"),
    "assessor2@demo.example": (Role.ASSESSOR, "office"),
    "staff.officer@demo.example": (Role.STAFF_OFFICER, "force"),
    "force@demo.example": (Role.FORCE_LEAD, "force"),
    "applicant@demo.example": (Role.APPLICANT, "youth_trust"),
    "colleague@demo.example": (Role.APPLICANT, "youth_trust"),
    "admin@demo.example": (Role.ADMINISTRATOR, "county"),
}

KINDS = {
    ("office", "Commissioner"): PostKind.COMMISSIONER,
    ("office", "Deputy Commissioner"): PostKind.DEPUTY,
    ("office", "Chief Executive"): PostKind.CHIEF_EXECUTIVE,
    ("force", "Chief Constable"): PostKind.CHIEF_CONSTABLE,
}
# Commissioners end in May 2028; whoever comes after them is a new post.
LAST_DAYS = {PostKind.COMMISSIONER: date(2028, 5, 7), PostKind.DEPUTY: date(2028, 5, 7)}

type Persons = dict[str, Person]


def load(organisations: Organisations, *, coming: date, from_on: date) -> Persons:
    """Every person by key; those of the cast can sign in. Seats are filled apart: demo.loading.seats."""
    persons = {
        known.key: Person.objects.create(style=known.style, given=known.given, family=known.family)
        for known in people.PEOPLE
    }
    password = make_password(PASSWORD)
    for known in people.CAST:
        _account(known, persons[known.key], password, organisations, from_on=from_on)
    _posts(persons, organisations, from_on=months_before(coming, HELD_FOR_MONTHS))
    return persons


def _posts(persons: Persons, organisations: Organisations, *, from_on: date) -> None:
    """Posts of those who serve; to be a member of the Panel is a seat, and to be one of the public is no post."""
    for known in people.PEOPLE:
        if known.organisation and "ember" not in known.post and not known.former:
            kind = KINDS.get((known.organisation, known.post), PostKind.OTHER)
            post, _ = Post.objects.get_or_create(
                title=known.post, organisation=organisations[known.organisation], defaults={"kind": kind}
            )
            last = LAST_DAYS.get(kind) if from_on < date(2028, 5, 7) else None
            terms.begin(post, persons[known.key], from_on=from_on, to_on=last, by=None, at=at(from_on))


def _account(
    known: people.Person, person: Person, password: str, organisations: Organisations, *, from_on: date
) -> User:
    user = User.objects.create(email=known.email, person=person, password=password, joined_at=at(from_on))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if known.email in ROLES:
        role, where = ROLES[known.email]
        _give(user, role, organisations[where], from_on=from_on)
    return user


def _give(user: User, role: Role, organisation: Organisation, *, from_on: date) -> None:
    grants.give(
        user, role=role, organisation=organisation, from_on=from_on, by=None, at=at(from_on), reason="set-up"
    )
