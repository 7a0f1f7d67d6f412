"""Board minutes: rows without their reference, and undertakings that no action holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.proofing.undertakings import Undertaking, is_held, undertaken
from pcc_portal.meetings.importing import reading
from pcc_portal.meetings.importing.lines import slot_of
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.writing.proofing import Document, Finding, Kind, check
from pcc_portal.writing.proofing.document import short

UNHELD = "undertaking-without-action"
_BOARD = frozenset({Kind.BOARD_MINUTES})
_ACTION = re.compile(r"\W*actions?\b\W", re.IGNORECASE)


@dataclass
class _Row:
    """A row of the Board's table, by its three columns."""

    reference: list[BroughtLine] = field(default_factory=list)
    text: list[BroughtLine] = field(default_factory=list)
    action: list[BroughtLine] = field(default_factory=list)


def _rows(document: Document) -> dict[tuple[int, int], _Row]:
    found: dict[tuple[int, int], _Row] = {}
    for line in reading.of(document).lines:
        if line.slot in {"reference", "text", "action"}:
            getattr(found.setdefault((line.table, line.line), _Row()), line.slot).append(line)
    return found


def _columns(document: Document) -> dict[int, set[str]]:
    """Which of the three columns the head of each table names."""
    found: dict[int, set[str]] = {}
    for line in reading.of(document).lines:
        if line.slot == "head" and (slot := slot_of(line.text)):
            found.setdefault(line.table, set()).add(slot)
    return found


@check("row-without-reference", row="S6", kinds=_BOARD)
def references(document: Document) -> Iterator[Finding]:
    """Rows of discussion without NN.DD/MM/YYYY; told once a table."""
    columns = document.remember(_columns)
    bare: dict[int, list[BroughtLine]] = {}
    count: dict[int, int] = {}
    for (table, _), row in document.remember(_rows).items():
        if "reference" in columns.get(table, ()) and row.text:
            count[table] = count.get(table, 0) + 1
            if not row.reference:
                bare.setdefault(table, []).append(row.text[0])
    for table, lines in bare.items():
        said = (
            "This row has no reference."
            if count[table] == 1
            else f"{len(lines)} of the {count[table]} rows of this table have no reference."
        )
        yield Finding("row-without-reference", said, lines[0].position, short(lines[0].text))


@check(UNHELD, row="S7", kinds=_BOARD)
def undertakings(document: Document) -> Iterator[Finding]:
    """Somebody says in the discussion that something will be done, and nothing stands in the column of actions."""
    columns = document.remember(_columns)
    for (table, _), row in document.remember(_rows).items():
        if "action" in columns.get(table, ()):
            said = " ".join(line.text for line in row.action)
            for line in row.text:
                yield from _open(line, said)
    if any("action" in own for own in columns.values()):
        return
    lines = reading.of(document).lines
    for place, line in enumerate(lines):
        if line.role in {
            LineRole.FRONT,
            LineRole.ATTENDANCE,
            LineRole.ITEM,
            LineRole.PART,
            LineRole.CLOSING,
            LineRole.HEAD,
        } or _ACTION.match(line.text):
            continue
        ahead = next((other.text for other in lines[place + 1 : place + 2] if _ACTION.match(other.text)), "")
        yield from _open(line, ahead)


def _open(line: BroughtLine, action: str) -> Iterator[Finding]:
    for one in undertaken(line.text):
        if not action or not is_held(one, action):
            yield told(one, line.position)


def told(one: Undertaking, position: int) -> Finding:
    """What is said of a sentence that no action holds."""
    message = f"{one.who or 'Somebody'} is to do something here, and no action holds it. Make it an action."
    return Finding(UNHELD, message[:1].upper() + message[1:], position, short(one.words))
