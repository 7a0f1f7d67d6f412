"""Typed captions, and the tables and figures that they belong to."""

import re
from dataclasses import dataclass, field

from pcc_portal.writing.importing.things import Figure, Grid, Thing, Words
from pcc_portal.writing.importing.told import Told

LONGEST_CAPTION = 300
CAPTION = re.compile(
    r"\s*(?P<what>table|figure|fig|chart|graph|diagram|map|box)\.?\s+[A-Z]?\d{1,3}(?:[.\-–]\d{1,3})*(?P<end>\s*[:.)–—-]|\s*$|\s+)\s*",
    re.IGNORECASE,
)


@dataclass
class Captioned:
    """A table or a figure with what stands over or under it."""

    thing: Grid | Figure
    caption: str = ""
    bookmarks: list[str] = field(default_factory=list)


def given(things: list[Thing], told: Told) -> list[Words | Captioned]:
    """Typed captions go to their table or figure: a table's stands over it, a figure's under it, or the other way round."""
    row: list[Words | Captioned] = [t if isinstance(t, Words) else Captioned(t) for t in things]
    used: set[int] = set()
    for place, words in enumerate(row):
        found = _caption_of(words) if isinstance(words, Words) else None
        if not found or not isinstance(words, Words):
            continue
        what, said = found
        before = row[place - 1] if place else None
        after = row[place + 1] if place + 1 < len(row) else None
        ways = (after, before) if what == "table" else (before, after)
        wanted = Grid if what in {"table", "box"} else Figure
        owner = next((w for w in ways if isinstance(w, Captioned) and isinstance(w.thing, wanted) and not w.caption), None)  # fmt: skip
        if owner is None:
            continue
        owner.caption, owner.bookmarks = said, words.line.bookmarks
        used.add(place)
        told.count("captions")
    return [thing for place, thing in enumerate(row) if place not in used]


def _caption_of(words: Words) -> tuple[str, str] | None:
    """Whether this reads as a caption: what it is about, and what is left when its number is gone."""
    found = CAPTION.match(words.text)
    is_styled = words.style == "caption"
    if words.level or words.point or len(words.text) > LONGEST_CAPTION or not (found or is_styled):
        return None
    if found is None:
        return "figure", " ".join(words.text.split())
    # "Table 1 shows that" is a sentence; "Table 1: Crimes" is a caption, and so is a line that is bold or styled.
    if not is_styled and not words.line.is_bold and not found["end"].strip():
        return None
    what = found["what"].lower()
    return what if what in {"table", "box"} else "figure", " ".join(words.text[found.end() :].split())
