"""Which lines are headings, on which of three levels, and without the numbers typed before them."""

import re
from collections import defaultdict

from pcc_portal.writing.importing.captions import CAPTION
from pcc_portal.writing.importing.things import Thing, Words
from pcc_portal.writing.importing.told import Told

DEEPEST, LONGEST_HEADING = 3, 100
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\d{1,2}[.)]|\d{1,2}(?=\t)|\(?[a-z][.)]|[A-Z]\.|\(?[ivx]{1,5}[.)])\s+(?=\S)")  # fmt: skip
_BARE = re.compile(r"\s*(\d{1,2})\s+(?=\S)")


def without_titles(things: list[Thing], told: Told) -> list[Thing]:
    kept = [t for t in things if not (isinstance(t, Words) and t.style in {"title", "subtitle"})]
    if len(kept) < len(things):
        told.counts["title"] = 1
    return kept


def find(things: list[Thing], told: Told) -> None:
    """Where no line has a heading's style, short lines all in bold are what the writer meant as headings."""
    lines = [thing for thing in things if isinstance(thing, Words)]
    has_styled = any(words.level for words in lines)
    for words in lines:
        if words.level or words.point or not _looks_like_a_heading(words):
            continue
        if has_styled:
            told.count("like_headings", quote=words.text)
        else:
            told.count("bold_headings")
            words.level = 1 if not re.match(r"\s*\d{1,2}\.\d", words.text) else 2


def _looks_like_a_heading(words: Words) -> bool:
    text = words.text
    return (
        words.line.is_bold
        and len(text) <= LONGEST_HEADING
        and text[-1:] not in ".,;:?!"
        and not CAPTION.match(text)
        and words.style != "caption"
    )


def settle_levels(things: list[Thing], told: Told) -> None:
    """Three levels, beginning with the first, and without numbers typed before them."""
    heads = [thing for thing in things if isinstance(thing, Words) and thing.level and thing.text]
    raise_by = min((words.level or 1 for words in heads), default=1) - 1
    if raise_by:
        told.counts["raised"] = 1
    counted: dict[int, int] = defaultdict(int)
    for words in heads:
        level = (words.level or 1) - raise_by
        if level > DEEPEST:
            told.count("deep_headings")
        words.level = min(level, DEEPEST)
        counted[words.level] += 1
        found = _NUMBERED.match(words.line.text)
        bare = _BARE.match(words.line.text)
        if found is None and bare and int(bare[1]) == counted[words.level]:
            found = bare  # "3 Finance" is a number if it is the third; "12 months of work" is not
        if found:
            told.count("heading_numbers")
            words.line = words.line.after(found.end())
