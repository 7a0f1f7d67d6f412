"""Numbers printed before headings and in captions: each once, and none left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcc_portal.writing.proofing.document import CAPTION, Document, Part, Passage, short
from pcc_portal.writing.proofing.registry import Finding, check

_PATH = re.compile(r"\(?(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?$")
_REFERRED = re.compile(r"\b(?P<what>Figure|Table|Chart)s?\s+(?P<number>\d{1,2})\b")
_RUN_ON = re.compile(r"[.!?]\s+(?P<title>\d{1,2}\.\d{1,2}\.?\s+[A-Z][^.!?]{2,70})$")
FEW = 3  # numbers that make a series


@dataclass(frozen=True)
class _Numbered:
    passage: Passage
    path: tuple[int, ...]

    @property
    def said(self) -> str:
        return ".".join(map(str, self.path))


def _headings(document: Document) -> list[_Numbered]:
    found = []
    for one in document.headings:
        shape = _PATH.match(one.number)
        if shape and not one.number.startswith("("):
            found.append(_Numbered(one, tuple(int(part) for part in shape[1].split("."))))
    return found


def _series(document: Document) -> list[list[_Numbered]]:
    """Numbers that count together: those with the same start, until they begin again."""
    open_ones: dict[tuple[int, ...], list[_Numbered]] = {}
    done = []
    for one in _headings(document):
        over = [key for key in open_ones if len(key) >= len(one.path) and one.path[: len(key)] != key]
        done += [open_ones.pop(key) for key in over]
        series = open_ones.setdefault(one.path[:-1], [])
        if series and one.path[-1] == 1 and series[-1].path[-1] > 1:
            done.append(series)
            series = open_ones[one.path[:-1]] = []
        series.append(one)
    return done + list(open_ones.values())


@check("duplicate-number", row="S1")
@check("missing-number", row="S1")
def headings(document: Document) -> Iterator[Finding]:
    """Two headings with one number, and a number between two others that no heading has."""
    for series in document.remember(_series):
        seen: dict[int, _Numbered] = {}
        for one in series:
            last = one.path[-1]
            if last in seen:
                message = f"Two headings have the number {one.said}: “{short(seen[last].passage.text)}” and this one."
                yield Finding("duplicate-number", message, one.passage.position, one.passage.text)
            seen.setdefault(last, one)
        if len(series) < FEW:
            continue
        numbers = sorted(seen)
        for n in sorted(set(range(numbers[0], numbers[-1])) - set(numbers)):
            after = next(one for last, one in sorted(seen.items()) if last > n)
            missing = ".".join(map(str, (*after.path[:-1], n)))
            message = f"No heading has the number {missing}; the numbers go on to {after.said}."
            yield Finding("missing-number", message, after.passage.position, after.passage.text)


@check("number-style-differs", row="S4", warns=True)
def dots(document: Document) -> Iterator[Finding]:
    """A number without the dot that those beside it have, or with one that they do not have."""
    for depth in (1, 2, 3):
        own = [one for one in _headings(document) if len(one.path) == depth]
        dotted = [one for one in own if one.passage.number.endswith((".", ")"))]
        bare = [one for one in own if not one.passage.number.endswith((".", ")"))]
        few, many = sorted((dotted, bare), key=len)
        if few and len(many) > len(few):
            what = (
                "lacks the dot that the other numbers have"
                if few is bare
                else "has a dot that the other numbers lack"
            )
            for one in few:
                yield Finding("number-style-differs", f"The number {one.said} {what}.", one.passage.position, one.passage.text)  # fmt: skip


@check("heading-runs-on", row="S4", warns=True)
def run_on(document: Document) -> Iterator[Finding]:
    """A numbered title at the end of the paragraph before it."""
    numbers = {one.said for one in _headings(document)}
    for one in document.prose:
        found = _RUN_ON.search(one.text)
        if found is None or not numbers:
            continue
        number = found["title"].split()[0].rstrip(".")
        before = ".".join([*number.split(".")[:-1], str(int(number.split(".")[-1]) - 1)])
        if number not in numbers and (before in numbers or number.split(".")[0] in numbers):
            yield Finding("heading-runs-on", f"“{found['title']}” reads like a heading at the end of a paragraph.", one.position, found["title"])  # fmt: skip


@check("duplicate-number", row="S1")
@check("missing-number", row="S1")
def captions(document: Document) -> Iterator[Finding]:
    """ "Figure 1" under two things, and a figure that is spoken of or counted over and is not there."""
    series: dict[str, dict[int, Passage]] = {}
    for one in document.passages:
        found = CAPTION.match(one.text) if one.part == Part.CAPTION else None
        if found is None:
            continue
        what = {"fig": "figure", "graph": "figure", "chart": "figure"}.get(
            found["what"].lower(), found["what"].lower()
        )
        own, number = series.setdefault(what, {}), int(found["number"])
        if number in own:
            message = (
                f"Two captions say {what.capitalize()} {number}: “{short(own[number].text)}” and this one."
            )
            yield Finding("duplicate-number", message, one.position, one.text, row="S3")
        own.setdefault(number, one)
    for what, own in series.items():
        for n in sorted(set(range(1, max(own))) - set(own)):
            after = next(own[number] for number in sorted(own) if number > n)
            yield Finding("missing-number", f"There is no {what.capitalize()} {n}, and there is a {what.capitalize()} {max(own)}.", after.position, after.text, row="S3")  # fmt: skip
    for one in document.prose:
        for found in _REFERRED.finditer(one.text):
            what = "table" if found["what"] == "Table" else "figure"
            own = series.get(what, {})
            if own and int(found["number"]) > max(own):
                yield Finding("missing-number", f"{found[0]} is spoken of, and the last one here is {what.capitalize()} {max(own)}.", one.position, found[0], row="S3")  # fmt: skip
