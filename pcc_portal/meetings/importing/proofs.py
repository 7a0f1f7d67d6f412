"""What the proof-reader asks of minutes: the checks of old minutes from Word, by the same names, on every text that is minutes."""

import re
from collections.abc import Callable, Iterator

from pcc_portal.meetings.importing import checks, reading
from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.writing.proofing import MINUTES, Document, Finding, Kind, Passage, check
from pcc_portal.writing.proofing.document import around
from pcc_portal.writing.wording import clock_in, without_days

LETTERS_AND_WORDS = 2  # columns of a glossary
_PANEL = frozenset({Kind.PANEL_MINUTES})
_TOKEN = re.compile(r"(?<![\w/&-])(?P<token>[A-Z]{2,5})(?:s\b|\b)(?![’'&-]?[A-Z])")
_PRINTED = re.compile(r"\b(?:OPEN|CLOSED|OFFICIAL|AGREED|ACTION|NOTE|DRAFT|PART|ITEM|AND|THE|OF|FOR|TO)\b")
# Read by everybody who reads minutes of the police; and numbers in Roman letters.
_FAMILIAR = checks.KNOWN - {"CC"} | frozenset(
    {"UK", "GB", "NHS", "MP", "MPS", "BBC", "PDF", "FOI", "GDPR", "HR", "ICT", "IT", "CCTV", "ID", "TBC", "TBA", "VAT", "AM", "PM", "CPS", "IOPC", "APCC", "NPCC", "PC", "PCS", "PCSO", "AGM", "NB", "OK", "TV", "SMS", "II", "III", "IV", "VI", "VII", "XI", "GP", "NA", "QR", "EU", "USA", "CEO", "CFO", "A1", "BAME", "DNA", "GPS", "HGV", "MOT", "PO"}
)  # fmt: skip


def _of[**P](find: Callable[[Reading], Iterator[Finding]]) -> Callable[[Document], Iterator[Finding]]:
    def read(document: Document) -> Iterator[Finding]:
        yield from find(reading.of(document))

    return read


for _names, _find in (
    (("owner-not-present",), checks.owners),
    (("next-meeting-before-this",), checks.next_meeting),
    (("mover-not-present", "moved-and-seconded-by-one", "no-seconder", "no-outcome"), checks.motions),
):
    _reader = _of(_find)
    for _name in _names:
        _row = {"owner-not-present": "D2", "next-meeting-before-this": "D1"}.get(_name, "")
        check(_name, row=_row, kinds=MINUTES)(_reader)


@check("duplicate-number", row="S1")
def numbers(document: Document) -> Iterator[Finding]:
    """Two items with one number, two rows of a Board's table with one reference."""
    if document.kind in MINUTES:
        yield from checks.numbers(reading.of(document))


@check("name-spelt-two-ways", row="D4")
def spellings(document: Document) -> Iterator[Finding]:
    """A surname one letter from one on the list of those who were there."""
    if document.kind in MINUTES:
        yield from checks.spellings(reading.of(document))


@check("no-start-time", row="S13", kinds=_PANEL)
def start_time(document: Document) -> Iterator[Finding]:
    """Minutes that say when the meeting rose, or not even that, and never when it began."""
    read = reading.of(document)
    front = [line for line in read.lines if line.role == LineRole.FRONT]
    if any("began" in line.facts or "at" in line.facts for line in read.lines):
        return
    if not any(clock_in(without_days(line.text)) for line in front):
        yield Finding("no-start-time", "The minutes do not say when the meeting began.")


@check("unexplained-initials", row="D3", kinds=MINUTES)
def initials(document: Document) -> Iterator[Finding]:
    """Letters that stand for somebody or something, and are explained nowhere in the text; each once, where it is first used."""
    read = reading.of(document)
    known = _FAMILIAR | {row["initials"] for row in read.people if row["initials"]} | _explained(document)
    told: set[str] = set()
    for line, one in zip(read.lines, document.passages, strict=True):
        if (
            line.role in {LineRole.FRONT, LineRole.ATTENDANCE, LineRole.CLOSING, LineRole.HEAD}
            or one.text.isupper()
        ):
            continue
        for found in _TOKEN.finditer(one.text):
            token = found["token"]
            if token not in known and token not in told and not _PRINTED.fullmatch(token):
                told.add(token)
                yield _unexplained(one, found)


def _unexplained(one: Passage, found: re.Match[str]) -> Finding:
    message = f"{found['token']} is explained nowhere: nobody on the list, and no full name beside it."
    return Finding("unexplained-initials", message, one.position, around(one.text, *found.span(), width=30))


def _explained(document: Document) -> set[str]:
    """ "the Integrated Services Office (ISO)", "ISO (Integrated …)", "ISO: …" or a row of a glossary."""
    found = set(re.findall(r"\w[\w’' -]*\s\(([A-Z]{2,6})s?\)", document.text))
    found |= set(re.findall(r"\b([A-Z]{2,6})s? \((?=[A-Za-z]+[ -][A-Za-z])", document.text))
    found |= set(re.findall(r"^\s*([A-Z]{2,6})s?\s*(?:[:=–—-]|\t)\s*[A-Z][a-z]", document.text, re.MULTILINE))
    for table in document.tables:
        for line in table.lines:
            if len(line) == LETTERS_AND_WORDS and re.fullmatch(r"[A-Z]{2,6}", line[0].strip()):
                found.add(line[0].strip())
    return found
