"""Kinds of things that the force owes, by name. Each app registers its own when it is ready; the list knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Source:
    """One kind. ``rows`` gives on a day all that is owed of it, of whomever: a queryset whose model has an ``owner_person``
    and an ``owner_post``, which knows ``visible_to``, and has as annotations what ``ANNOTATED`` names."""

    name: str  # in addresses, and in what is kept of steps and of more time
    label: str
    plural: str
    rows: Callable[[date], QuerySet[Any]]
    # Where it is read and answered; takes what ``key`` says of it.
    path: Callable[[str], str]
    # The kind of mail that tells an owner of it the minute it is theirs: nobody hears of it twice that day.
    told_by: str = ""
    # The dotted name of what moves its day: (row, *, due_on, why, by, at).
    moves: str = ""


# What it is called; its words, for whoever may read them; by when, or nothing; when something was last heard of it; what
# ``told_by`` is about; what ``path`` asks for.
ANNOTATED = ("owed_name", "owed_what", "owed_due", "owed_replied", "owed_about", "owed_key")

SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Known from now on; the same again does no harm."""
    if SOURCES.setdefault(source.name, source) != source:
        raise ValueError(f"Two kinds of things are owed as {source.name}.")
