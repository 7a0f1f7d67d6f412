"""From a Word file to unsaved lines of a Board's minutes, with all that the proof-reader finds in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.queries.brought import who_is
from pcc_portal.meetings.importing import board, checks, files, reading, telling
from pcc_portal.meetings.importing.belonging import other_body
from pcc_portal.meetings.importing.lines import slot_of
from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models import Body, BroughtLine
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.writing.importing.verbatim import Verbatim
from pcc_portal.writing.proofing import Finding, Kind, proofread
from pcc_portal.writing.proofing.reading import of_rows


@dataclass
class Taken(files.Taken):
    """What a file of the Board gives; nothing of it is saved."""

    def told(self) -> dict[str, Any]:
        """As for every body; and the head, the rows by their columns, and what is to be done."""
        said = super().told()
        head = board.head_of(self.lines)
        said["sections"] = [
            {"number": title.number if title else "", "title": telling.title_of(title) if title else "", "rows": list(rows_told(own))}
            for title, own in telling.sections(self.lines)
        ]  # fmt: skip
        for row in said["attendance"]:
            row["joined"] = board.joined_for(row)
        return said | {
            "chair": head.chair,
            "minute_taker": head.minute_taker,
            "next_meeting": head.next_on.isoformat() if head.next_on else None,
            "approvals": [{"party": party, "on": day.isoformat() if day else None} for party, day in head.approvals],
            "actions": list(self._actions()),
        }  # fmt: skip

    def _actions(self) -> Any:
        for line in self.lines:
            if "owners" in line.facts:
                match = self.names.get(line.facts["owners"][0]) if len(line.facts["owners"]) == 1 else None
                owner = str(match.person) if match and match.person else None
                yield {
                    "text": line.text,
                    "owners": line.facts["owners"],
                    "owner": owner,
                    "due": line.facts.get("due_on"),
                }


def rows_told(own: list[BroughtLine]) -> Any:
    """Each row with the sub-heading that it stands under; nothing of the file is left out."""
    topic = ""
    for row in board.rows_of(own):
        if row.is_topic:
            topic = row.words
            continue
        yield {
            "reference": row.said_reference,
            "topic": topic,
            "text": row.words,
            "action": "\n".join(line.text for line in [*row.action, *row.due]),
        }


def take(said: Verbatim, body: Body, **file: Any) -> Taken:
    """``file`` is its name, size and hash, and whether it was scanned. Raises Refused for the minutes of another body."""
    read = reading.read(said.rows)
    doubts = [*other_body(read, body), *board.mark(read, said.rows), *_shape(read)]
    found = [*read.findings, *doubts, *checks.of_the_file(read, said.counts), *checks.signs(read)]
    seen = {(finding.check, finding.position) for finding in found}
    proofs = proofread(of_rows(said.rows, Kind.BOARD_MINUTES))
    found += [finding for finding in proofs if (finding.check, finding.position) not in seen]
    taken = files.taken(Taken, said, read, body, found=found, who_is=who_is, **file)
    taken.found += _owners(taken)
    return taken


def _owners(taken: Taken) -> Iterator[Finding]:
    """Actions of which it is not certain whose they are."""
    for line in taken.lines:
        owners = line.facts.get("owners")
        if owners is None or (len(owners) == 1 and taken.names[owners[0]].person is not None):
            continue
        yield Finding("action-not-certain", "It is not certain whose this action is. Choose an owner; else it stands in the words of its row, and nobody has it in the log.", line.position)  # fmt: skip


def _shape(read: Reading) -> list[Finding]:
    """What the table form lacks."""
    heads = [line for line in read.lines if line.role == LineRole.HEAD]
    slots = {line.slot for line in read.lines}
    if not slots & {"reference", "text", "action"}:
        return [Finding("no-table", "No table with Reference, Discussion and Action was found. Every paragraph is kept, as a row of its own.")]  # fmt: skip
    if heads and "action" not in {slot_of(line.text) for line in heads}:
        return [Finding("no-action-column", "No table has a column of actions. What was undertaken is offered beside the rows, once the minutes are written.")]  # fmt: skip
    return []
