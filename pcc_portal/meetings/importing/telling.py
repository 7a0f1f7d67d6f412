"""What was read, as the command prints it: meeting, attendance, sections, motions, resolutions, findings; and more."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.writing.proofing import Finding
from pcc_portal.writing.wording import plain

QUOTED = 60
_WORDS = {"withdrawn": "withdrawn", "lapsed": "fell without a seconder", "lost": "lost", "carried": "carried"}


def told(lines: list[BroughtLine], findings: Iterable[Finding]) -> dict[str, Any]:
    """All but the meeting itself, which rows know."""
    asked = [(line, part) for line in lines for part in parts_of(line)]
    return {
        "attendance": attendance(lines),
        "sections": [
            {"number": line.number if line else "", "title": title_of(line) if line else "", "rows": rows_of(own)}
            for line, own in sections(lines)
        ],
        "motions": [_motion(facts) for _, (_, role, facts) in asked if role == LineRole.MOTION],
        "resolutions": [{"text": plain(facts["text"])} for _, (_, role, facts) in asked if role == LineRole.RESOLUTION and "text" in facts],
        "questions": [{"by": facts.get("speaker", ""), "text": _cut(line, start)} for line, (start, role, facts) in asked if role == LineRole.QUESTION],
        "answers": [{"by": facts.get("speaker", ""), "text": _cut(line, start)} for line, (start, role, facts) in asked if role == LineRole.ANSWER],
        "promises": [{"by": facts.get("owner", ""), "text": facts.get("text", ""), "due": facts.get("due_on", "")} for _, (_, role, facts) in asked if role == LineRole.PROMISE],
        "interests": [line.facts["interest"] for line in lines if "interest" in line.facts],
        "times": {name: line.facts[name] for line in lines for name in ("began", "rose") if line.facts.get(name)},
        "front": [line.text for line in lines if line.role in {LineRole.FRONT, LineRole.ATTENDANCE}],
        "closing": [line.text for line in lines if line.role == LineRole.CLOSING],
        "findings": [{"check": f.check, "where": where(lines, f.position), "message": f.message} for f in findings],
    }  # fmt: skip


def attendance(lines: list[BroughtLine]) -> list[dict[str, str]]:
    """Each once: who is on the list and sends apologies under their item is told as both lines agree."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line in lines:
        for row in line.facts.get("people", ()):
            known = found.setdefault((row["name"], row["initials"]), {})
            known |= {
                name: row[name] or known.get(name, "")
                for name in ("name", "initials", "organisation", "status", "office")
            }
    return list(found.values())


def sections(lines: list[BroughtLine]) -> list[tuple[BroughtLine | None, list[BroughtLine]]]:
    """What stands under each title; what stands under none comes first, if there is any."""
    found: list[tuple[BroughtLine | None, list[BroughtLine]]] = []
    for line in lines:
        if line.role in {LineRole.ITEM, LineRole.PART}:
            found.append((line, []))
        elif line.role not in {LineRole.FRONT, LineRole.ATTENDANCE, LineRole.CLOSING}:
            if not found and line.role == LineRole.HEAD:
                continue
            if not found:
                found.append((None, []))
            found[-1][1].append(line)
    return found


def title_of(line: BroughtLine) -> str:
    return plain(line.text[line.facts.get("start", 0) :])


def rows_of(own: list[BroughtLine]) -> list[dict[str, str]]:
    """One for each paragraph; of a table with Reference, Discussion and Action, one for each of its rows."""
    rows = []
    for (table, _, _), group in groupby(
        own, lambda one: (one.table, one.line, 0 if one.slot else one.position)
    ):
        cells = list(group)
        if table and cells[0].slot == "head":
            continue
        if not table or not any(cell.slot for cell in cells):
            rows += [{"reference": cell.mark, "text": cell.text, "action": ""} for cell in cells]
            continue
        by_slot = {
            name: "\n".join(c.text for c in cells if (c.slot or "text") == name)
            for name in ("reference", "text", "action")
        }
        rows.append(by_slot)
    return rows


def parts_of(line: BroughtLine) -> list[list[Any]]:
    return line.parts or [[0, line.role, line.facts]]


def _motion(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": facts.get("text", ""),
        "mover": facts.get("mover", ""),
        "seconder": facts.get("seconder", ""),
        "outcome": outcome(facts),
    }


def outcome(facts: dict[str, Any]) -> str:
    """ "carried unanimously", "lost by 3 to 5"; nothing where nothing is said."""
    said = _WORDS.get(facts.get("result", ""), "")
    if facts.get("unanimous"):
        return f"{said} unanimously"
    if said in {"carried", "lost"} and "for" in facts:
        most, least = sorted((facts["for"], facts["against"]), reverse=True)
        abstained = f", {facts['none']} abstaining" if facts["none"] else ""
        return f"{said} by {most} votes to {least}{abstained}"
    return said


def _cut(line: BroughtLine, start: int) -> str:
    """The words of a part: up to where the next one begins."""
    end = next((part[0] for part in line.parts if part[0] > start), len(line.text))
    return line.text[start:end].strip()


def where(lines: list[BroughtLine], position: int | None) -> str:
    """ "item 2, “Councillor Karim said that …”": in words, since nobody counts lines."""
    if position is None:
        return "the file"
    line = lines[position]
    places = range(position, -1, -1)
    above = next((lines[n] for n in places if lines[n].role in {LineRole.ITEM, LineRole.PART}), None)
    quote = plain(line.text)
    quote = quote if len(quote) <= QUOTED else f"{quote[:QUOTED].rsplit(' ', 1)[0]} …"
    if above is None or above is line:
        return f"“{quote}”"
    number = f"item {above.number}" if re.match(r"\d", above.number) else f"“{title_of(above)[:60]}”"
    return f"{number}, “{quote}”"
