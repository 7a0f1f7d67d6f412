"""Styles and numbering: what a paragraph is by the name its writer gave it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing.markup import inner, is_on, number, value

_HEADING = re.compile(r"heading ([1-9])")
_MOST_STEPS = 20  # of a style based on a style
BODY_LEVEL = 9  # the outline level that means none


@dataclass(frozen=True)
class Style:
    """``name`` in lower case, as Word stores it whatever language its user reads."""

    name: str = ""
    based_on: str = ""
    element: Element | None = None


class Styles:
    """The styles of a file, by id, each asking the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.normal = ""
        for line in root if root is not None else ():
            if line.tag == "w:style":
                key = line.get("w:styleId", "")
                name = (value(line, "w:name") or key).lower()
                self._styles[key] = Style(name, value(line, "w:basedOn") or "", line)
                if line.get("w:type") == "paragraph" and line.get("w:default") in {"1", "true"}:
                    self.normal = key

    def name(self, key: str) -> str:
        return self._styles.get(key, Style(key.lower())).name

    def is_on(self, key: str, *path: str) -> bool:
        """A yes or no that the style, or the one it is based on, says."""
        for style in self._chain(key):
            said = is_on(style.element, *path)
            if said is not None:
                return said
        return False

    def level(self, key: str) -> int | None:
        """1 for a first-level heading: by its name, or by the outline level that the writer's own style has."""
        for style in self._chain(key):
            if found := _HEADING.fullmatch(style.name):
                return int(found[1])
            outline = value(style.element, "w:pPr", "w:outlineLvl")
            if outline is not None:
                return None if number(outline, BODY_LEVEL) >= BODY_LEVEL else number(outline) + 1
        return None

    def numbered(self, key: str) -> Element | None:
        """The numbering that a style brings along."""
        for style in self._chain(key):
            found = inner(style.element, "w:pPr", "w:numPr")
            if found is not None:
                return found
        return None

    def first_row_is_bold(self, key: str) -> bool:
        """Whether tables of this style show their first row as a heading."""
        return any(
            part.tag == "w:tblStylePr" and part.get("w:type") == "firstRow" and is_on(part, "w:rPr", "w:b")
            for style in self._chain(key)
            for part in (style.element if style.element is not None else ())
        )

    def _chain(self, key: str) -> list[Style]:
        found: list[Style] = []
        while key in self._styles and len(found) < _MOST_STEPS:
            found.append(self._styles[key])
            key = self._styles[key].based_on
        return found


@dataclass(frozen=True)
class Level:
    """How one level of a list counts."""

    format: str = "bullet"
    text: str = ""
    start: int = 1
    style: str = ""

    @property
    def is_ordered(self) -> bool:
        return self.format not in {"bullet", "none"}

    @property
    def is_legal(self) -> bool:
        """Numbers of several levels, such as 3.1: what paragraphs of a report carry, and points of a list do not."""
        return self.is_ordered and self.text.count("%") > 1


@dataclass(frozen=True)
class Point:
    """The place of a paragraph in a list: which list, how deep, and the number it shows there."""

    key: str
    depth: int
    level: Level
    number: int


@dataclass
class Numbering:
    """Counts as Word does: one count for an abstract list, a new one where a list says that it starts again."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # number -> (abstract, what it is counted under)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, Counter[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> "Numbering":
        made = cls()
        for line in root if root is not None else ():
            if line.tag == "w:abstractNum":
                made.levels[line.get("w:abstractNumId", "")] = {
                    number(level.get("w:ilvl")): _level(level) for level in line if level.tag == "w:lvl"
                }
            elif line.tag == "w:num":
                made.add(line)
        return made

    def add(self, line: Element) -> None:
        key, abstract = line.get("w:numId", ""), value(line, "w:abstractNumId") or ""
        counted = abstract
        for override in line:
            start = value(override, "w:startOverride")
            if override.tag == "w:lvlOverride" and start is not None:
                counted = f"{abstract}/{key}"
                self.starts[counted, number(override.get("w:ilvl"))] = number(start, 1)
        self.lists[key] = (abstract, counted)

    def point(self, said: Element | None, style: str) -> Point | None:
        """The next point of the list that a paragraph belongs to, if it belongs to one."""
        key = value(said, "w:numId") or "0"
        if key == "0" or key not in self.lists:
            return None
        abstract, counted = self.lists[key]
        levels = self.levels.get(abstract, {})
        named = next((depth for depth, level in levels.items() if style and level.style == style), 0)
        depth = max(0, min(8, number(value(said, "w:ilvl"), named)))
        level = levels.get(depth, Level())
        if level.format == "none":
            return None
        counts = self.counts.setdefault(counted, Counter())
        start = self.starts.get((counted, depth), level.start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return Point(counted, depth, level, counts[depth])


def _level(line: Element) -> Level:
    return Level(
        value(line, "w:numFmt") or "decimal",
        value(line, "w:lvlText") or "",
        number(value(line, "w:start"), 1),
        value(line, "w:pStyle") or "",
    )
