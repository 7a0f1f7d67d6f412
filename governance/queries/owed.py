"""What the force owes the office, of every kind at once: what was chosen in the address, a page of it, and its owners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from governance.models import Extension
from governance.models.owner import is_theirs
from governance.queries.owed_lines import COLUMNS, names_of
from governance.queries.owing import SOURCES, Source
from governance.states.owed import ExtensionState
from pcc_portal.accounts.models import Holding, RoleGrant, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import ROLES_WITH, Power
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.states import Regime

EVERYTHING, LATE, COMING, NO_DAY, ASKED = "all", "late", "coming", "no-day", "asked"
SHOWN = {
    EVERYTHING: "Everything",
    LATE: "Overdue",
    COMING: "Still in time",
    NO_DAY: "No day named",
    ASKED: "More time asked for",
}
MINE = "mine"
A_PAGE = 50
KEY_DIGITS = 10
NEVER = date.max


@dataclass(frozen=True)
class Scope:
    """Whose things somebody sees: all of the force, or their own."""

    user: User
    is_office: bool
    is_chief: bool

    @classmethod
    def of(cls, user: User) -> Scope | None:
        """None for whoever is neither of the office nor of the force: for them there is no such list."""
        rights = user.rights
        office = bool(rights.organisations(Power.READ_BOARD))
        if not (office or rights.organisations(Power.ANSWER_BOARD)):
            return None
        return cls(user, office, bool(rights.organisations(Power.ANSWER_FOR_FORCE)))

    @property
    def sees_all(self) -> bool:
        return self.is_office or self.is_chief

    def narrow(self, rows: Any, *, on: date) -> Any:
        """The office what it may read, the chief's office that there is something, everyone else their own."""
        if self.is_office:
            return rows.visible_to(self.user).filter(of_the_force())
        return (
            rows.filter(of_the_force() | is_theirs(self.user))
            if self.is_chief
            else rows.filter(is_theirs(self.user))
        )


def of_the_force() -> Q:
    """Owned by a post of the force, or by a person who is not of the Commissioner's office: whoever has left the force
    still stands here, until it is given to somebody else."""
    hosts = Body.objects.filter(regime=Regime.SIO).values("host")
    staff = RoleGrant.objects.filter(role__in=ROLES_WITH[Power.READ_BOARD], user__person__isnull=False)
    held = Holding.objects.filter(post__organisation__in=hosts)
    return Q(owner_post__organisation__kind=OrganisationKind.FORCE) | (
        Q(owner_person__isnull=False)
        & ~Q(owner_person__in=staff.values("user__person"))
        & ~Q(owner_person__in=held.values("person"))
    )


@dataclass(frozen=True)
class Filters:
    """What somebody chose, as the address says it; what nobody can have chosen counts as not chosen."""

    show: str = EVERYTHING
    kind: str = ""
    owner: str = ""  # mine, person-12, post-3

    @classmethod
    def of(cls, sent: Any) -> Filters:
        show, kind, owner = sent.get("show", ""), sent.get("kind", ""), sent.get("owner", "")
        name, _, key = owner.partition("-")
        is_key = key.isascii() and key.isdigit() and len(key) < KEY_DIGITS
        named = owner == MINE or (name in {"person", "post"} and is_key)
        return cls(
            show if show in SHOWN else EVERYTHING, kind if kind in SOURCES else "", owner if named else ""
        )

    @property
    def chosen(self) -> dict[str, str]:
        said = {"show": self.show, "kind": self.kind, "owner": self.owner}
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        """All of it, to go on in an address: the files hold what the page shows."""
        return urlencode(self.chosen)

    @property
    def others(self) -> str:
        """All but what is shown."""
        said = urlencode({name: value for name, value in self.chosen.items() if name != "show"})
        return f"&{said}" if said else ""

    @property
    def sources(self) -> list[Source]:
        return [SOURCES[self.kind]] if self.kind else list(SOURCES.values())

    def apply(self, rows: Any, user: User, *, kind: str, on: date) -> Any:
        asked = Extension.objects.filter(kind=kind, state=ExtensionState.ASKED)
        chosen = {
            LATE: Q(owed_due__lt=on),
            COMING: Q(owed_due__gte=on),
            NO_DAY: Q(owed_due__isnull=True),
            ASKED: Q(pk__in=asked.values("thing")),
        }
        rows = rows.filter(chosen[self.show]) if self.show in chosen else rows
        if self.owner == MINE:
            return rows.filter(is_theirs(user))
        if self.owner:
            name, _, key = self.owner.partition("-")
            return rows.filter(**{f"owner_{name}": int(key)})
        return rows


