"""Goes down the paragraphs of old minutes, remembering where it is: front, list of those present, item, resolution."""

import re
from dataclasses import replace
from datetime import date

from pcc_portal.meetings.importing import people, sentences
from pcc_portal.meetings.importing.people import Heading
from pcc_portal.meetings.importing.titles import SHORT, Title, Titles, does_something
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.brought import BroughtLine, LineRole
from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.proofing import Finding
from pcc_portal.writing.wording import clock_in, days_in, pattern, plain, without_days

_SLOTS = {
    "reference": re.compile(r"(?:item )?ref(?:erence)?(?: (?:no\.?|number))?|no\.?|number|item(?: no\.?)?", re.IGNORECASE),
    "text": re.compile(r"discussions?(?: points?)?|minutes?|notes?|details?|summary(?: of discussion)?|points? discussed", re.IGNORECASE),
    "action": re.compile(r"actions?(?: (?:owner|by|required))?|owner|responsib\w+|by whom", re.IGNORECASE),
    "due": re.compile(r"due(?: (?:date|by))?|by when|deadline|timescales?|date due", re.IGNORECASE),
}  # fmt: skip
# NN.DD/MM/YYYY, as a Board numbers its rows; closed ones with a C.
REFERENCE = re.compile(r"C?\d{1,3}\s*[.:/-]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
USUAL = {0: "reference", 1: "text", 2: "action"}
_TITLE_OF_ALL = re.compile(r"\b(?:minutes|notes) of\b|\bpanel\b|\bboard\b|^\W*(?:draft |open |confirmed )?minutes\W*$|\bheld (?:on|at)\b", re.IGNORECASE)  # fmt: skip
_MINUTES_OF = re.compile(r"\b(?:minutes|notes) of\b|\bheld (?:on|at)\b", re.IGNORECASE)
_NOT_THIS_DAY = re.compile(
    r"\bnext meeting\b|\bprevious meeting\b|\blast meeting\b|\bagreed on\b|\bapproved\b", re.IGNORECASE
)
_INTERESTS = re.compile(r"\b(?:interests?|disclosures?)\b", re.IGNORECASE)
_APOLOGIES = re.compile(r"\bapologies\b", re.IGNORECASE)
_SIGNED = pattern(r"\W*(?:chair(?:man|woman|person)?|signed|date|signature)\b[\W_]*(?:chair\w*|date|signed)?[\W_]*(?:chair\w*|date)?[\W_]*", re.IGNORECASE)  # fmt: skip
_A_TITLE = re.compile(r"[^\s.,;:?!]\s*$")
_RULE = re.compile(r"[\W_]+")
_TYPED_POINT = re.compile(r"\s*\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+", re.IGNORECASE)
MOST_POINTS = 60


class Reader:
    """Goes down the page once, remembering where it is."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows, self.titles = rows, Titles(rows)
        self.lines: list[BroughtLine] = []
        self.findings: list[Finding] = []
        self.people: list[dict[str, str]] = []
        self.held_on: date | None = None
        self.group: Heading | None = None
        self.columns: dict[int, Heading] = {}
        self.slots: dict[int, str] = {}
        self.usual: dict[int, str] = {}
        self.table = 0
        self.one_table = False
        self.widths: dict[int, int] = {}
        self.numbered: set[int] = set()
        for row in rows:
            if row.table:
                self.widths[row.table] = max(row.column, self.widths.get(row.table, 0))
                if row.column == 0 and REFERENCE.fullmatch(row.text.strip()):
                    self.numbered.add(row.table)
        self.has_begun = self.is_exempt = self.is_over = False
        self.under_interests = self.under_apologies = False
        self.after: LineRole | None = None
        self.next_point: int | None = None
        self.motion: BroughtLine | None = None

    # One line

    def _add(self, row: Row, role: LineRole, **facts: object) -> BroughtLine:
        line = BroughtLine(
            position=len(self.lines), text=row.text, html=row.html, mark=row.mark[:40], table=row.table
        )
        line.line, line.column, line.role, line.facts = row.line, row.column, role, facts
        line.is_exempt = self.is_exempt and role not in {
            LineRole.FRONT,
            LineRole.ATTENDANCE,
            LineRole.CLOSING,
        }
        self.lines.append(line)
        return line

    def _doubt(self, check: str, message: str, line: BroughtLine | None = None) -> None:
        self.findings.append(Finding(check, message, line.position if line else None))

    def _next(self) -> Row | None:
        return self.rows[len(self.lines) + 1] if len(self.lines) + 1 < len(self.rows) else None

    # Paragraphs

    def _paragraph(self, row: Row) -> None:
        title = None if row.is_note else self._title(row)
        if title is not None:
            self._item(row, title)
        elif not self.has_begun:
            self._front(row)
        elif self.is_over and (_SIGNED.fullmatch(row.text) or _RULE.fullmatch(row.text)):
            self._add(row, LineRole.CLOSING)
        else:
            self._entry(row)

    def _title(self, row: Row) -> Title | None:
        ahead = self._next()
        if (
            ahead
            and ahead.table
            and not row.mark
            and len(plain(row.text)) <= SHORT
            and (self._has_slots(ahead.table) or (self._goes_on(ahead.table) and _A_TITLE.search(row.text)))
        ):
            return Title("", is_part=False)
        title = self.titles.of(row, in_list=self.next_point)
        is_bare = title is not None and not self.has_begun and not title.number
        if is_bare and (people.heading(row.text) or _TITLE_OF_ALL.search(row.text)):
            return None
        words = row.text[title.start :] if title else ""
        if title and (sentences.said_in(words, after=None).role in {LineRole.RESOLVED, LineRole.RESOLUTION}):
            return None
        return title

    def _has_slots(self, table: int) -> bool:
        ahead = self.rows[len(self.lines) + 1 : len(self.lines) + 13]
        cells = [row.text for row in ahead if row.table == table and row.line <= 1]
        return len([cell for cell in cells if slot_of(cell)]) > 1

    def _goes_on(self, table: int) -> bool:
        """A Board's table without a head: as wide as the one before it, or with a reference in its first column."""
        is_as_wide = bool(self.usual) and self.widths.get(table) == max(self.usual)
        return is_as_wide or table in self.numbered

    def _item(self, row: Row, title: Title) -> None:
        is_part = title.is_part and self.has_begun
        line = self._add(row, LineRole.PART if is_part else LineRole.ITEM, start=title.start)
        line.number = title.number[:20]
        if not title.is_certain:
            self._doubt("title-or-point", "This may be the title of an item, or one more point of the resolution above it. It was taken as a title.", line)  # fmt: skip
        self.has_begun, self.after, self.next_point, self.motion = True, None, None, None
        self.under_interests = bool(_INTERESTS.search(row.text))
        self.under_apologies = bool(_APOLOGIES.search(row.text))
        self.group, self.slots = None, {}

    def _front(self, row: Row) -> None:
        words = plain(row.text)
        if self.held_on is None and not _NOT_THIS_DAY.search(words):
            self.held_on = next(days_in(words), None)
        began = sentences.said_in(row.text, after=None).facts.get("began")
        found = people.heading(row.text)
        if found is not None:
            self.group = replace(found, office="") if found.rest else found
            line = self._add(row, LineRole.ATTENDANCE)
            if found.rest:
                self._attend(line, found.rest, found)
        elif self.group is not None and not _MINUTES_OF.search(words) and not _NOT_THIS_DAY.search(words):
            self._attend(self._add(row, LineRole.ATTENDANCE), row.text)
            self.group = replace(self.group, office="")  # one is in the chair, one takes the minutes
        else:
            starts_at = clock_in(without_days(words)) if _MINUTES_OF.search(words) else None
            told = {"began": began, "at": starts_at.isoformat("minutes") if starts_at else ""}
            self._add(row, LineRole.FRONT, **{name: said for name, said in told.items() if said})

    def _attend(self, line: BroughtLine, words: str, under: Heading | None = None) -> None:
        under = under or self.group or Heading(AttendanceGroup.MEMBER, AttendanceStatus.PRESENT)
        named = people.named(words, under)
        if re.fullmatch(r"\W*(?:none|n/?a|nil)\W*", words, re.IGNORECASE):
            return
        if not named:
            self._doubt(
                "name-not-clear",
                "This line stands among those who were there, and nobody can be made out in it.",
                line,
            )
        self._there(line, named)

    def _there(self, line: BroughtLine, named: list[dict[str, str]]) -> None:
        line.facts = line.facts | {"people": named}
        self.people += named

    def _entry(self, row: Row) -> None:
        if self._point(row):
            return
        said = sentences.said_in(row.text, after=self.after, under_interests=self.under_interests)
        line = self._add(row, said.role, **said.facts)
        line.parts = said.parts
        for check, message in said.doubts:
            self._doubt(check, message, line)
        self._follow(line, said)
        if self.under_apologies and said.role == LineRole.TEXT:
            self._there(line, people.apologies(row.text))

    def _follow(self, line: BroughtLine, said: sentences.Said) -> None:
        """What this line means for those that follow."""
        role = line.role
        self.next_point = 1 if role == LineRole.RESOLVED or said.facts.get("above") else None
        seconded = sentences.SECONDED_ALONE.fullmatch(line.text.strip().rstrip("."))
        if role == LineRole.MOTION:
            self.motion = line
        elif seconded and self.motion is not None and not self.motion.facts.get("seconder"):
            self.motion.facts["seconder"] = plain(seconded["seconder"])
        elif self.motion is not None and not self.motion.facts.get("result"):
            came = sentences.comes_of_it(line.text) or (
                {"result": "carried"} if role in {LineRole.RESOLVED, LineRole.RESOLUTION} else {}
            )
            if came:
                self.motion.facts |= came
                self.motion = None
        if any(facts.get("excludes") for facts in (line.facts, *(part[2] for part in line.parts))):
            self.is_exempt = (
                role == LineRole.RESOLUTION or line.facts.get("result") == "carried" or bool(line.parts)
            )
            line.is_exempt = False
        if self.is_exempt and sentences.OPEN_AGAIN.search(line.text[:400]):
            self.is_exempt = line.is_exempt = False
        if said.facts.get("rose"):
            self.is_over, line.is_exempt = True, False
        self.after = LineRole(line.parts[-1][1] if line.parts else role)

    def _point(self, row: Row) -> bool:
        """A point below "Resolved: That the Panel:" is a resolution, as long as it is one."""
        if self.next_point is None or self.next_point > MOST_POINTS or row.is_note:
            return False
        typed = _TYPED_POINT.match(row.text)
        start = typed.end() if typed else 0
        words = row.text[start:].strip()
        if sentences.ABOVE.fullmatch(plain(row.text)):
            self._add(row, LineRole.RESOLVED)
            return True
        if not (row.mark or typed or does_something(words) or re.match(r"that\b", words, re.IGNORECASE)):
            self.next_point = None
            return False
        facts: dict[str, object] = {"text": words, "start": start}
        if sentences.EXCLUDES.search(words):
            facts["excludes"] = True
        line = self._add(row, LineRole.RESOLUTION, **facts)
        if "excludes" in facts:
            line.is_exempt, self.is_exempt = False, True
        if self.motion is not None and self.motion.facts.get("above"):
            self.motion.facts["text"] = f"{self.motion.facts['text']}\n{words}".strip()
        self.next_point += 1
        self.after = LineRole.RESOLUTION
        return True


def slot_of(words: str) -> str:
    """Which of the three columns of a Board's table a heading names."""
    said = plain(words).strip(" :.")
    return next((name for name, shape in _SLOTS.items() if shape.fullmatch(said)), "")
