"""What the force owes the office, of every kind at once: what was chosen in the address, a page of it, and its owners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from governance.models.owner import is_theirs
from governance.queries.actions import Owner
from governance.queries.owing import ANNOTATED, SOURCES, Source
from pcc_portal.accounts.models import Holding, Person, Post, RoleGrant, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import ROLES_WITH, Power
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.states import Regime
from pcc_portal.web.templatetags.words import short_date

EVERYTHING, LATE, COMING, NO_DAY = "all", "late", "coming", "no-day"
SHOWN = {EVERYTHING: "Everything", LATE: "Overdue", COMING: "Still in time", NO_DAY: "No day named"}
MINE = "mine"
A_PAGE = 50
KEY_DIGITS = 10
NEVER = date.max
COLUMNS = ("owed_kind", "pk", "owed_person", "owed_post", "owed_is_known", "owed_sorted_on", *ANNOTATED)


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

    def apply(self, rows: Any, user: User, *, on: date) -> Any:
        days = {LATE: Q(owed_due__lt=on), COMING: Q(owed_due__gte=on), NO_DAY: Q(owed_due__isnull=True)}
        rows = rows.filter(days[self.show]) if self.show in days else rows
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


def _part(source: Source, scope: Scope, chosen: Filters, *, on: date) -> QuerySet[Any]:
    rows = chosen.apply(scope.narrow(source.rows(on), on=on), scope.user, on=on)
    known = rows.model.objects.visible_to(scope.user).filter(pk=OuterRef("pk"))
    said: QuerySet[Any] = rows.order_by().annotate(
        owed_kind=Value(source.name, CharField()),
        owed_person=F("owner_person_id"),
        owed_post=F("owner_post_id"),
        owed_is_known=Exists(known),
        owed_sorted_on=Coalesce("owed_due", Value(NEVER)),
    )
    return said.values_list(*COLUMNS)


@dataclass(frozen=True)
class Owed:
    """One thing on a day, with all that its line says."""

    kind: str
    pk: int
    name: str
    what: str
    owner: Owner
    due_on: date | None
    replied_at: datetime | None
    key: str
    about: str
    is_known: bool
    on: date

    @property
    def source(self) -> Source:
        return SOURCES[self.kind]

    @cached_property
    def path(self) -> str:
        """Empty for whoever may know that it is owed, and not read it."""
        return self.source.path(self.key) if self.is_known else ""

    @property
    def days_late(self) -> int:
        return max((self.on - self.due_on).days, 0) if self.due_on else 0

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def due_words(self) -> str:
        return short_date(self.due_on) if self.due_on else "no day named"

    @property
    def replied_on(self) -> date | None:
        return timezone.localdate(self.replied_at) if self.replied_at else None


def hydrated(found: Any, *, on: date) -> list[Owed]:
    """With the names of owners: three queries at the most, however many rows."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    people, posts = names_of({(row["owed_person"], row["owed_post"]) for row in rows}, on=on)
    made = []
    for row in rows:
        post = posts.get(row["owed_post"])
        holders = tuple(post.holdings.all()) if post else ()
        made.append(
            Owed(
                kind=row["owed_kind"],
                pk=row["pk"],
                name=row["owed_name"],
                what=row["owed_what"] if row["owed_is_known"] else "",
                owner=Owner(people.get(row["owed_person"]), post, holders),
                due_on=row["owed_due"],
                replied_at=row["owed_replied"],
                key=row["owed_key"],
                about=row["owed_about"],
                is_known=row["owed_is_known"],
                on=on,
            )
        )
    return made


def names_of(
    whose: set[tuple[int | None, int | None]], *, on: date
) -> tuple[dict[int, Person], dict[int, Post]]:
    """People by key, and posts by key with who holds them on a day."""
    holders = Holding.objects.on(on).select_related("person", "post").order_by("-kind")
    people = Person.objects.filter(pk__in={person for person, _ in whose if person})
    posts = Post.objects.filter(pk__in={post for _, post in whose if post}).select_related("organisation")
    held = posts.prefetch_related(Prefetch("holdings", holders))
    return {row.pk: row for row in people}, {row.pk: row for row in held}


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
