"""Tables in old minutes: the list of who was there, and the Reference, Discussion and Action of a Board."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from pcc_portal.meetings.importing import people
from pcc_portal.meetings.importing.lines import REFERENCE, USUAL, Reader, slot_of
from pcc_portal.meetings.importing.people import Heading
from pcc_portal.meetings.importing.titles import SHORT, Title
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.writing.importing.verbatim import Row
from pcc_portal.writing.wording import days_in, plain

_COLUMN = re.compile(r"(?:name|initials|attendee|member|organisation|role|post|title|position|representing|authority|council|area)s?:?", re.IGNORECASE)  # fmt: skip

TWO_COLUMNS = 2
# What a column of its own may say of somebody.
_STATUS = {
    "present": AttendanceStatus.PRESENT,
    "apologies": AttendanceStatus.APOLOGIES,
    "apologies sent": AttendanceStatus.APOLOGIES,
    "absent": AttendanceStatus.ABSENT,
}


class PageReader(Reader):
    """Rows of tables as well as paragraphs."""

    def go_down(self) -> None:
        """From the first row to the last; none is left out."""
        for table, group in groupby(self.rows, lambda row: (row.table, row.line if row.table else 0)):
            own = list(group)
            if table[0]:
                self._table_row(own)
            else:
                for row in own:
                    self._paragraph(row)

    def _table_row(self, rows: list[Row]) -> None:
        cells = {column: list(group) for column, group in groupby(rows, lambda row: row.column)}
        self._into(rows[0])
        if self._is_head(cells):
            return
        if not self.has_begun:
            self._people_row(cells)
        elif len(cells) == 1 and rows[0].column == 0 and (title := self._title_in_table(rows[0])):
            slots = self.slots
            self._item(rows[0], title)
            self.slots = slots
            for row in rows[1:]:
                self._cell(row, "text" if slots else "")
        else:
            for column, own in cells.items():
                for row in own:
                    self._cell(row, self.slots.get(column, ""))

    def _into(self, first: Row) -> None:
        """The columns of a head hold for its table alone; a table without one has those of the table before it if it is
        as wide, or the usual three if a reference stands in its first column."""
        if first.table == self.table:
            return
        self.table, self.slots = first.table, {}
        if not self.has_begun:
            return
        if self._goes_on(first.table):
            self.slots = self.usual or USUAL

    def _title_in_table(self, row: Row) -> Title | None:
        """Where one table holds all: a line across it that is no reference is the title of what follows."""
        if not self.slots:
            return self._title(row)
        self.one_table = self.one_table or not any(line.role == LineRole.ITEM for line in self.lines)
        is_title = (
            self.one_table and len(plain(row.text)) <= SHORT and not REFERENCE.fullmatch(row.text.strip())
        )
        return Title("", is_part=False) if is_title else None

    def _is_head(self, cells: dict[int, list[Row]]) -> bool:
        slots = {column: slot_of(" ".join(row.text for row in own)) for column, own in cells.items()}
        if len([slot for slot in slots.values() if slot]) < TWO_COLUMNS or "text" not in slots.values():
            return False
        self.slots, self.usual, self.has_begun, self.group = slots, slots, True, None
        for own in cells.values():
            for row in own:
                self._add(row, LineRole.HEAD).slot = "head"
        return True

    def _cell(self, row: Row, slot: str) -> None:
        first = len(self.lines)
        self._entry(row)
        for line in self.lines[first:]:
            line.slot = slot

    def _people_row(self, cells: dict[int, list[Row]]) -> None:
        """A row of the attendance table: a heading and those it is over, or somebody with what they are."""
        heads = {column: people.heading(" ".join(row.text for row in own)) for column, own in cells.items()}
        if len(cells) > 1 and all(heads.values()):
            whose = self.columns
            self.columns = {column: head for column, head in heads.items() if head and not head.rest} or whose
            for column, own in cells.items():
                for row in own:
                    self._head(row, heads[column], whose.get(column))
            return
        first = min(cells)
        if heads[first] is not None or self.columns:
            self.group = heads[first] or self.group
            self._below_headings(cells, skip=first if heads[first] is not None else None)
            return
        rows = list(_all(cells))
        if any(next(days_in(row.text), None) for row in rows) or (
            self.group is None and not _are_people(rows)
        ):
            for row in rows:
                self._front(row)
            return
        lines = [self._add(row, LineRole.ATTENDANCE) for row in rows]
        if _is_row_of_titles(rows):
            return
        said = [row.text.strip() for row in rows]
        status = _STATUS.get(plain(said[-1]).lower().strip(".")) if len(said) > 1 else None
        under = self.group or Heading(AttendanceGroup.MEMBER, AttendanceStatus.PRESENT)
        if status:
            said, under = said[:-1], replace(under, status=status)
        self._attend(lines[0], ", ".join(said), under)

    def _head(self, row: Row, head: Heading | None, above: Heading | None) -> None:
        """A heading with whoever it names in the same cell: "Apologies: SA", in the column of their organisation."""
        line = self._add(row, LineRole.ATTENDANCE)
        if head is not None and head.rest:
            organisation = head.organisation or (above.organisation if above else "")
            self._attend(line, head.rest, replace(head, organisation=organisation))

    def _below_headings(self, cells: dict[int, list[Row]], *, skip: int | None) -> None:
        """Each cell under its own heading; ``skip`` is the column that holds the heading of this row, which says of all
        in it that they sent apologies, or took the minutes."""
        of_row = self.group if skip is not None else None
        for column, own in cells.items():
            under = self.columns.get(column)
            if under is not None and of_row is not None:
                status = under.status if of_row.status == AttendanceStatus.PRESENT else of_row.status
                under = replace(under, status=status, office=of_row.office or under.office)
            for row in own:
                if column == skip:
                    self._head(row, of_row, self.columns.get(column))
                    continue
                line = self._add(row, LineRole.ATTENDANCE)
                if not _COLUMN.fullmatch(plain(row.text)):
                    self._attend(line, row.text, under)


def _all(cells: dict[int, list[Row]]) -> Iterator[Row]:
    for own in cells.values():
        yield from own


def _are_people(rows: list[Row]) -> bool:
    under = Heading(AttendanceGroup.MEMBER, AttendanceStatus.PRESENT)
    return bool(people.named(", ".join(row.text.strip() for row in rows), under)) or _is_row_of_titles(rows)


def _is_row_of_titles(rows: list[Row]) -> bool:
    return bool(rows) and bool(
        re.fullmatch(r"(?:name|initials|attendee|member)s?", plain(rows[0].text), re.IGNORECASE)
    )
