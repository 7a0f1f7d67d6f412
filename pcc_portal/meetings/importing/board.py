"""What only the minutes of a Board have: numbered rows with sub-headings, owners of actions, and who approved them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from pcc_portal.meetings.importing import checks
from pcc_portal.meetings.importing.lines import REFERENCE
from pcc_portal.meetings.importing.people import CHAIR, MINUTE_TAKER
from pcc_portal.meetings.importing.reading import Reading
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.proofing import Finding
from pcc_portal.writing.wording import days_in, plain

TOPIC_LONGEST = 110
APPROVAL_LONGEST = 200
_ENDS_A_SENTENCE = re.compile(r"[.;,:?!]\s*$")
_APPROVAL = re.compile(r"\b(?:approv\w+|signed|signature|agreed as)\b", re.IGNORECASE)
_PARTY = r"(?P<commissioner>(?:Police and Crime )?Commissioner|\bPCC\b)|(?P<force>Chief Constable|\bCC\b)"
_PARTY_OR_DAY = re.compile(rf"{_PARTY}|(?P<day>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+\d{{4}})")  # fmt: skip
_LABEL = re.compile(
    r"\W*(?:name|dated?|position|role|party|by|on|for and on behalf of .{0,60})?\W*", re.IGNORECASE
)
_NO_ACTION = re.compile(r"\W*(?:none|nil|n/?a|no actions?|noted)?\W*", re.IGNORECASE)
_CLOSED = re.compile(r"\bclosed\b|\bprivate session\b|\bnot for publication\b", re.IGNORECASE)
_OPEN = re.compile(r"\bopen\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[a-z]{5,}")
_JOINED = re.compile(r"joined\s+(?:the meeting\s+)?(?:for|from|at)\s+(?:the\s+|item\s+|section\s+)?(?P<what>.+)", re.IGNORECASE)  # fmt: skip
PARTIES = {"commissioner": "Commissioner", "force": "Chief Constable"}


@dataclass
class MinuteRow:
    """A row of the table, or what stands between tables; a sub-heading is one of its own."""

    is_topic: bool = False
    reference: list[BroughtLine] = field(default_factory=list)
    text: list[BroughtLine] = field(default_factory=list)
    action: list[BroughtLine] = field(default_factory=list)
    due: list[BroughtLine] = field(default_factory=list)

    @property
    def lines(self) -> list[BroughtLine]:
        return [*self.reference, *self.text, *self.action, *self.due]

    @property
    def words(self) -> str:
        return "\n".join(line.text for line in self.text)

    @property
    def said_reference(self) -> str:
        return plain(" ".join(line.text for line in self.reference))

    @property
    def asked(self) -> list[BroughtLine]:
        """The paragraphs of the column of actions that ask for something."""
        return [line for line in self.action if not _NO_ACTION.fullmatch(line.text)]

    @property
    def is_closed(self) -> bool:
        return any(line.is_exempt for line in self.lines)


@dataclass(frozen=True)
class Head:
    """What stands above and below the rows. ``approvals`` are [party, day or None], as the file says them."""

    chair: str = ""
    minute_taker: str = ""
    next_on: date | None = None
    approvals: tuple[tuple[str, date | None], ...] = ()


def mark(read: Reading, rows: list[Row]) -> Iterator[Finding]:
    """Sets down beside each line what a Board's minutes mean by it; and tells what of it is not certain."""
    _without_titles(read)
    _topics(read.lines, rows)
    for line in read.lines:
        if line.slot == "due" and (day := next(days_in(line.text), None)):
            line.facts |= {"due_on": day.isoformat()}
        if line.slot == "action" and not _NO_ACTION.fullmatch(line.text):
            line.facts |= {"owners": checks.owning(line.text)}
            if day := next(days_in(line.text), None):
                line.facts |= {"due_on": day.isoformat()}
    _below(read.lines)
    yield from _references(read)
    yield from _unknown_columns(read.lines)
    front = " ".join(line.text for line in read.lines if line.role == LineRole.FRONT)
    if _CLOSED.search(front) and not _OPEN.search(front):
        for line in read.lines:
            line.is_exempt = line.role not in {LineRole.FRONT, LineRole.ATTENDANCE, LineRole.CLOSING}
        yield Finding("closed-minutes", "The file says that these are closed minutes. All its sections and rows are held as closed, with their titles.")  # fmt: skip


