"""Points one below the other as lists within lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from pcc_portal.writing.importing.styles import Point


@dataclass(frozen=True)
class Entry:
    """One point: how deep it is, whether it is counted, what it counts, and what it says."""

    depth: int
    is_ordered: bool
    number: int
    html: str

    @classmethod
    def of(cls, point: Point, html: str) -> "Entry":
        return cls(point.depth, point.level.is_ordered, point.number, html)


def runs(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Points that make one list each: a new one begins where an outermost point counts otherwise, or starts again."""
    found: list[list[Entry]] = []
    outermost: Entry | None = None
    for entry in entries:
        top = outermost is None or entry.depth <= outermost.depth
        if outermost is None or (top and _begins_anew(outermost, entry)):
            found.append([])
        if top:
            outermost = entry
        found[-1].append(entry)
    return found


def _begins_anew(before: Entry, entry: Entry) -> bool:
    if before.is_ordered != entry.is_ordered:
        return True
    return entry.is_ordered and entry.depth == before.depth and entry.number <= before.number


def listed(entries: Sequence[Entry]) -> str:
    """The HTML of all lists that these points make."""
    return "".join(_one(run) for run in runs(entries))


def _one(entries: Sequence[Entry]) -> str:
    """A list whose first point says how deep its own points are; what is deeper hangs below the point before it."""
    if not entries:
        return ""
    first = entries[0]
    items: list[tuple[Entry, list[Entry]]] = []
    for entry in entries:
        if entry.depth <= first.depth or not items:
            items.append((entry, []))
        else:
            items[-1][1].append(entry)
    name = "ol" if first.is_ordered else "ul"
    start = f' start="{first.number}"' if first.is_ordered and first.number > 1 else ""
    inner = "".join(f"<li>{entry.html}{listed(deeper)}</li>" for entry, deeper in items)
    return f"<{name}{start}>{inner}</{name}>"