def rows_of(scope: Scope, chosen: Filters, *, on: date) -> QuerySet[Any]:
    """Of all kinds at once, late ones first, as tuples of ``COLUMNS``. One query, whatever is registered."""
    parts = [_part(source, scope, chosen, on=on) for source in chosen.sources]
    return parts[0].union(*parts[1:], all=True).order_by("owed_sorted_on", "owed_kind", "pk")


def one_of(scope: Scope, kind: str, pk: int, *, on: date) -> QuerySet[Any]:
    """The same of one thing; nothing, if it is not owed, or not this person's to know of."""
    return _part(SOURCES[kind], scope, Filters(), on=on).filter(pk=pk)


BRIEF = ("owner_person_id", "owner_post_id", "owed_due", "owed_about", "owed_name")


def path_of(user: User, kind: str, pk: int, *, on: date) -> str:
    """Where its steps and more time for it stand; empty where it is not owed by the force, or not any more."""
    scope = Scope.of(user)
    if scope is None or not one_of(scope, kind, pk, on=on).exists():
        return ""
    return reverse("governance:owed-one", args=[kind, pk])


class Brief(NamedTuple):
    """As little of one thing as counting and chasing need."""

    kind: str
    pk: int
    person: int | None
    post: int | None
    due_on: date | None
    about: str
    name: str

    @property
    def thing(self) -> tuple[str, int]:
        return self.kind, self.pk


def briefly(*, on: date, scope: Scope | None = None) -> list[Brief]:
    """All that the force owes, or all of it that somebody sees. One query."""
    parts = []
    for source in SOURCES.values():
        rows = source.rows(on)
        rows = scope.narrow(rows, on=on) if scope else rows.filter(of_the_force())
        said = rows.order_by().annotate(owed_kind=Value(source.name, CharField()))
        parts.append(said.values_list("owed_kind", "pk", *BRIEF))
    return [Brief(*row) for row in parts[0].union(*parts[1:], all=True).order_by("owed_kind", "pk")]


def _part(source: Source, scope: Scope, chosen: Filters, *, on: date) -> QuerySet[Any]:
    rows = chosen.apply(scope.narrow(source.rows(on), on=on), scope.user, kind=source.name, on=on)
    known = rows.model.objects.visible_to(scope.user).filter(pk=OuterRef("pk"))
    said: QuerySet[Any] = rows.order_by().annotate(
        owed_kind=Value(source.name, CharField()),
        owed_person=F("owner_person_id"),
        owed_post=F("owner_post_id"),
        owed_is_known=Exists(known),
        owed_sorted_on=Coalesce("owed_due", Value(NEVER)),
    )
    return said.values_list(*COLUMNS)


@dataclass
class Choices:
    """What the list can be narrowed to: kinds that are registered, and owners that stand in it."""

    kinds: list[tuple[str, str]] = field(default_factory=list)
    owners: list[tuple[str, str]] = field(default_factory=list)


def choices(scope: Scope, *, on: date) -> Choices:
    """Three queries."""
    parts = [_whose(source, scope, on=on) for source in SOURCES.values()]
    whose = set(parts[0].union(*parts[1:]).order_by())
    people, posts = names_of(whose, on=on)
    owners = [(f"post-{row.pk}", str(row)) for row in sorted(posts.values(), key=str)]
    named = sorted(people.values(), key=lambda person: (person.family, person.given))
    owners += [(f"person-{row.pk}", str(row)) for row in named]
    return Choices([(source.name, source.plural) for source in SOURCES.values()], owners)


def _whose(source: Source, scope: Scope, *, on: date) -> QuerySet[Any]:
    rows: QuerySet[Any] = scope.narrow(source.rows(on), on=on).order_by()
    return rows.values_list("owner_person_id", "owner_post_id")
