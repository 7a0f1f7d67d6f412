"""Where things are inside a PDF: its named destinations and its outline, read with care and written anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

DEEPEST = 8
MOST = 5_000  # entries read from one outline; the rest is left out

type Spot = tuple[int, float | None]


@dataclass
class Entry:
    """One line of an outline: a 0-based page and the height on it in points, None for its top."""

    title: str
    page: int
    top: float | None = None
    children: list["Entry"] = field(default_factory=list)


class Places:
    """Resolves destinations of one source; builds its page index and name table once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = _numbers(pdf)
        self.names: dict[str, Spot] = {}
        for name, value in _names(pdf):
            if (spot := self.spot(value)) is not None:
                self.names[name] = spot

    def spot(self, value: Any) -> Spot | None:
        """Page and height of a destination: an array, a dictionary with one, or a name. None if it leads nowhere."""
        return _spot(value, self._pages, self.names)

    def outline(self) -> list[Entry]:
        root = self._pdf.Root.get(Name.Outlines)
        if not isinstance(root, Dictionary) or Name.First not in root:
            return []
        return self._siblings(root.First, 1, set())

    def forget(self) -> None:
        """Take names, outline and form off the source once they are read, so that copying pages leaves them behind."""
        for entry in (Name.Names, Name.Dests, Name.Outlines, Name.AcroForm):
            if entry in self._pdf.Root:
                del self._pdf.Root[entry]

    def _siblings(self, first: Object, depth: int, seen: set[tuple[int, int]]) -> list[Entry]:
        entries: list[Entry] = []
        item: Object | None = first
        while item is not None and item.objgen not in seen and len(seen) < MOST:
            seen.add(item.objgen)
            children = (
                self._siblings(item.First, depth + 1, seen) if Name.First in item and depth < DEEPEST else []
            )
            if (spot := self._target(item)) is not None:
                entries.append(Entry(str(item.get(Name.Title, "")), *spot, children))
            else:
                entries.extend(children)
            item = item.get(Name.Next)
        return entries

    def _target(self, item: Object) -> Spot | None:
        if Name.Dest in item:
            return self.spot(item.Dest)
        action = item.get(Name.A)
        return (
            self.spot(action.get(Name.D)) if action is not None and action.get(Name.S) == Name.GoTo else None
        )


def write_names(pdf: Pdf, places: Mapping[str, Array]) -> None:
    """One flat, sorted name tree."""
    listed = Array()
    for name in sorted(places, key=lambda name: bytes(String(name))):
        listed.append(String(name))
        listed.append(places[name])
    if places:
        pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=listed)))


def write_outline(pdf: Pdf, entries: list[Entry], pages: Sequence[Object]) -> None:
    """The outline, first level open, the rest closed."""
    if entries:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        _hang(pdf, root, entries, pages)
        root.Count = len(entries)
        pdf.Root.Outlines = root


def destination(page: Object, top: float | None) -> Array:
    return Array([page, Name.XYZ, None, top, None])


def _hang(pdf: Pdf, parent: Object, entries: list[Entry], pages: Sequence[Object]) -> None:
    items = []
    for entry in entries:
        item = pdf.make_indirect(
            Dictionary(
                Title=String(entry.title), Parent=parent, Dest=destination(pages[entry.page], entry.top)
            )
        )
        if entry.children:
            _hang(pdf, item, entry.children, pages)
            item.Count = -len(entry.children)
        items.append(item)
    for earlier, later in pairwise(items):
        earlier.Next, later.Prev = later, earlier
    parent.First, parent.Last = items[0], items[-1]


def _numbers(pdf: Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages)}


def _names(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    old = pdf.Root.get(Name.Dests)
    if isinstance(old, Dictionary):
        yield from ((str(name)[1:], value) for name, value in old.items())
    trees = pdf.Root.get(Name.Names)
    if isinstance(trees, Dictionary) and isinstance(trees.get(Name.Dests), Dictionary):
        yield from pairs_of(trees.Dests, Name.Names)


def pairs_of(tree: Object, leaf: Name) -> Iterator[tuple[str, Any]]:
    """Keys (as text) and values of a name or number tree; a ring in it is walked once."""
    nodes, seen = [tree], set()
    while nodes:
        node = nodes.pop()
        if node.is_indirect and node.objgen in seen:
            continue
        seen.add(node.objgen)
        flat = iter(node.get(leaf, ()))
        yield from ((str(key), value) for key, value in zip(flat, flat, strict=False))
        nodes.extend(reversed(list(node.get(Name.Kids, ()))))


def _spot(value: Any, pages: Mapping[tuple[int, int], int], names: Mapping[str, Spot]) -> Spot | None:
    match value:
        case Array():
            return _in_array(list(value), pages)
        case Dictionary():
            return (
                _spot(value.get(Name.D), pages, names)
                if not isinstance(value.get(Name.D), Dictionary)
                else None
            )
        case String():
            return names.get(str(value))
        case Name():
            return names.get(str(value).removeprefix("/"))
        case _:
            return None


def _in_array(value: list[Any], pages: Mapping[tuple[int, int], int]) -> Spot | None:
    if not value or not isinstance(value[0], Object):
        return None
    page = pages.get(value[0].objgen)
    return None if page is None else (page, _top(value))


_HEIGHT_AT = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}


def _top(value: list[Any]) -> float | None:
    at = _HEIGHT_AT.get(str(value[1]), 99) if len(value) > 1 else 99
    try:
        return float(value[at]) if at < len(value) and value[at] is not None else None
    except (TypeError, ValueError):
        return None
