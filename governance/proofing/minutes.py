"""Board minutes: rows without their reference, and undertakings that no action holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pcc_portal.meetings.importing import reading
from pcc_portal.meetings.importing.lines import slot_of
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.writing.proofing import Document, Finding, Kind, check
from pcc_portal.writing.proofing.document import short
from pcc_portal.writing.wording import pattern, plain, sentences

_BOARD = frozenset({Kind.BOARD_MINUTES})
_DOER = r"(?:[A-Z]{2,5}|(?:[Tt]he |[Aa]n? )?(?:force|Force|constabulary|OPCC|office|Chief Constable|Commissioner|PCC|Deputy Commissioner|Chief Executive|Assistant Chief Constable|lead|team|superintendent|inspector)|[Ww]e|[Oo]fficers|NAME)"
_DOES = r"(?:send|provide|share|bring|report|circulate|include|write|arrange|look|raise|supply|publish|explain|check|confirm|give|come|take|follow|monitor|consider|review|update|ask|speak|meet|produce|prepare|draft|complete|contact|discuss|investigate|explore|establish|identify|find|pick|carry|make|add|forward|liaise|invite|set|ensure|feed|present|submit|work|keep|contact|answer|respond|email|e-mail|collate|hold|undertake|develop|finalise|obtain|get|pass|attend|organise|chase|clarify|conduct|run|issue|appear|feature|return|join|speed|recruit)"
_DONE = r"(?:sent|provided|circulated|shared|reviewed|brought|presented|added|included|completed|reported|supplied|forwarded|issued|updated|discussed|monitored|produced|finalised|raised|considered|published|prepared|arranged|confirmed|submitted|received|answered|given|emailed|checked|held|undertaken)"
_THING = r"(?:reviews?|reports?|updates?|deep dives?|audits?|briefings?|presentations?|lists?|papers?|strategy|KPIs?|figures|data|answers?|plans?)"
_ADVERB = r"(?:(?:also|then|now|therefore|again|continue to|look to|seek to|aim to) )?"
_UNDERTAKES = (
    pattern(rf"\b(?P<who>{_DOER})(?:, [^,.]{{2,40}},)?(?: and [A-Z]{{2,5}})? (?:will|would|shall|is to|are to|agreed to|has agreed to|have agreed to|undertook to|offered to|promised to|committed to) {_ADVERB}{_DOES}\b"),
    pattern(rf"(?:^|[.;:] )(?P<who>{_DOER})(?: and [A-Z]{{2,5}})? to {_DOES}\b"),
    pattern(rf"\b(?:will|is to|are to|would|should|to) {_ADVERB}be {_DONE}\b"),
    pattern(rf"\b(?P<who>{_DOER}) (?:was|were) (?:asked|tasked|requested) to\b"),
    pattern(r"\b(?:asked|tasked) (?P<who>[A-Z]{2,5}|the (?:force|Chief Constable|office)) (?:to|for)\b"),
    pattern(rf"\b(?P<who>{_DOER}) (?:is|are|has|have|was) (?:committed|undertaken|agreed|promised) to \w+"),
    pattern(rf"\b(?P<who>{_DOER}) (?:took|takes|has taken) (?:an|the|this) action\b"),
    pattern(r"\bto be \w+(?: up| on| out| back)? by (?P<who>[A-Z]{2,5}|the (?:force|office))\b"),
    pattern(rf"\bagreed that\b[^.]{{0,120}}\bbe {_DONE}\b"),
    pattern(rf"\b{_THING}\b[^.;]{{0,80}}\b(?:will|would|is to|are to) (?:then |also )?(?:take place|follow|be (?:available|ready|with|in|on))\b"),
    pattern(r"\b(?:is|are) (?:now )?(?:due|expected) (?:on|by|in|for|to)\b"),
    pattern(rf"(?:^|[.;:] )(?:to )?(?:be )?(?:{_DONE}|{_DOES}) by (?P<who>[A-Z]{{2,5}})\b", re.IGNORECASE),
)  # fmt: skip
_WORD = re.compile(r"[a-z]{5,}")
_ACTION = re.compile(r"\W*actions?\b\W", re.IGNORECASE)
STEM, ALIKE = 6, 2


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


@check("undertaking-without-action", row="S7", kinds=_BOARD)
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
    for start, end in sentences(line.text):
        words = line.text[start:end]
        found = next((shape for one in _UNDERTAKES if (shape := one.search(words))), None)
        if found is None or re.search(r"\?$", words):
            continue
        who = plain(found.groupdict().get("who") or "")
        if not _is_held(words, who, action):
            message = (
                f"{who or 'Somebody'} is to do something here, and no action holds it. Make it an action."
            )
            yield Finding(
                "undertaking-without-action", message[:1].upper() + message[1:], line.position, short(words)
            )


def _is_held(words: str, who: str, action: str) -> bool:
    """An action of the same row that speaks of the same thing."""
    if not action:
        return False
    shared = _stems(words) & _stems(action)
    is_theirs = bool(who) and who in action
    return len(shared) >= (1 if is_theirs else ALIKE) or (is_theirs and not _stems(action))


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(words.lower())} - {
        "would",
        "should",
        "action",
        "there",
        "which",
    }
