"""Which points are lists: those of a report's numbered paragraphs are not, and lines with typed marks are."""

import re
from collections import defaultdict

from pcc_portal.writing.importing.styles import Level, Point
from pcc_portal.writing.importing.things import Thing, Words
from pcc_portal.writing.importing.told import Told

_BULLET = re.compile(r"\s*[•·▪◦●–—*-]\s+(?=\S)")
_COUNTED = re.compile(r"\s*\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def without_paragraph_numbers(things: list[Thing], told: Told) -> list[Thing]:
    """Paragraphs numbered through a report are paragraphs, not one list broken by its headings."""
    sections: dict[tuple[str, int], set[int]] = defaultdict(set)
    section = 0
    for thing in things:
        if isinstance(thing, Words):
            section += bool(thing.level)
            if thing.point and thing.point.level.is_ordered and not thing.level:
                sections[thing.point.key, thing.point.depth].add(section)
    for thing in things:
        if not isinstance(thing, Words) or thing.point is None or thing.level:
            continue
        runs_on = len(sections[thing.point.key, thing.point.depth]) > 1 and _counts_on(thing.point, things)
        if thing.point.level.is_legal or runs_on:
            thing.point = None
            told.count("numbered_paragraphs")
    return things


def _counts_on(point: Point, things: list[Thing]) -> bool:
    """Whether a list is one that goes on over a heading, and not begun again below it; its outer points only."""
    if point.depth:
        return False
    seen: set[int] = set()
    for thing in things:
        other = thing.point if isinstance(thing, Words) else None
        if other and (other.key, other.depth) == (point.key, point.depth):
            if other.number in seen:
                return False
            seen.add(other.number)
    return True


def typed(things: list[Thing], told: Told) -> list[Thing]:
    """Two or more lines one below the other that begin with a dot, or with a), b): a list typed by hand."""
    run: list[Words] = []
    for thing in [*things, None]:
        mark = _mark(thing) if isinstance(thing, Words) else ""
        if run and (not mark or not _follows(run, mark)):
            _make_list(run, told)
            run = []
        if mark and isinstance(thing, Words) and (run or mark in {"•", "1", "a", "i"}):
            run.append(thing)
    return things


def _mark(words: Words) -> str:
    """What a line begins with: a dot, or what it counts."""
    if words.level or words.point or words.style == "caption":
        return ""
    if _BULLET.match(words.line.text):
        return "•"
    found = _COUNTED.match(words.line.text)
    return found[1] if found else ""


def _follows(run: list[Words], mark: str) -> bool:
    first = _mark(run[0])
    if first == "•" or mark == "•":
        return first == mark
    place = len(run)
    letter = chr(ord("a") + place) if place < 26 else ""  # noqa: PLR2004  letters
    ways = {"1": str(place + 1), "a": letter, "i": _ROMANS[place] if place < len(_ROMANS) else ""}
    return mark == ways.get(first)


def _make_list(run: list[Words], told: Told) -> None:
    if len(run) < 2:  # noqa: PLR2004  one line is no list
        return
    told.count("typed_lists")
    is_dots = _mark(run[0]) == "•"
    key, level = f"typed {id(run[0])}", Level("bullet" if is_dots else "decimal")
    for place, words in enumerate(run, start=1):
        found = (_BULLET if is_dots else _COUNTED).match(words.line.text)
        assert found is not None
        words.line = words.line.after(found.end())
        words.point = Point(key, 0, level, place)
