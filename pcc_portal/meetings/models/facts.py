"""What an entry of each kind has besides its words, and in which row and column it stands."""

from dataclasses import dataclass
from typing import Any

from pcc_portal.meetings.models.entry import Entry, EntryKind

_SPOKEN = {"speaker": ("entry", "speaker_id"), "verb": ("entry", "verb")}
FACTS: dict[str, dict[str, tuple[str, str]]] = {
    EntryKind.STATEMENT: _SPOKEN,
    EntryKind.QUESTION: {"speaker": ("entry", "speaker_id")},
    EntryKind.ANSWER: _SPOKEN,
    EntryKind.NOTED: {},
    EntryKind.NONE: {},
    EntryKind.MOTION: {
        "mover": ("motion", "mover_id"),
        "seconder": ("motion", "seconder_id"),
        "amends": ("motion", "amends_id"),
        "result": ("motion", "result"),
        "unanimous": ("motion", "unanimous"),
        "votes_for": ("motion", "votes_for"),
        "votes_against": ("motion", "votes_against"),
        "abstained": ("motion", "abstained"),
    },
    EntryKind.RESOLUTION: {"motion": ("resolution", "motion_id"), "kind": ("resolution", "kind")},
    EntryKind.PROMISE: {
        "by": ("promise", "by_id"),
        "to": ("promise", "to_id"),
        "due_meeting": ("promise", "due_meeting_id"),
        "due_on": ("promise", "due_on"),
    },
    EntryKind.ROW: {},
    EntryKind.TOPIC: {},
}
COUNTS = ("votes_for", "votes_against", "abstained")


@dataclass(frozen=True)
class Change:
    """A fact as its writer found it, and as it is to be."""

    was: Any
    now: Any


def row_of(entry: Entry, name: str) -> Any:
    """The row in which a fact of this entry stands."""
    holder, _ = FACTS[entry.kind][name]
    return entry if holder == "entry" else getattr(entry, holder)


def standing(entry: Entry, name: str) -> Any:
    """A fact as it stands; of a person, a meeting or a motion, its id."""
    return getattr(row_of(entry, name), FACTS[entry.kind][name][1])
