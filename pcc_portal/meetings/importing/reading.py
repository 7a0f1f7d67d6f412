"""Reads old minutes from the first row to the last: what each line is, and what of it is not certain."""

from dataclasses import dataclass, field
from datetime import date

from pcc_portal.meetings.importing.lines import Finding
from pcc_portal.meetings.importing.tables import PageReader
from pcc_portal.meetings.models.brought import BroughtLine
from pcc_portal.writing.importing.verbatim import Row


@dataclass
class Reading:
    """All of it: lines in order, not saved, and what is uncertain beside them."""

    lines: list[BroughtLine]
    findings: list[Finding]
    held_on: date | None = None
    people: list[dict[str, str]] = field(default_factory=list)


def read(rows: list[Row]) -> Reading:
    """The whole file; no row is left out and none is added."""
    reader = PageReader(rows)
    reader.go_down()
    return Reading(reader.lines, reader.findings, reader.held_on, reader.people)
