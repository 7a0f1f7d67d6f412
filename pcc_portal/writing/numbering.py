"""Numbers of headings, tables, figures, recommendations and notes, computed from the order of blocks and never stored."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from pcc_portal.writing.kinds import BlockKind

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
COUNTED = {
    BlockKind.TABLE: "Table",
    BlockKind.FIGURE: "Figure",
    BlockKind.RECOMMENDATION: "Recommendation",
    BlockKind.NOTE: "Note",
}


class Numbered(Protocol):
    """What numbering needs to know of a block."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int | None: ...


@dataclass(frozen=True)
class Label:
    """``number`` as it stands at the block ("3.1", "a)", "2"); ``words`` as a sentence refers to it ("section 3.1 a)")."""

    number: str
    words: str
    is_note: bool = False

    @property
    def inline(self) -> str:
        """How the words of the editor refer to it: a note by its number alone."""
        return f"[{self.number}]" if self.is_note else self.words


def letters(n: int) -> str:
    """a to z, then aa, ab: 1 is a."""
    out = ""
    while n:
        n, rest = divmod(n - 1, 26)
        out = ALPHABET[rest] + out
    return out


def number(blocks: Iterable[Numbered]) -> dict[UUID, Label]:
    """The label of every heading, table, figure, recommendation and note, in reading order.

    A second-level heading before any first-level one is counted as a first-level one; lettered headings begin
    again under each numbered one.
    """
    labels: dict[UUID, Label] = {}
    counts: Counter[str] = Counter()
    sections = _Sections()
    for block in blocks:
        if block.kind == BlockKind.HEADING:
            labels[block.id] = sections.next(block.level or 1)
        elif name := COUNTED.get(block.kind):  # type: ignore[call-overload]  # a stored kind equals its member
            counts[name] += 1
            is_note = block.kind == BlockKind.NOTE
            labels[block.id] = Label(str(counts[name]), f"{name} {counts[name]}", is_note)
    return labels


class _Sections:
    """Where the headings have got to."""

    def __init__(self) -> None:
        self.at = (0, 0, 0)

    def next(self, level: int) -> Label:
        first, second, third = self.at
        if level == 1 or (level == 2 and not first):  # noqa: PLR2004  the second of three levels
            self.at = (first + 1, 0, 0)
        elif level == 2:  # noqa: PLR2004
            self.at = (first, second + 1, 0)
        else:
            self.at = (first, second, third + 1)
        return self._label()

    def _label(self) -> Label:
        first, second, third = self.at
        path = ".".join(str(part) for part in (first, second) if part)
        if not third:
            return Label(path, f"section {path}")
        letter = f"{letters(third)})"
        return Label(letter, " ".join(part for part in ("section", path, letter) if part))
