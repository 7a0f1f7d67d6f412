"""Reads a Word file whole. Runs in the closed process: what comes back is plain words and pictures encoded anew."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4
from xml.etree.ElementTree import Element

from pcc_portal.writing import pictures
from pcc_portal.writing.importing.body import Body, flat
from pcc_portal.writing.importing.markup import words
from pcc_portal.writing.importing.package import Package
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.importing.runs import Lines
from pcc_portal.writing.importing.shaping import Piece, pieces, refer
from pcc_portal.writing.importing.styles import Numbering, Styles
from pcc_portal.writing.importing.things import Thing
from pcc_portal.writing.importing.told import Told
from pcc_portal.writing.kinds import BlockKind

MOST_PIECES, MOST_PICTURES = 5_000, 300
_NOTES = ("footnote", "endnote")
_NOTED = re.compile(r'data-ref="([0-9a-f-]{36})"')


@dataclass
class Read:
    """The pieces of a text in order, the pictures they show by part, and what was changed and dropped."""

    pieces: list[Piece]
    shown: dict[str, pictures.Picture] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read(data: bytes, *, max_bytes: int) -> Read:
    """All of a Word file that is its text. Raises Refused, and nothing else, whatever the bytes are."""
    return opened(data, max_bytes=max_bytes, then=Reading.done)


def opened[Made](data: bytes, *, max_bytes: int, then: Callable[["Reading"], Made]) -> Made:
    """What is made of a file that may come in. Raises Refused, and nothing else."""
    if not data:
        raise Refused("This file is empty.")
    if len(data) > max_bytes:
        raise Refused(f"This file is larger than {max_bytes / 1_000_000:.3g} MB.")
    try:
        return then(Reading(Package(data)))
    except Refused:
        raise
    except Exception as trouble:  # there is no list of what a broken file makes its reader raise
        raise Refused(Refused.DAMAGED) from trouble


def answer(header: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The closed process's way to ``read``: JSON and bytes in and out."""
    found = read(blobs[0], max_bytes=header["max_bytes"])
    order = list(found.shown)
    return {
        "pieces": [
            {
                "id": piece.id,
                "kind": str(piece.kind),
                "html": piece.html,
                "level": piece.level,
                "caption": piece.caption,
                "alt": piece.alt,
                "shows": order.index(piece.shows) if piece.shows else None,
            }
            for piece in found.pieces
        ],
        "pictures": [[str(p.media_type), p.width, p.height] for p in found.shown.values()],
        "changed": found.changed,
        "dropped": found.dropped,
    }, [found.shown[name].content for name in order]


class Reading:
    """One file, open: its styles, its notes and what there is to tell of it."""

    def __init__(self, package: Package) -> None:
        self.package, self.told = package, Told()
        self.ids: dict[tuple[str, str], str] = {}
        self.styles = Styles(self.part("styles"))
        self.lines = Lines(self.styles, self.told, note=self.note)
        self.body = Body(self.styles, Numbering.of(self.part("numbering")), self.lines, self.told)
        self.notes = dict(self._notes())

    def part(self, kind: str) -> Element | None:
        name = self.package.related(self.package.main, kind)
        return self.package.xml(name) if name else None

    def note(self, kind: str, key: str) -> str:
        """The block that a note will be, known from its first mention."""
        if (kind, key) not in self.notes:
            return ""
        return self.ids.setdefault((kind, key), str(uuid4()))

    def _notes(self) -> Iterator[tuple[tuple[str, str], Element]]:
        for kind in _NOTES:
            root = self.part(f"{kind}s")
            for note in root if root is not None else ():
                if note.tag == f"w:{kind}" and note.get("w:type", "normal") == "normal":
                    yield (kind, note.get("w:id", "")), note

    def things(self) -> list[Thing]:
        """Paragraphs, tables and pictures in the order of the page."""
        root = self.package.xml(self.package.main)
        found = next((child for child in root if child.tag == "w:body"), None)
        if found is None:
            raise Refused(Refused.DAMAGED)
        self.lines.relations = self.package.relations(self.package.main)
        return self.body.read(found)

    def done(self) -> Read:
        made = self.with_notes(self.with_pictures(pieces(self.things(), self.told)))
        refer(made, self.told)
        if not made:
            raise Refused(Refused.EMPTY)
        if len(made) > MOST_PIECES:
            raise Refused(Refused.TOO_LONG)
        self.tell_what_stayed_behind()
        shown = {piece.shows: self.pictures[piece.shows] for piece in made if piece.shows}
        return Read(made, shown, self.told.changed(), self.told.dropped())

    def with_pictures(self, made: list[Piece]) -> list[Piece]:
        """Figures whose picture can be read; the others are named. One picture is read once however often it is shown."""
        self.pictures: dict[str, pictures.Picture] = {}
        unreadable: set[str] = set()
        kept = []
        for piece in made:
            if piece.kind == BlockKind.FIGURE and piece.shows not in self.pictures:
                picture = self.picture(piece.shows) if piece.shows not in unreadable else None
                if picture is None:
                    unreadable.add(piece.shows)
                    self.told.count("pictures", quote=piece.caption or piece.near)
                    continue
                self.pictures[piece.shows] = picture
            kept.append(piece)
        return kept

    def picture(self, part: str) -> pictures.Picture | None:
        if part not in self.package or len(self.pictures) >= MOST_PICTURES:
            return None
        try:
            return pictures.checked(self.package.read(part))
        except pictures.NotAPicture:
            return None

    def with_notes(self, made: list[Piece]) -> list[Piece]:
        """Each note behind the piece that first refers to it."""
        by_id = {made_id: key for key, made_id in self.ids.items()}
        out = []
        for piece in made:
            out.append(piece)
            for made_id in _NOTED.findall(piece.html):
                if key := by_id.pop(made_id, None):
                    out.append(Piece(BlockKind.NOTE, self.note_html(key), id=made_id))
                    self.told.count("notes")
        return out

    def note_html(self, key: tuple[str, str]) -> str:
        return flat(self.note_things(key))

    def note_things(self, key: tuple[str, str]) -> list[Thing]:
        """What a note says; its links are those of its own part."""
        kind, _ = key
        name = self.package.related(self.package.main, f"{kind}s")
        self.lines.relations = self.package.relations(name) if name else {}
        return self.body.read(self.notes[key])

    def tell_what_stayed_behind(self) -> None:
        comments = self.part("comments")
        self.told.count(
            "comments", sum(c.tag == "w:comment" for c in comments) if comments is not None else 0
        )
        relations = self.package.relations(self.package.main).values()
        around = [r.target for r in relations if r.kind in {"header", "footer"} and r.target in self.package]
        if any(words(self.package.xml(name)).strip() for name in around):
            self.told.counts["headers"] = 1
        if self.package.has_own_template:
            self.told.counts["template"] = 1
        if any(name.startswith("docProps/") for name in self.package.names()):
            self.told.counts["properties"] = 1
