"""The zip that a Word file is: looked at before anything in it is read, and read in pieces that are counted.

What is checked here is what is read later: nobody else opens the file, so no two readers can see two different files.
External content is refused, ordinary links are not: a picture or template that Word fetches tells its owner who opened
the paper and can change after it was cleared, while a link is words until a reader chooses to follow it. The template
of the author's own computer, which every paper written on an office template names, is left out and said.
"""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing.markup import parse
from pcc_portal.writing.importing.refusing import Refused

MOST_PARTS = 2_000
MOST_UNPACKED = 500_000_000  # bytes in all
BIGGEST_XML = 40_000_000
BIGGEST_MEDIA = 40_000_000
RATIO, SMALL = 100, 10_000_000  # more than a hundredfold is no text, but a small part may be
CHUNK = 256 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OLE, _PACKED_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_NEEDED = ("[Content_Types].xml", "_rels/.rels")
_DOCUMENT = "wordprocessingml.document.main+xml"
_OUT_OF_PLACE = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
_MACROS = re.compile(r"(^|/)(vbaproject|vbadata)[^/]*$", re.IGNORECASE)
_EMBEDDED = re.compile(r"(^|/)(embeddings|activex|afchunk[^/]*)(/|$)|\.(exe|dll|ole|docm|xlsm|js|vbs|swf)$", re.IGNORECASE)  # fmt: skip
_OWN_COMPUTER = re.compile(r"(file:/{0,3})?[A-Za-z](:|%3a)[/\\]|[^/\\:?#]*\.dot[xm]?$", re.IGNORECASE)
_OTHERS = {
    "spreadsheetml": "This file is a spreadsheet, not a Word document. Copy the table into Word, or print it to a PDF.",
    "presentationml": "This file is a presentation, not a Word document. Print it to a PDF and upload that.",
    "wordprocessingml.template": "This file is a Word template. Save it as “Word Document (.docx)”.",
}


@dataclass(frozen=True)
class Relation:
    """One line of a part's relations: what kind of thing it points at, and where."""

    kind: str
    target: str
    is_outside: bool


def looks_like_one(data: bytes) -> bool:
    """Whether somebody meant this as a text of a word processor: then it is refused or read as one."""
    return data.startswith((b"PK\x03\x04", _OLE, b"{\\rtf"))


class Package:
    """An open Word file. Raises Refused for what may not come in, before a word of it is read."""

    def __init__(self, data: bytes) -> None:
        _refuse_by_look(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as trouble:
            raise Refused(Refused.DAMAGED) from trouble
        self.unpacked = 0
        self._parts = _listed(self._zip, len(data))
        self._types = self._content_types()
        self._refuse_what_may_not_come()
        self.main = self._main_part()
        self.has_own_template = False
        self._refuse_what_loads()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        return list(self._parts)

    def xml(self, name: str) -> Element:
        """A part as a tree."""
        return parse(self.read(name, BIGGEST_XML))

    def read(self, name: str, most: int = BIGGEST_MEDIA) -> bytes:
        """The bytes of a part, counted as they come and not as the file says."""
        info = self._parts[name]
        out = bytearray()
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(CHUNK):
                    out += piece
                    self._count(len(piece), len(out), info.compress_size, most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as trouble:  # fmt: skip
            raise Refused(Refused.DAMAGED) from trouble
        return bytes(out)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at, by id; parts of this file under their full names."""
        folder, name = posixpath.split(part)
        return self._relations_in(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part points at, if it is there."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.is_outside and relation.target in self:
                return relation.target
        return None

    def _relations_in(self, name: str, folder: str) -> dict[str, Relation]:
        if name not in self:
            return {}
        return {
            line.get("Id", ""): Relation(
                line.get("Type", "").rpartition("/")[2],
                line.get("Target", "") if outside else _full(folder, line.get("Target", "")),
                outside,
            )
            for line in self.xml(name)
            if line.tag == "rel:Relationship"
            for outside in [line.get("TargetMode", "").lower() == "external"]
        }

    def _count(self, piece: int, so_far: int, packed: int, most: int) -> None:
        self.unpacked += piece
        if self.unpacked > MOST_UNPACKED or (so_far > SMALL and so_far > RATIO * packed):
            raise Refused(Refused.TOO_FULL)
        if so_far > most:
            raise Refused(Refused.TOO_LONG)

    def _content_types(self) -> dict[str, str]:
        """The kinds of the parts: by name, and by ending where a name is not listed."""
        found = {}
        for line in self.xml(_NEEDED[0]):
            if line.tag == "type:Override":
                found[line.get("PartName", "").lstrip("/")] = line.get("ContentType", "")
            elif line.tag == "type:Default":
                found[f".{line.get('Extension', '').lower()}"] = line.get("ContentType", "")
        return found

    def _refuse_what_may_not_come(self) -> None:
        kinds = " ".join(self._types.values())
        if any(map(_MACROS.search, self._parts)) or "macroEnabled" in kinds or "vbaProject" in kinds:
            raise Refused(Refused.MACROS)
        if any(map(_EMBEDDED.search, self._parts)) or "oleObject" in kinds or "activeX" in kinds:
            raise Refused(Refused.EMBEDDED)

    def _main_part(self) -> str:
        start = self._relations_in(_NEEDED[1], "")
        main = next((r.target for r in start.values() if r.kind == "officeDocument"), "")
        kind = self._types.get(main, "")
        for word, said in _OTHERS.items():
            if word in kind:
                raise Refused(said)
        if main not in self or not kind.endswith(_DOCUMENT):
            raise Refused(Refused.NOT_WORD)
        return main

    def _refuse_what_loads(self) -> None:
        for name in self._parts:
            if not name.endswith(".rels"):
                continue
            for relation in self._relations_in(name, "").values():
                if relation.kind in {"oleObject", "package", "aFChunk", "control"}:
                    raise Refused(Refused.EMBEDDED)
                if relation.kind == "attachedTemplate" and _OWN_COMPUTER.match(relation.target):
                    self.has_own_template = True
                elif relation.is_outside and relation.kind != "hyperlink":
                    raise Refused(Refused.OUTSIDE)


def _refuse_by_look(data: bytes) -> None:
    if data.startswith(_OLE):
        raise Refused(Refused.LOCKED if _PACKED_ENCRYPTED in data else Refused.OLD)
    if data[:5].lower() == b"{\\rtf":
        raise Refused(Refused.OLD)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(Refused.NOT_WORD)


def _listed(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """The parts by name, if all that the list says of them is what Word would write."""
    infos = archive.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Refused(Refused.TOO_FULL)
    if any(info.flag_bits & 0x1 for info in infos):
        raise Refused(Refused.LOCKED)
    if any(_OUT_OF_PLACE.search(info.orig_filename) or _OUT_OF_PLACE.search(info.filename) for info in infos):
        raise Refused(Refused.ODD_NAMES)
    names = {info.filename.lower() for info in infos}
    # Two parts of one name, bytes before the first part or behind the last: two readers would read two files.
    starts_late = min((info.header_offset for info in infos), default=0) != 0
    if len(names) != len(infos) or starts_late or any(info.compress_type not in _METHODS for info in infos):
        raise Refused(Refused.ODD_NAMES)
    if "mimetype" in names and "content.xml" in names:
        raise Refused("This is an OpenDocument file. Save it as “Word Document (.docx)” and bring that in.")
    if any(needed not in archive.namelist() for needed in _NEEDED):
        raise Refused(Refused.NOT_WORD)
    return {info.filename: info for info in infos if not info.is_dir()}


def _full(folder: str, target: str) -> str:
    return posixpath.normpath(
        target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    )