def _without_titles(read: Reading) -> None:
    """Where no title was found, what stands below the list and names nobody is what was said."""
    if any(line.role not in {LineRole.FRONT, LineRole.ATTENDANCE} for line in read.lines):
        return
    unclear = {finding.position for finding in read.findings if finding.check == "name-not-clear"}
    for line in read.lines:
        if line.position in unclear and _ENDS_A_SENTENCE.search(line.text):
            line.role, line.facts = LineRole.TEXT, {}
    read.findings[:] = [one for one in read.findings if one.position is None or read.lines[one.position].role != LineRole.TEXT]  # fmt: skip


def _topics(lines: list[BroughtLine], rows: list[Row]) -> None:
    """A short line in bold or with a style, or across the table, below which there is something to read."""
    for line, row in zip(lines, rows, strict=True):
        if line.role == LineRole.PART:  # a title below a title
            line.role, line.facts = LineRole.TEXT, {"topic": True}
        if line.slot not in {"reference", "text", ""} or line.role in _NO_ROW or row.mark:
            continue
        words = plain(line.text)
        looks = row.is_bold or bool(row.level) or line.slot == "reference"
        is_like_one = looks and 0 < len(words) <= TOPIC_LONGEST and not _ENDS_A_SENTENCE.search(words)
        if is_like_one and not is_reference(words):
            line.facts |= {"topic": True}


_NO_ROW = frozenset({LineRole.FRONT, LineRole.ATTENDANCE, LineRole.ITEM, LineRole.PART, LineRole.HEAD, LineRole.CLOSING})  # fmt: skip


def is_reference(words: str) -> bool:
    """01.06/12/2022, or a number alone."""
    words = words.strip()
    return bool(REFERENCE.fullmatch(words) or re.fullmatch(r"C?\d{1,3}(?:\.\d{1,3}){0,2}[.)]?", words))


def _below(lines: list[BroughtLine]) -> None:
    """What follows the last row: the next meeting, and who approved the minutes. Whatever else stands there is a row."""
    last = max((line.position for line in lines if line.slot or line.role in {LineRole.ITEM, LineRole.PART}), default=-1)  # fmt: skip
    days = {line.position for _, line in checks.next_days(lines)}
    is_over = False
    for line in lines[last + 1 :]:
        words = plain(line.text)
        is_next = bool(checks.NEXT.match(words)) or line.position in days
        is_approval = len(words) <= APPROVAL_LONGEST and bool(_APPROVAL.search(words))
        left = _LABEL.fullmatch(_PARTY_OR_DAY.sub("", words))
        if is_next or is_approval or (is_over and left):
            is_over = True
            line.role, line.parts = LineRole.CLOSING, []
            line.facts = {"next": True} if is_next else {"approval": True}


def _references(read: Reading) -> Iterator[Finding]:
    """A reference of another day than the meeting's."""
    for line in read.lines:
        if line.slot != "reference" or not REFERENCE.fullmatch(line.text.strip()) or read.held_on is None:
            continue
        day = next(days_in(re.sub(r"^.*?[.:-]", "", line.text.strip(), count=1)), None)
        if day is not None and day != read.held_on:
            yield Finding("reference-of-another-day", f"The reference {plain(line.text)} names another day than that of the meeting. The portal numbers the rows anew.", line.position)  # fmt: skip


def _unknown_columns(lines: list[BroughtLine]) -> Iterator[Finding]:
    heads = [line for line in lines if line.role == LineRole.HEAD]
    slots = {(line.table, line.column) for line in lines if line.slot and line.slot != "head"}
    for line in heads:
        if (line.table, line.column) not in slots and any(one.table == line.table and one.column == line.column and one.role != LineRole.HEAD for one in lines):  # fmt: skip
            yield Finding("column-not-known", f"The column “{plain(line.text)}” is none of Reference, Discussion and Action. Its words stand behind the discussion of their row.", line.position)  # fmt: skip


