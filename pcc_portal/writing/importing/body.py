"""The body of a Word file as a row of paragraphs, tables and pictures, in the order of the page."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing import grids
from pcc_portal.writing.importing.inline import Bit, Line, html
from pcc_portal.writing.importing.lists import Entry, listed
from pcc_portal.writing.importing.markup import chosen, inner, is_on, number, value
from pcc_portal.writing.importing.runs import Lines
from pcc_portal.writing.importing.styles import Numbering, Point, Styles
from pcc_portal.writing.importing.things import Cell, Figure, Grid, Thing, Words
from pcc_portal.writing.importing.told import Told

_OPENED = {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdtContent"}
_STRUCK = {"w:del", "w:moveFrom"}
DEEPEST = 40  # tables, boxes and controls within each other; nobody writes so


class Body:
    """Reads what stands below a body, a cell, a text box or a note."""

    def __init__(self, styles: Styles, numbering: Numbering, lines: Lines, told: Told) -> None:
        self.styles, self.numbering, self.lines, self.told = styles, numbering, lines, told
        self.depth = 0
        self.is_verbatim = False  # nothing is added: cells of a table within a table are not strung together
        self.joins: Line | None = (
            None  # a paragraph whose end was struck out: its words go on in the next one
        )
        self.more_bookmarks: list[str] = []  # those that stand between two paragraphs

    def read(self, element: Element, *, in_cell: bool = False) -> list[Thing]:
        if self.depth > DEEPEST:
            return []
        self.depth += 1
        try:
            return [thing for child in element for thing in self._child(child, in_cell=in_cell)]
        finally:
            self.depth -= 1

    def _child(self, child: Element, *, in_cell: bool) -> Iterator[Thing]:
        match child.tag:
            case "w:p":
                yield from self._paragraph(child, in_cell=in_cell)
            case "w:tbl":
                yield from self._table(child, in_cell=in_cell)
            case "w:sdt":
                yield from self._control(child, in_cell=in_cell)
            case "w:bookmarkStart":
                self.more_bookmarks.append(child.get("w:name", ""))
            case "mc:AlternateContent":
                for one in chosen(child):
                    yield from self._child(one, in_cell=in_cell)
            case tag if tag in _OPENED:
                yield from self.read(child, in_cell=in_cell)
            case tag if tag in _STRUCK:
                self.told.count("tracked")

    def _control(self, control: Element, *, in_cell: bool) -> Iterator[Thing]:
        gallery = value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery") or ""
        if gallery == "Table of Contents":
            self.told.counts["contents"] = 1
        elif inner(control, "w:sdtPr", "w:showingPlcHdr") is not None:
            self.told.count("placeholders")
        else:
            for child in control:
                if child.tag == "w:sdtContent":
                    yield from self.read(child, in_cell=in_cell)

    def _paragraph(self, paragraph: Element, *, in_cell: bool) -> Iterator[Thing]:
        said = inner(paragraph, "w:pPr")
        style = value(said, "w:pStyle") or self.styles.normal
        line = self.lines.read(paragraph, style, in_cell=in_cell)
        name = self.styles.name(style)
        if line.is_contents or re.match(r"toc (\d|heading)|table of figures", name):
            self.told.counts["contents"] = 1
            return
        line = self._whole(line, said)
        if self.joins is not None:
            return
        point = self._point(said, style) if line.text.strip() else None
        words = Words(line, name, self._level(said, style), point)
        yield from self._apart(words)

    def _whole(self, line: Line, said: Element | None) -> Line:
        """The paragraph with what came before it, if the end between them was struck out."""
        if self.joins is not None:
            line = Line(
                [*self.joins.bits, *line.bits],
                [*self.joins.bookmarks, *line.bookmarks],
                [*self.joins.pictures, *line.pictures],
                [*self.joins.boxes, *line.boxes],
            )
        self.joins = None
        if inner(said, "w:rPr", "w:del") is not None:
            self.joins = line
        elif self.more_bookmarks:
            line.bookmarks[:0], self.more_bookmarks = self.more_bookmarks, []
        return line

    def _apart(self, words: Words) -> Iterator[Thing]:
        """The words first, then the pictures and boxes that were anchored in them."""
        line = words.line
        if words.text or any(bit.note for bit in line.bits):
            yield words
            if line.pictures:
                self.told.count("moved_pictures", len(line.pictures))
        for place, shown in enumerate(line.pictures):
            yield Figure(shown, list(line.bookmarks) if not words.text and not place else [])
        for box in line.boxes:
            self.told.count("boxes")
            yield from self.read(box)

    def _level(self, said: Element | None, style: str) -> int | None:
        outline = value(said, "w:outlineLvl")
        if outline is not None and number(outline, 9) < 9:  # noqa: PLR2004  the outline level that means none
            return number(outline) + 1
        return self.styles.level(style)

    def _point(self, said: Element | None, style: str) -> Point | None:
        own = inner(said, "w:numPr")
        return self.numbering.point(own if own is not None else self.styles.numbered(style), style)

    # Tables

    def _table(self, table: Element, *, in_cell: bool) -> Iterator[Thing]:
        after: list[Thing] = []
        rows, marked = self._rows(table, after)
        rows = [row for row in rows if row]
        if not any(cell.text or cell.html for row in rows for cell in row):
            yield from after
            return
        if in_cell:
            self.told.count("nested_tables")
            yield from self._within_a_cell(rows)
        elif len(rows) == 1 and len(rows[0]) == 1:
            self.told.count("cell_boxes")
            yield from self._opened(table)
            return
        else:
            said = value(table, "w:tblPr", "w:tblCaption") or ""
            yield Grid(
                grids.drawn(rows, grids.heads(table, rows, marked, self.styles, self.told)),
                self._bookmarks(table),
                said.strip(),
                rows,
            )
        yield from after

    def _within_a_cell(self, rows: list[list[Cell]]) -> Iterator[Thing]:
        for row in rows:
            if self.is_verbatim:
                yield from (words for cell in row for words in cell.lines)
                continue
            yield Words(Line([Bit("; ".join(cell.text for cell in row if cell.text))]))

    def _opened(self, table: Element) -> Iterator[Thing]:
        """A table of one cell is a frame round some words."""
        for row in _below(table, "w:tr"):
            for cell in _below(row, "w:tc"):
                yield from self.read(cell)

    def _bookmarks(self, table: Element) -> list[str]:
        before, self.more_bookmarks = self.more_bookmarks, []
        return before + [e.get("w:name", "") for e in table.iter() if e.tag == "w:bookmarkStart"]

    def _rows(self, table: Element, after: list[Thing]) -> tuple[list[list[Cell]], int]:
        """The rows that stand, and how many of the first are marked as heading."""
        rows: list[list[Cell]] = []
        open_above: dict[int, Cell] = {}
        marked, all_marked = 0, True
        for line in _below(table, "w:tr"):
            if inner(line, "w:trPr", "w:del") is not None:
                self.told.count("tracked")
                continue
            rows.append(self._row(line, open_above, after))
            all_marked = all_marked and bool(is_on(line, "w:trPr", "w:tblHeader"))
            marked += all_marked
        return rows, marked

    def _row(self, line: Element, open_above: dict[int, Cell], after: list[Thing]) -> list[Cell]:
        row: list[Cell] = []
        column = number(value(line, "w:trPr", "w:gridBefore"))
        row += [Cell("", "", is_bold=False, column=n) for n in range(min(column, 60))]
        for element in _below(line, "w:tc"):
            across = max(1, min(60, number(value(element, "w:tcPr", "w:gridSpan"), 1)))
            merge = inner(element, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and merge.get("w:val", "continue") == "continue"
            if goes_on and column in open_above:
                open_above[column].down += 1
            else:
                cell = self._cell(element, column, after)
                cell.across = across
                row.append(cell)
                if merge is not None:
                    open_above[column] = cell
                else:
                    open_above.pop(column, None)
            column += across
        return row

    def _cell(self, element: Element, column: int, after: list[Thing]) -> Cell:
        held = self.joins
        self.joins = None
        things = self.read(element, in_cell=True)
        self.joins = held
        words = [thing for thing in things if isinstance(thing, Words)]
        pictures = [thing for thing in things if isinstance(thing, Figure)]
        self.told.count("moved_pictures", len(pictures))
        after += pictures
        spoken = [w for w in words if w.text]
        return Cell(
            _flow(words),
            " ".join(w.text for w in words),
            is_bold=bool(spoken) and all(w.line.is_bold for w in spoken),
            column=column,
            lines=words,
        )


def _flow(words: Iterable[Words]) -> str:
    """Paragraphs and lists one after the other, as a cell, a box or a note holds them."""
    out, points = "", []
    for one in words:
        if one.point:
            points.append(Entry.of(one.point, html(one.line)))
            continue
        out += listed(points) + f"<p>{html(one.line)}</p>"
        points = []
    return out + listed(points)


def _below(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those that a control or a tracked change is wrapped round."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in _OPENED | {"w:sdt"}:
            yield from _below(child, name)


def flat(things: Iterable[Thing]) -> str:
    """What a note says, on lines."""
    return "".join(
        f"<p>{html(thing.line)}</p>" for thing in things if isinstance(thing, Words) and thing.text
    )
