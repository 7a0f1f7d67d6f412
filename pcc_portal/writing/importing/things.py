"""What a body holds, in the order of the page: paragraphs, tables and pictures."""

from dataclasses import dataclass, field

from pcc_portal.writing.importing.inline import Line, Shown
from pcc_portal.writing.importing.styles import Point


@dataclass
class Words:
    """A paragraph. ``level`` makes it a heading; ``point`` a point of a list."""

    line: Line
    style: str = ""
    level: int | None = None
    point: Point | None = None

    @property
    def text(self) -> str:
        return self.line.text.strip()


@dataclass
class Grid:
    """A table. ``said`` is the caption that Word keeps out of sight."""

    html: str
    bookmarks: list[str] = field(default_factory=list)
    said: str = ""


@dataclass
class Figure:
    """A picture by itself."""

    shown: Shown
    bookmarks: list[str] = field(default_factory=list)


type Thing = Words | Grid | Figure
