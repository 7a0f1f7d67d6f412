"""Appendices: their letters follow one another; one that is awaited or restricted is said to be so."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, Part, Passage, around
from pcc_portal.writing.proofing.registry import Finding, check

_NAMED = re.compile(r"\b(?:Appendix|APPENDIX|Annex|ANNEX|Appendices|Annexes)\s+(?P<letters>[A-Z]\b(?:\s*(?:,|and|to|&|-|–)\s*[A-Z]\b)*)(?!\s+(?:to|of) (?:the|that|its|their)\b)(?!\.\d)")  # fmt: skip
_AWAITED = re.compile(r"\b(?:awaited|to follow|to be (?:supplied|provided|added|sent)|not yet (?:received|available)|due (?:by|on)? ?\d{1,2})\b", re.IGNORECASE)  # fmt: skip
_RESTRICTED = re.compile(r"\b(?:RESTRICTED|OFFICIAL[- ]SENSITIVE|CONFIDENTIAL|restricted|confidential|not for publication|exempt)\b")  # fmt: skip


def _letters(said: str) -> list[str]:
    """ "A to C" is A, B and C."""
    found: list[str] = []
    for sign, letter in re.findall(r"(,|and|to|&|-|–)?\s*([A-Z])\b", said):
        if sign in {"to", "-", "–"} and found and found[-1] < letter:
            found += [chr(code) for code in range(ord(found[-1]) + 1, ord(letter))]
        found.append(letter)
    return found


def _named(document: Document) -> dict[str, tuple[Passage, str]]:
    """Each letter where it is first named."""
    found: dict[str, tuple[Passage, str]] = {}
    for one in document.passages:
        for name in _NAMED.finditer(one.text):
            for letter in _letters(name["letters"]):
                found.setdefault(letter, (one, around(one.text, name.start(), name.end(), width=30)))
    return found


@check("missing-appendix", row="S2")
def missing(document: Document) -> Iterator[Finding]:
    """Appendix B where nothing is called Appendix A."""
    named = document.remember(_named)
    if not named:
        return
    for code in range(ord("A"), ord(max(named))):
        letter = chr(code)
        if letter not in named:
            later = min(other for other in named if other > letter)
            where, quote = named[later]
            yield Finding("missing-appendix", f"There is an Appendix {later}, and no Appendix {letter}.", where.position, quote)  # fmt: skip


@check("duplicate-number", row="S1")
def twice(document: Document) -> Iterator[Finding]:
    """Two headings with one letter."""
    seen: set[str] = set()
    for one in document.headings:
        found = re.match(r"(?:Appendix|APPENDIX|Annex|ANNEX)\s+([A-Z])\b", one.text)
        if found and found[1] in seen:
            yield Finding("duplicate-number", f"Two appendices have the letter {found[1]}.", one.position, one.text, row="S2")  # fmt: skip
        if found:
            seen.add(found[1])


def _lines(document: Document) -> Iterator[tuple[Passage, str, str]]:
    """Lines that name one appendix; of a table the whole row. With the name, and with what is said of it."""
    rows = {place: " ".join(line) for table in document.tables for place, line in zip(table.places, table.lines, strict=True)}  # fmt: skip
    for one in document.passages:
        if one.part == Part.CELL and one.position not in rows:
            continue
        said = rows.get(one.position, one.text)
        for piece in re.split(r"(?<=[.;])\s", said):
            if found := _NAMED.search(piece):
                yield one, found[0], piece


@check("appendix-awaited", row="S8", warns=True)
@check("restricted-appendix", row="D31", warns=True)
def standing(document: Document) -> Iterator[Finding]:
    """One that is not there yet, and one that the public may not have."""
    for one, name, said in _lines(document):
        if found := _AWAITED.search(said):
            yield Finding("appendix-awaited", f"{name} is still awaited. Say by when, and put it in before the text goes out.", one.position, around(said, *found.span()))  # fmt: skip
        if found := _RESTRICTED.search(said):
            yield Finding("restricted-appendix", f"{name} is marked {found[0]}: the public copy names it and does not hold it.", one.position, around(said, *found.span()))  # fmt: skip