def rows_of(own: list[BroughtLine]) -> list[MinuteRow]:
    """The rows below one title, in order: of a table one for each of its lines, cut at sub-headings; else one a paragraph,
    with the points that stand below it. A sub-heading below which nothing stands is a row."""
    found: list[MinuteRow] = []
    own = [line for line in own if line.role != LineRole.HEAD]
    for (table, _), group in groupby(own, lambda one: (one.table, one.line if one.table else 0)):
        if table:
            found += _cut(list(group))
            continue
        loose: list[MinuteRow] = []
        for line in group:
            if line.mark and loose and not loose[-1].is_topic:
                loose[-1].text.append(line)
            else:
                loose.append(MinuteRow(is_topic=bool(line.facts.get("topic")), text=[line]))
        found += loose
    for place, row in enumerate(found):
        if row.is_topic and (place + 1 == len(found) or found[place + 1].is_topic):
            row.is_topic = False
    return found


def _cut(cells: list[BroughtLine]) -> list[MinuteRow]:
    """One line of a table. Its reference goes with its first row, an action with the row that speaks of the same."""
    rows = [MinuteRow(is_topic=True, text=[line]) for line in cells if line.slot == "reference" and line.facts.get("topic")]  # fmt: skip
    for line in cells:
        if line.slot not in {"text", ""}:
            continue
        if line.facts.get("topic"):
            rows.append(MinuteRow(is_topic=True, text=[line]))
        elif rows and not rows[-1].is_topic:
            rows[-1].text.append(line)
        else:
            rows.append(MinuteRow(text=[line]))
    said = [row for row in rows if not row.is_topic]
    rest = [line for line in cells if line.slot in {"action", "due"} or (line.slot == "reference" and not line.facts.get("topic"))]  # fmt: skip
    if rest and not said:
        said = [MinuteRow()]
        rows += said
    for line in rest:
        if line.slot == "reference":
            said[0].reference.append(line)
        else:
            row = _speaks_of(line, said)
            (row.action if line.slot == "action" else row.due).append(line)
    return rows


def _speaks_of(line: BroughtLine, rows: list[MinuteRow]) -> MinuteRow:
    """The row with most long words of a paragraph; of equals, the last."""
    return max(reversed(rows), key=lambda row: _shared(row.words, line.text))


def _shared(words: str, other: str) -> int:
    """How many long words two texts have in common."""
    return len(set(_LONG_WORD.findall(words.lower())) & set(_LONG_WORD.findall(other.lower())))


def head_of(lines: list[BroughtLine]) -> Head:
    """Who took the chair and the minutes, when the Board meets next, and who approved them."""
    people = [row for line in lines for row in line.facts.get("people", ())]
    offices = {row["office"].lower(): row["name"] or row["initials"] for row in reversed(people)}
    day = next((day for day, _ in checks.next_days(lines)), None)
    return Head(offices.get(CHAIR, ""), offices.get(MINUTE_TAKER, ""), day, tuple(_approvals(lines)))


def _approvals(lines: list[BroughtLine]) -> Iterator[tuple[str, date | None]]:
    """A party, and the day that follows it before the next one."""
    said = " ".join(plain(line.text) for line in lines if line.facts.get("approval"))
    party = ""
    for found in _PARTY_OR_DAY.finditer(said):
        if found["day"]:
            if party:
                yield party, next(days_in(found["day"]), None)
            party = ""
            continue
        if party:
            yield party, None
        party = next(PARTIES[name] for name in PARTIES if found[name])
    if party:
        yield party, None


def joined_for(row: dict[str, str]) -> str:
    """The section from which somebody was there: "AH (joined for Establishment)"."""
    found = _JOINED.search(row["office"])
    return plain(found["what"]).strip(" .") if found else ""
