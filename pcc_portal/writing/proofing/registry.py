"""Checks by name. An app registers its own when it is ready; a text is read by all that are meant for its kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pcc_portal.writing.proofing.document import Document
from pcc_portal.writing.proofing.kind import EVERY, Kind

MOST_OF_ONE = 50  # findings of one name in one text; more would hide the others


@dataclass(frozen=True)
class Fix:
    """Words that may be put in the place of others without a thought."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Finding:
    """``position`` is that of its passage; None is the text as a whole. ``row`` only where a name answers more than one."""

    check: str
    message: str
    position: int | None = None
    quote: str = ""
    row: str = ""
    fix: Fix | None = None


@dataclass(frozen=True)
class Check:
    """``row`` is the known irregularity that it answers; ``warns`` says that it may well be right as it stands."""

    name: str
    row: str
    kinds: frozenset[Kind]
    warns: bool


type Reader = Callable[[Document], Iterator[Finding]]

NAMES: dict[str, Check] = {}
_READERS: dict[Reader, list[str]] = {}


def check(
    name: str, *, row: str = "", kinds: frozenset[Kind] = EVERY, warns: bool = False
) -> Callable[[Reader], Reader]:
    """Registers a function under the name of what it finds; one that finds several things is registered under each."""

    def register(function: Reader) -> Reader:
        one = Check(name, row, kinds, warns)
        if NAMES.setdefault(name, one) != one:
            raise ValueError(f"The check {name} is registered twice, and not alike.")
        _READERS.setdefault(function, []).append(name)
        return function

    return register


def proofread(document: Document) -> list[Finding]:
    """All that the checks of this kind of text find, in the order of the page; each place once by one name."""
    found: dict[tuple[str, int | None, str, str], Finding] = {}
    counted: dict[str, int] = {}
    for function, names in _READERS.items():
        meant = {name for name in names if document.kind in NAMES[name].kinds}
        for finding in function(document) if meant else ():
            key = (finding.check, finding.position, finding.message, finding.quote)
            if finding.check in meant and key not in found and counted.get(finding.check, 0) < MOST_OF_ONE:
                found[key] = finding
                counted[finding.check] = counted.get(finding.check, 0) + 1
    return sorted(found.values(), key=lambda finding: -1 if finding.position is None else finding.position)
