"""Words that stand twice: passages, entries of a list or table, and words one behind the other."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, Part, Passage, around, short
from pcc_portal.writing.proofing.registry import Finding, Fix, check
from pcc_portal.writing.wording import sentences

_WORD = re.compile(r"[\w’']+")
_LONG, _POINT, _ENTRY, _PHRASE = 12, 5, 4, 3  # words that nobody writes twice by chance
_OFTEN, _LINE = 3, 160  # twice may be meant; a longer passage argues and compares
_TWICE = re.compile(r"\b(?P<word>[A-Za-z][\w’']*)\s+(?P=word)\b(?!-)", re.IGNORECASE)
_MAY_REPEAT = frozenset({"that", "had", "very", "so", "no", "is", "in", "on", "ha", "bye", "it"})
_PERIOD_TWICE = re.compile(r"\b(?P<period>Q[1-4]|20\d\d/\d\d)\b(?P<between>[^.;:|\n]{0,60}?)\b(?P=period)\b")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d|^\W*\d")
MOST_WORDS = 400


def _key(words: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(words))


@check("duplicate-passage", row="S5")
def passages(document: Document) -> Iterator[Finding]:
    """The same sentence, or the same point of a list, twice in one text."""
    seen: dict[str, Passage] = {}
    for one in document.passages:
        if one.part not in {Part.WORDS, Part.POINT, Part.NOTE}:
            continue
        least = _POINT if one.part == Part.POINT else _LONG
        spans = [(0, len(one.text))] if one.part == Part.POINT else list(sentences(one.text))
        told = False
        for start, end in spans:
            key = _key(_without_number(one, one.text[start:end]))
            if key.count(" ") + 1 < least:
                continue
            other = seen.setdefault(key, one)
            if other is not one and not told:
                told = True
                row = "S15" if one.part == Part.POINT else "S5"
                message = f"The same words stand before, at {document.where(other.position)}."
                yield Finding("duplicate-passage", message, one.position, short(one.text[start:end]), row)


def _without_number(one: Passage, words: str) -> str:
    return words.removeprefix(one.number) if one.number else words


@check("repeated-entry", row="S14", warns=True)
def entries(document: Document) -> Iterator[Finding]:
    """One entry three times over in a column, where each should say its own."""
    for table in document.tables:
        for column in range(max(map(len, table.lines))):
            counted: dict[str, list[int]] = {}
            for place, line in enumerate(table.lines):
                key = _key(line[column]) if column < len(line) else ""
                if key.count(" ") + 1 >= _ENTRY and not _DAY.search(line[column]):
                    counted.setdefault(key, []).append(place)
            for places in counted.values():
                if len(places) >= _OFTEN:
                    words = table.lines[places[0]][column]
                    message = f"{len(places)} rows say “{short(words)}”. Say once what it belongs to."
                    yield Finding("repeated-entry", message, table.places[places[1]], short(words))


@check("repeated-entry", row="S14", warns=True)
def points_again(document: Document) -> Iterator[Finding]:
    """The same of the points of its lists."""
    counted: dict[str, list[Passage]] = {}
    for one in document.passages:
        if one.part == Part.POINT:
            counted.setdefault(_key(_without_number(one, one.text)), []).append(one)
    for key, points in counted.items():
        if key.count(" ") + 1 >= _ENTRY and len(points) >= _OFTEN:
            message = f"{len(points)} points say “{short(points[0].text)}”. Say once what it belongs to."
            yield Finding("repeated-entry", message, points[1].position, short(points[1].text))


@check("repeated-words", row="S15")
def words(document: Document) -> Iterator[Finding]:
    """ "The the", a name written twice over, "Q2 performance report Q2"."""
    for one in document.passages:
        for found in _TWICE.finditer(one.text):
            if found["word"].casefold() not in _MAY_REPEAT:
                yield _twice(one, found[0], found["word"], *found.span())
        if (
            (period := _PERIOD_TWICE.search(one.text))
            and _is_one_name(period["between"])
            and len(one.text) < _LINE
        ):
            message = f"{period['period']} stands twice in one name."
            yield Finding("repeated-words", message, one.position, around(one.text, *period.span()), "S8")
        yield from _phrases(one)


def _is_one_name(between: str) -> bool:
    """No comparison: nothing between the two but words of a title."""
    return not re.search(r",|\b(?:and|to|than|of|was|is|in|from|with|for)\b", between)


def _phrases(one: Passage) -> Iterator[Finding]:
    """A run of three to eight words, and the same run behind it."""
    places = list(_WORD.finditer(one.text))[:MOST_WORDS]
    said = [found[0].casefold() for found in places]
    place = 0
    while place < len(said) - 2 * _PHRASE + 1:
        for size in range(_PHRASE, min(9, (len(said) - place) // 2 + 1)):
            if said[place : place + size] == said[place + size : place + 2 * size]:
                first, last = places[place], places[place + 2 * size - 1]
                between = one.text[places[place + size - 1].end() : places[place + size].start()]
                if not re.search(r"[.;:|]", between):
                    middle = one.text[first.start() : places[place + size - 1].end()]
                    yield _twice(one, one.text[first.start() : last.end()], middle, first.start(), last.end())
                    place += 2 * size
                    break
        place += 1


def _twice(one: Passage, quote: str, said: str, start: int, end: int) -> Finding:
    return Finding("repeated-words", f"“{short(said)}” stands twice, one behind the other.", one.position, around(one.text, start, end), fix=Fix(quote, said))  # fmt: skip
