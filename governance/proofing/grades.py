"""Grades of inspections: what one place says of a year, and what another says of the same year."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pcc_portal.writing.proofing import Document, Finding, Kind, check
from pcc_portal.writing.proofing.document import Sentence, Table, around

_GRADE = re.compile(r"\b(?P<grade>outstanding|requires? improvement|requiring improvement|inadequate|adequate|good)\b(?! (?:practice|work|progress|use|example|news|order|quality|value|relations|service|start|reason))", re.IGNORECASE)  # fmt: skip
_STRAND = re.compile(r"\b(?P<strand>effectiveness|efficiency|legitimacy|leadership|vetting)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<first>20\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?\b")
_BEFORE = re.compile(r"\b(?:last year|the year before|the previous (?:year|inspection)|previously|a year (?:ago|earlier|before)|in the (?:last|previous) (?:inspection|report)|down from|up from|was graded before)\b", re.IGNORECASE)  # fmt: skip
_INSPECTION = re.compile(r"\b(?:PEEL|inspection|inspected|report)\b", re.IGNORECASE)
_GRADED = re.compile(
    r"\bgrad(?:ed?|es|ing)\b|\bjudged\b|\brated\b|\bPEEL\b|\binspect\w*\b|\bHMICFRS\b", re.IGNORECASE
)
SHORT = 14  # words of a line that is a grade and little else
_KINDS = frozenset({Kind.LETTER, Kind.REPORT, Kind.PLAN, Kind.BOARD_MINUTES})


@dataclass(frozen=True)
class _Graded:
    """One grade of one strand in one year; ``is_relative`` where the year is "last year"."""

    strand: str
    year: int
    grade: str
    position: int
    quote: str
    is_relative: bool = False


@check("grade-contradicted", row="D24", kinds=_KINDS)
def contradicted(document: Document) -> Iterator[Finding]:
    """Two grades for one strand and year; or "good last year", where the years beside it were not and that year is left out."""
    told: dict[tuple[str, int], _Graded] = {}
    relative = []
    for one in [*_in_tables(document), *_in_words(document)]:
        other = told.get((one.strand, one.year))
        if other is not None and other.grade != one.grade:
            message = f"{one.strand.capitalize()} in {one.year} is {one.grade} here, and {other.grade} at {document.where(other.position)}."
            yield Finding("grade-contradicted", message, one.position, one.quote)
        elif other is None and one.is_relative:
            relative.append(one)
        elif other is None:
            told[one.strand, one.year] = one
    for one in relative:
        years = {
            year: known for (strand, year), known in told.items() if strand == one.strand and year != one.year
        }
        before = [known for year, known in years.items() if year < one.year]
        if before and one.year not in years and max(before, key=lambda known: known.year).grade != one.grade:
            known = max(before, key=lambda other: other.year)
            message = f"{one.strand.capitalize()} was {one.grade} the year before, this says; the grades given go from {known.year} ({known.grade}) past {one.year} without it."
            yield Finding("grade-contradicted", message, one.position, one.quote)


def _in_tables(document: Document) -> Iterator[_Graded]:
    for table in document.tables:
        yield from _by_column(table)


def _by_column(table: Table) -> Iterator[_Graded]:
    years = {n: int(found["first"]) for n, cell in enumerate(table.lines[0]) if (found := _YEAR.search(cell))}
    for place, line in list(zip(table.places, table.lines, strict=True))[1:]:
        strand = next((found["strand"] for cell in line if (found := _STRAND.search(cell))), "")
        own = next((int(found["first"]) for cell in line if (found := _YEAR.fullmatch(cell.strip()))), None)
        for n, cell in enumerate(line):
            year = years.get(n) or own
            grade = _GRADE.fullmatch(cell.strip().rstrip("."))
            if strand and year and grade:
                yield _Graded(strand.lower(), year, _said(grade["grade"]), place, " | ".join(line))


def _in_words(document: Document) -> Iterator[_Graded]:
    usual = _usual_year(document)
    strand = ""
    for one in document.sentences:
        named = list(_STRAND.finditer(one.text))
        strand = named[0]["strand"].lower() if named else strand
        grades = list(_GRADE.finditer(one.text))
        if (
            not strand
            or not grades
            or len({name["strand"].lower() for name in named}) > 1
            or not _is_about_grades(one, is_named=bool(named))
        ):
            continue
        for grade in grades:
            if (found := _year_of(one.text, grade, grades, usual)) is not None:
                year, is_relative = found
                yield _Graded(
                    strand,
                    year,
                    _said(grade["grade"]),
                    one.passage.position,
                    around(one.text, *grade.span()),
                    is_relative,
                )


def _is_about_grades(one: Sentence, *, is_named: bool) -> bool:
    """ "Good" is also a word."""
    return bool(_GRADED.search(one.text)) or (is_named and len(one.text.split()) <= SHORT)


def _year_of(
    words: str, grade: re.Match[str], grades: list[re.Match[str]], usual: int | None
) -> tuple[int, bool] | None:
    """The year beside a grade, in its own part of the sentence; and whether that is the year before."""
    ahead = next((other.start() for other in grades if other.start() > grade.start()), len(words))
    behind = max((other.end() for other in grades if other.end() <= grade.start()), default=0)
    after, before = words[grade.end() : ahead], words[behind : grade.start()]
    years = [*_YEAR.finditer(after), *reversed(list(_YEAR.finditer(before)))]
    year = int(years[0]["first"]) if years else usual
    if _BEFORE.search(after) or (not behind and _BEFORE.search(before)):
        return (year - 1, True) if year else None
    return (year, False) if year and (years or len(grades) > 1) else None


def _usual_year(document: Document) -> int | None:
    """The year of the inspection that a letter is about: the one named most beside it."""
    years = Counter(
        int(found["first"])
        for one in document.passages
        if _INSPECTION.search(one.text) and not one.table
        for found in _YEAR.finditer(one.text)
    )
    return years.most_common(1)[0][0] if years else None


def _said(grade: str) -> str:
    said = grade.lower()
    return "requires improvement" if said.startswith("requir") else said
