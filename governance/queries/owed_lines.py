"""One thing that is owed, with all that its line says: its owner, the steps that were taken, the time that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from governance.models import ChaseStep, Extension
from governance.queries.actions import Owner
from governance.queries.owing import ANNOTATED, SOURCES, Source
from governance.states.owed import ExtensionState
from pcc_portal.accounts.models import Holding, Person, Post
from pcc_portal.web.templatetags.words import short_date

COLUMNS = ("owed_kind", "pk", "owed_person", "owed_post", "owed_is_known", "owed_sorted_on", *ANNOTATED)

type Thing = tuple[str, int]


@dataclass(frozen=True)
class Owed:
    """One thing on a day."""

    kind: str
    pk: int
    name: str
    what: str
    owner: Owner
    due_on: date | None
    replied_at: datetime | None
    key: str
    is_known: bool
    on: date
    steps: list[ChaseStep] = field(default_factory=list)  # oldest first
    extensions: list[Extension] = field(default_factory=list)  # oldest first

    def __str__(self) -> str:
        return self.name

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
    def was_due(self) -> date | None:
        """The day that was first named, where more time was given since."""
        given = [row for row in self.extensions if row.state == ExtensionState.GRANTED]
        return given[0].due_was if given else None

    @property
    def asked(self) -> Extension | None:
        """More time that the office has not answered."""
        return next((row for row in self.extensions if row.state == ExtensionState.ASKED), None)

    @property
    def reached(self) -> list[ChaseStep]:
        """The furthest step that was taken for the day on which it is due now; more than one where two hold the post."""
        taken = [row for row in self.steps if row.due_on == self.due_on]
        return [row for row in taken if row.number == taken[-1].number] if taken else []

    @property
    def reached_words(self) -> str:
        if not self.reached:
            return ""
        last = self.reached[-1]
        who = ", ".join(str(row.person) for row in self.reached if row.person) or "nobody"
        whom = f"{last.post}, {who}" if last.post else who
        return f"Step {last.number}: {whom}, {short_date(last.told_on)}"

    @property
    def replied_on(self) -> date | None:
        return timezone.localdate(self.replied_at) if self.replied_at else None


def hydrated(found: Iterable[Any], *, on: date) -> list[Owed]:
    """With owners, steps and extensions: five queries at the most, however many rows."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    people, posts = names_of({(row["owed_person"], row["owed_post"]) for row in rows}, on=on)
    things = [(row["owed_kind"], row["pk"]) for row in rows]
    steps, extensions = _steps(things), _extensions(things)
    return [
        Owed(
            kind=row["owed_kind"],
            pk=row["pk"],
            name=row["owed_name"],
            what=row["owed_what"] if row["owed_is_known"] else "",
            owner=_owner(people.get(row["owed_person"]), posts.get(row["owed_post"])),
            due_on=row["owed_due"],
            replied_at=row["owed_replied"],
            key=row["owed_key"],
            is_known=row["owed_is_known"],
            on=on,
            steps=steps.get(thing, []),
            extensions=extensions.get(thing, []),
        )
        for row, thing in zip(rows, things, strict=True)
    ]


def _owner(person: Person | None, post: Post | None) -> Owner:
    return Owner(person, post, tuple(post.holdings.all()) if post else ())


def names_of(
    whose: set[tuple[int | None, int | None]], *, on: date
) -> tuple[dict[int, Person], dict[int, Post]]:
    """People by key, and posts by key with who holds them on a day."""
    holders = Holding.objects.on(on).select_related("person", "post").order_by("-kind")
    people = Person.objects.filter(pk__in={person for person, _ in whose if person})
    posts = Post.objects.filter(pk__in={post for _, post in whose if post}).select_related("organisation")
    held = posts.prefetch_related(Prefetch("holdings", holders))
    return {row.pk: row for row in people}, {row.pk: row for row in held}


def of_things(things: Iterable[Thing]) -> Q:
    """Rows that say which thing they are about, of these alone."""
    by_kind: dict[str, list[int]] = {}
    for kind, pk in things:
        by_kind.setdefault(kind, []).append(pk)
    found = Q(pk__in=[])
    for kind, keys in by_kind.items():
        found |= Q(kind=kind, thing__in=keys)
    return found


def _steps(things: list[Thing]) -> dict[Thing, list[ChaseStep]]:
    rows = ChaseStep.objects.filter(of_things(things)).select_related("person", "post", "message")
    found: dict[Thing, list[ChaseStep]] = {}
    for row in rows.order_by("told_on", "number", "pk"):
        found.setdefault((row.kind, row.thing), []).append(row)
    return found


def _extensions(things: list[Thing]) -> dict[Thing, list[Extension]]:
    rows = Extension.objects.filter(of_things(things)).select_related(
        "asked_by__person", "decided_by__person"
    )
    found: dict[Thing, list[Extension]] = {}
    for row in rows.order_by("pk"):
        found.setdefault((row.kind, row.thing), []).append(row)
    return found
