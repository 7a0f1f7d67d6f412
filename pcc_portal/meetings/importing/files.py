"""From a Word file to unsaved rows: its lines, what is uncertain, and who everyone is on the day of the meeting."""

from dataclasses import dataclass
from typing import Any

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.importing import checks, reading, telling
from pcc_portal.meetings.importing.belonging import other_body
from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models import Body, BroughtFinding, BroughtLine, MinutesFile
from pcc_portal.meetings.queries.brought import (
    NAMESAKES,
    NO_HOLDER,
    NOT_KNOWN,
    Match,
    WhoIs,
    who_is,
)
from pcc_portal.writing.importing.verbatim import Verbatim
from pcc_portal.writing.proofing import Finding

_CHECKS = {NOT_KNOWN: "person-not-known", NO_HOLDER: "office-not-known", NAMESAKES: "namesakes"}


@dataclass
class Taken:
    """What a file gives; nothing of it is saved."""

    file: MinutesFile
    lines: list[BroughtLine]
    found: list[Finding]
    names: dict[str, Match]

    @property
    def findings(self) -> list[BroughtFinding]:
        return [
            BroughtFinding(
                line=None if f.position is None else self.lines[f.position], name=f.check, message=f.message
            )
            for f in self.found
        ]

    @property
    def who(self) -> dict[str, tuple[Person | None, str]]:
        """Who each name is, or why nobody."""
        return {words: (match.person, match.doubt) for words, match in self.names.items()}

    def told(self) -> dict[str, Any]:
        """As the command prints it."""
        day = self.file.held_on
        meeting = {"body": self.file.body.slug, "date": day.isoformat() if day else None}
        doubts = [*self.found, *doubts_of(self.names, self.lines)]
        return {"meeting": meeting} | telling.told(self.lines, doubts) | {"changed": self.file.changed, "dropped": self.file.dropped}  # fmt: skip


def take(said: Verbatim, body: Body, **file: Any) -> Taken:
    """``file`` is its name, size and hash, and whether it was scanned. Raises Refused for the minutes of another body."""
    read = reading.read(said.rows)
    found = [*other_body(read, body), *read.findings, *checks.of(read, said.counts)]
    return taken(Taken, said, read, body, found=found, who_is=who_is, **file)


def taken[Kind: Taken](
    kind: type[Kind],
    said: Verbatim,
    read: Reading,
    body: Body,
    *,
    found: list[Finding],
    who_is: WhoIs,
    **file: Any,
) -> Kind:
    """Everyone whom the lines name, by ``who_is`` of the body."""
    made = MinutesFile(body=body, held_on=read.held_on, changed=said.changed, dropped=said.dropped, **file)
    names = dict.fromkeys(name for line in read.lines for name in checks.names_in(line))
    return kind(made, read.lines, found, who_is(names, read.people, body, on=read.held_on))


def names_of(line: BroughtLine) -> list[str]:
    return list(checks.names_in(line))


def doubts_of(names: dict[str, Match], lines: list[BroughtLine]) -> list[Finding]:
    """Everyone who is not certain, at the first line that names them."""
    where: dict[str, int] = {}
    for line in lines:
        for name in checks.names_in(line):
            where.setdefault(name, line.position)
    return [
        Finding(check_of(match.doubt), f"{words}: {match.doubt}", where.get(words))
        for words, match in names.items()
        if match.person is None and match.doubt
    ]


def found_on_the_agenda(file: MinutesFile) -> list[dict[str, str]]:
    """What came of laying the file over the agenda of its meeting: titles that differ, items that are not on it."""
    lines = list(file.lines.all())
    rows = file.findings.filter(name__in=["item-not-on-agenda", "title-differs"]).select_related("line")
    return [
        {
            "check": row.name,
            "where": telling.where(lines, row.line.position if row.line else None),
            "message": row.message,
        }
        for row in rows
    ]


def check_of(doubt: str) -> str:
    """The name of the check that a doubt about somebody answers."""
    start = NAMESAKES.split("{", 1)[0]
    return _CHECKS.get(doubt) or ("namesakes" if doubt.startswith(start) else "person-not-certain")
