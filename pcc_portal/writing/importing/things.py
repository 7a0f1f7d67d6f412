"""What a body holds, in the order of the page: paragraphs, tables and pictures."""

import re
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
class Cell:
    """A cell under way: where it stands, how far it reaches, and whether all of its words are bold."""

    html: str
    text: str
    is_bold: bool
    column: int
    across: int = 1
    down: int = 1
    lines: list["Words"] = field(default_factory=list)  # its paragraphs one by one

    @property
    def names_its_row(self) -> bool:
        return not self.column and bool(self.text) and self.is_bold

    def drawn(self, name: str) -> str:
        said = "".join(
            f' {word}="{size}"'
            for word, size in (("colspan", self.across), ("rowspan", self.down))
            if size > 1
        )
        inner_html = re.sub(r"</?strong>", "", self.html) if name == "th" else self.html
        return f"<{name}{said}>{inner_html}</{name}>"


@dataclass
class Grid:
    """A table. ``said`` is the caption that Word keeps out of sight; ``rows`` its cells as they stand."""

    html: str
    bookmarks: list[str] = field(default_factory=list)
    said: str = ""
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass
class Figure:
    """A picture by itself."""

    shown: Shown
    bookmarks: list[str] = field(default_factory=list)


type Thing = Words | Grid | Figure
