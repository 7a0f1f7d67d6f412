"""How late the force is: by owner and kind, how much is owed and late, the median and the longest, and how often more time was asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Min, Q

from governance.models import Extension
from governance.queries.owed import Brief, Scope, briefly
from governance.queries.owed_lines import Thing, names_of, of_things
from governance.queries.owing import SOURCES
from pcc_portal.accounts.models import Holding


@dataclass(frozen=True)
class LateBy:
    """One line: of one owner and kind, or of the force and one kind, or of all."""

    owner: str
    organisation: str
    kind: str  # its name in addresses; empty for every kind
    owner_key: str  # post-3, person-12; empty for everyone
    owed: int
    days: tuple[int, ...]  # of what is late
    extensions: int

    @property
    def kind_words(self) -> str:
        return SOURCES[self.kind].plural if self.kind else "Everything"

    @property
    def late(self) -> int:
        return len(self.days)

    @property
    def median(self) -> str:
        return f"{median(self.days):g}" if self.days else ""

    @property
    def longest(self) -> int | None:
        return max(self.days, default=None)


@dataclass(frozen=True)
class Totals:
    """All that is owed, in one line."""

    owed: int
    late: int
    longest: int  # days


def totals(scope: Scope, *, on: date) -> Totals:
    """Counted where it lies, kind by kind: a page that says it in one line fetches none of it. A query for each kind."""
    owed, late, first = 0, 0, on
    for source in SOURCES.values():
        rows = scope.narrow(source.rows(on), on=on).order_by()
        found = rows.aggregate(
            owed=Count("pk"), late=Count("pk", filter=Q(owed_due__lt=on)), first=Min("owed_due")
        )
        owed, late, first = owed + found["owed"], late + found["late"], min(first, found["first"] or on)
    return Totals(owed, late, (on - first).days)


def late_by(scope: Scope, *, on: date) -> tuple[list[LateBy], list[LateBy]]:
    """By kind, all first; and by owner and kind, whoever is latest first. Five queries at the most."""
    rows = briefly(on=on, scope=scope)
    more = _extensions(rows)
    by_kind = [_line(rows, more, on=on)]
    for name in SOURCES:
        of_kind = [row for row in rows if row.kind == name]
        by_kind += [_line(of_kind, more, on=on, kind=name)] if of_kind else []
    return by_kind, _by_owner(rows, more, on=on)


def _by_owner(rows: list[Brief], more: dict[Thing, int], *, on: date) -> list[LateBy]:
    groups: dict[tuple[int | None, int | None, str], list[Brief]] = defaultdict(list)
    for row in rows:
        groups[row.person, row.post, row.kind].append(row)
    people, posts = names_of({(person, post) for person, post, _ in groups}, on=on)
    held = Holding.objects.on(on).filter(person__in=people).select_related("post__organisation")
    at = {holding.person_id: str(holding.post.organisation) for holding in held.order_by("pk")}
    lines = []
    for (person, post, kind), found in groups.items():
        if post is not None:
            owner, where, key = str(posts[post]), str(posts[post].organisation), f"post-{post}"
        else:
            owner, where, key = str(people[person or 0]), at.get(person or 0, ""), f"person-{person}"
        lines.append(_line(found, more, on=on, owner=owner, organisation=where, kind=kind, owner_key=key))
    return sorted(lines, key=lambda line: (-(line.longest or 0), line.owner, line.kind))


def _line(
    rows: list[Brief], more: dict[Thing, int], *, on: date, owner: str = "The force", **said: str
) -> LateBy:
    days = tuple((on - row.due_on).days for row in rows if row.due_on is not None and row.due_on < on)
    asked = sum(more.get(row.thing, 0) for row in rows)
    named = {"organisation": "", "kind": "", "owner_key": ""} | said
    return LateBy(owner=owner, owed=len(rows), days=days, extensions=asked, **named)


def _extensions(rows: list[Brief]) -> dict[Thing, int]:
    """How often more time was asked for, whatever was answered."""
    found = Extension.objects.filter(of_things(row.thing for row in rows)).order_by()
    counted = found.values_list("kind", "thing").annotate(times=Count("pk"))
    return {(kind, thing): times for kind, thing, times in counted}
