"""How the force was graded over the years, strand by strand: where nothing is on record, and where two reports contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from governance.models import Inspection
from governance.models.inspection import words_of_year
from governance.states.inspections import Grade

LONGEST_GAP = 30  # years: beyond that a year was mistyped, and no page lists every one of them


@dataclass(frozen=True)
class Graded:
    """What one report says. ``areas`` are (title, grade, the grade before as it says)."""

    programme: str
    strand: str
    year: int
    overall: str
    previous: str
    slug: str = ""
    areas: Sequence[tuple[str, str, str]] = ()

    @property
    def year_words(self) -> str:
        return words_of_year(self.year)


@dataclass(frozen=True)
class Row:
    """A year of the history; without a report there is nothing on record for it."""

    year: int
    graded: Graded | None

    @property
    def year_words(self) -> str:
        return words_of_year(self.year)

    @property
    def words(self) -> str:
        if self.graded is None:
            return "Nothing on record"
        return grade_words(self.graded.overall) or "No grade"

    @property
    def by_area(self) -> list[tuple[str, str]]:
        areas = self.graded.areas if self.graded else ()
        return [(title, grade_words(grade)) for title, grade, _ in areas if grade]


@dataclass(frozen=True)
class History:
    """One strand, the latest year first."""

    programme: str
    strand: str
    rows: Sequence[Row]
    conflicts: Sequence[str] = field(default=())

    @property
    def gaps(self) -> list[str]:
        return [row.year_words for row in self.rows if row.graded is None]


def grade_words(grade: str) -> str:
    return str(Grade(grade).label) if grade else ""


def histories(reports: Iterable[Graded]) -> list[History]:
    """Each programme and strand, by name."""
    found: dict[tuple[str, str], list[Graded]] = defaultdict(list)
    for report in reports:
        found[report.programme, report.strand].append(report)
    return [_history(*key, sorted(rows, key=lambda row: row.year)) for key, rows in sorted(found.items())]


def _history(programme: str, strand: str, reports: list[Graded]) -> History:
    rows: list[Row] = []
    for report in reports:
        if rows and report.year - rows[-1].year <= LONGEST_GAP:
            rows += [Row(year, None) for year in range(rows[-1].year + 1, report.year)]
        rows.append(Row(report.year, report))
    conflicts = [words for before, after in pairwise(reports) for words in contradictions(before, after)]
    return History(programme, strand, rows[::-1], conflicts[::-1])


def contradictions(before: Graded, after: Graded) -> list[str]:
    """What the later report says of the grade before, where the record before it says otherwise."""
    found = []
    if after.previous and before.overall and after.previous != before.overall:
        found.append(_said("", after.previous, before.overall, before, after))
    known = {title.casefold(): grade for title, grade, _ in before.areas}
    for title, _, previous in after.areas:
        recorded = known.get(title.casefold(), "")
        if previous and recorded and previous != recorded:
            found.append(_said(f" for “{title}”", previous, recorded, before, after))
    return found


def _said(what: str, said: str, recorded: str, before: Graded, after: Graded) -> str:
    words = (
        f"The report of {after.year_words} says that the grade before{what} was {grade_words(said)}. "
        f"On record for {before.year_words} is {grade_words(recorded)}."
    )
    if (gap := after.year - before.year - 1) > 0:
        between = words_of_year(before.year + 1)
        years = between if gap == 1 else f"{between} to {words_of_year(after.year - 1)}"
        words += f" There is nothing on record for {years}, which may be what is meant."
    return words


def on_record(office: Any) -> list[Graded]:
    """Every report that the office has entered. Two queries."""
    rows = Inspection.objects.filter(office=office).prefetch_related("areas")
    return [as_graded(row) for row in rows]


def as_graded(row: Inspection) -> Graded:
    areas = [(area.title, area.grade, area.previous) for area in row.areas.all()]
    return Graded(row.programme, row.strand, row.year, row.overall, row.previous_overall, row.slug, areas)


def of_released(facts: dict[str, Any]) -> Graded:
    """As everyone reads it: the facts of a release."""
    areas = [(area["title"], area["grade"], area["previous"]) for area in facts["areas"]]
    return Graded(
        facts["programme"],
        facts["strand"],
        facts["year"],
        facts["overall"],
        facts["previous_overall"],
        facts["slug"],
        areas,
    )


def history_of(inspection: Inspection) -> History:
    """That of the strand of one report. Two queries."""
    rows = Inspection.objects.filter(
        office=inspection.office_id, programme=inspection.programme, strand=inspection.strand
    ).prefetch_related("areas")
    return next(iter(histories(map(as_graded, rows))))
