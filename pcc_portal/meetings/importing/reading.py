"""Reads old minutes from the first row to the last: what each line is, and what of it is not certain."""

from dataclasses import dataclass, field
from datetime import date

from pcc_portal.meetings.importing.tables import PageReader
from pcc_portal.meetings.models.brought import BroughtLine
from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.proofing import Document, Finding


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


def of(document: Document) -> Reading:
    """What the proof-reader's checks of minutes read, made once a text; a line stands at the place of its passage."""
    return document.remember(_of)


def _of(document: Document) -> Reading:
    return read(document.rows)
