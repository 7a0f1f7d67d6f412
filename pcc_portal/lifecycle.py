"""The one state-change check: a table of moves, and the refusal to leave it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

type Moves = Mapping[Any, frozenset[Any]]


class BadMove(Exception):
    """A record was asked to go from one state to another that its table does not allow."""

    def __init__(self, subject: object, now: str, target: str) -> None:
        self.now, self.target = now, target
        super().__init__(
            f"This cannot go from “{now}” to “{target}”. Reload the page to see where it stands."
        )


def move(subject: Any, target: Any, *, along: Moves, field: str = "status") -> None:
    """Set ``subject.status`` to ``target`` if the table allows it.

    The caller holds the row lock and saves; this only refuses. Raises BadMove.
    """
    now = getattr(subject, field)
    if target not in along.get(now, frozenset()):
        shown = getattr(subject, f"get_{field}_display", None)
        raise BadMove(subject, shown() if shown else _label(now), _label(target))
    setattr(subject, field, target)


def _label(state: Any) -> str:
    if isinstance(state, StrEnum):
        return str(state)
    return str(getattr(state, "label", state))
