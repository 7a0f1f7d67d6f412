"""Rows again, so many days earlier and under other keys: how a year becomes twenty. Every constraint stands meanwhile."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import models

from pcc_portal.documents.models import Release

A_YEAR = 365


class Copies:
    """What was copied is known by model and key, so that what points to a row points to its copy."""

    def __init__(self, days: int) -> None:
        self.earlier = timedelta(days=days)
        self.made: dict[tuple[type[models.Model], Any], models.Model] = {}
        # What names a subject in addresses and in words, before and after: its ref, slug or reference.
        self.names: dict[tuple[type[models.Model], str], tuple[str, str]] = {}

    def of(self, rows: Iterable[Any], **named: Any) -> list[Any]:
        """``named`` are functions of the row that give what must be another word or number in its copy."""
        olds = list(rows)
        news = [self._like(row, {name: tell(row) for name, tell in named.items()}) for row in olds]
        if news:
            type(news[0])._default_manager.bulk_create(news, batch_size=500)
        self.made |= {(type(old), old.pk): new for old, new in zip(olds, news, strict=True)}
        return news

    def _like(self, row: models.Model, other: dict[str, Any]) -> Any:
        fields = {field.attname: self._value(row, field) for field in row._meta.concrete_fields}
        return type(row)(**(fields | other))

    def _value(self, row: models.Model, field: models.Field) -> Any:
        value = getattr(row, field.attname)
        if isinstance(field, models.ForeignKey):
            copy = self.made.get((field.related_model, value))
            return value if copy is None else copy.pk
        if field.primary_key:
            return uuid4() if isinstance(field, models.UUIDField) else None
        return value - self.earlier if isinstance(value, date) else value

    def called(self, row: models.Model, old: str, new: str) -> str:
        self.names[type(row), str(row.pk)] = (old, new)
        return new

    def releases(self, kind: str, model: type[models.Model], *, shelf: str = "", texts: bool = False) -> None:
        """What was let out of the rows that were copied, and their words."""
        known = {pk: names for (of, pk), names in self.names.items() if of is model}
        live = Release.objects.live().filter(kind=kind, subject_id__in=known)
        rows = list(live.select_related("text") if texts else live)
        self.of(
            rows,
            subject_id=lambda row: str(self.made[model, int(row.subject_id)].pk),
            collection=lambda row: shelf or known[row.subject_id][1],
            facts=lambda row: self._facts(row.facts, *known[row.subject_id]),
            chain_hash=lambda _: uuid4().hex,
        )
        if texts:
            self.of([row.text for row in rows])

    def _facts(self, facts: Any, old: str, new: str) -> Any:
        said = json.loads(json.dumps(facts).replace(old, new).replace(old.upper(), new.upper()))
        if "year" in said:
            said["year"] -= round(self.earlier.days / A_YEAR)
        return said
