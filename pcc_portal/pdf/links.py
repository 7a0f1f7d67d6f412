"""Links of parts, led to named destinations of the whole; any other action is taken off."""

from collections.abc import Container, Mapping
from urllib.parse import unquote

from pikepdf import Dictionary, Name, Object, String

SCHEME = "part:"
WEB = ("http:", "https:", "mailto:", "tel:")


class Router:
    """``spots`` are the names that exist; ``titles`` (by leaf key) say where a link leads. ``dead`` collects misses."""

    def __init__(self, spots: Container[str], titles: Mapping[str, str]) -> None:
        self._spots, self._titles = spots, titles
        self.dead: set[str] = set()

    def route(self, page: Object, key: str) -> None:
        """Rewrite the links of one page of the leaf ``key``."""
        for note in page.get(Name.Annots, ()):
            if isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.Link:
                self._lead(note, key)

    def _lead(self, note: Object, key: str) -> None:
        address = _address(note)
        if address.startswith(SCHEME):
            leaf, _, block = address.removeprefix(SCHEME).partition("#")
            self._point(note, f"{leaf}.{unquote(block)}" if block else unquote(leaf), leaf)
        elif address.startswith(WEB):
            return
        elif (name := _name(note)) is not None:
            self._point(note, f"{key}.{name}", key)
        else:
            _unlink(note)

    def _point(self, note: Object, name: str, leaf: str) -> None:
        _unlink(note)
        if name not in self._spots:
            self.dead.add(name)
            note.Contents = String("")
            return
        note.Dest = String(name)
        if title := self._titles.get(leaf):
            note.Contents = String(title)


def _address(note: Object) -> str:
    action = note.get(Name.A)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.URI:
        return str(action.get(Name.URI, "")).strip()
    return ""


def _name(note: Object) -> str | None:
    target, action = note.get(Name.Dest), note.get(Name.A)
    if target is None and isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
        target = action.get(Name.D)
    return str(target).removeprefix("/") if isinstance(target, String | Name) else None


def _unlink(note: Object) -> None:
    for entry in (Name.A, Name.Dest, Name.AA, Name.PA):
        if entry in note:
            del note[entry]
