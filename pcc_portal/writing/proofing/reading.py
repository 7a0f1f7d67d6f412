"""Makes a document: of the rows of a Word file as they stand, or of blocks with the numbers that the portal prints."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from uuid import UUID

from bs4 import BeautifulSoup, Tag

from pcc_portal.writing.html import words
from pcc_portal.writing.importing.verbatim import Row, counted
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.numbering import Label, number
from pcc_portal.writing.proofing.document import Document
from pcc_portal.writing.proofing.kind import Kind
from pcc_portal.writing.references import written_out

_LISTS = ("ol", "ul")
_COLUMNS = re.compile(r"(?:item )?ref(?:erence)?\.?|action\w*", re.IGNORECASE)
_BEGINS = 40  # rows in which a text shows what it is


class Written(Protocol):
    """What a block, or a row of its values, gives."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def level(self) -> int | None: ...
    @property
    def html(self) -> str: ...
    @property
    def caption(self) -> str: ...


def of_rows(rows: Sequence[Row], kind: Kind | None = None) -> Document:
    """Of a Word file; what it is may be left to its first rows."""
    return Document(rows, kind=kind or guessed(rows))


def of_blocks(blocks: Sequence[Written], kind: Kind) -> Document:
    """Of a text on the desk. Each passage knows its block."""
    labels = number(blocks)
    rows: list[Row] = []
    places: list[str] = []
    tables = 0
    for block in blocks:
        tables += block.kind == BlockKind.TABLE
        own = list(_rows(block, labels, tables))
        rows += own
        places += [str(block.id)] * len(own)
    return Document(rows, kind=kind, blocks=places)


def guessed(rows: Sequence[Row]) -> Kind:
    """What a text looks like by its beginning; a report, if like nothing else."""
    front = rows[:_BEGINS]
    said = "\n".join(row.text for row in front)
    heads = {row.text.strip().lower() for row in rows if row.table and row.line == 0 and _COLUMNS.fullmatch(row.text.strip())}  # fmt: skip
    is_agenda = re.search(r"^\W*agenda\b|\(pages? \d", said, re.IGNORECASE | re.MULTILINE)
    is_minutes = not is_agenda and re.search(r"\bminutes\b", said[:600], re.IGNORECASE) and re.search(r"\bpresent\b|\battend|\bapologies\b", said, re.IGNORECASE)  # fmt: skip
    if is_minutes or len(heads) > 1:
        is_board = len(heads) > 1 or re.search(r"\b(?:Governance|Performance) (?:and|&)?.{0,20}Board\b", said)
        return Kind.BOARD_MINUTES if is_board else Kind.PANEL_MINUTES
    if any(re.match(r"\s*Dear\b", row.text) for row in front):
        return Kind.LETTER
    if re.search(r"\b(?:Police and Crime|Delivery) Plan\b", said[:300]) and not re.search(r"\breport\b", said[:300], re.IGNORECASE):  # fmt: skip
        return Kind.PLAN
    return Kind.REPORT


def _rows(block: Written, labels: dict[UUID, Label], table: int) -> Iterator[Row]:
    html = written_out(block.html, labels)
    label = labels.get(block.id)
    match block.kind:
        case BlockKind.HEADING:
            yield Row(text=words(html), level=block.level or 1, mark=label.number if label else "")
        case BlockKind.LIST:
            yield from _points(BeautifulSoup(html, "html.parser"), 0)
        case BlockKind.TABLE:
            yield from _caption(block, label)
            yield from _cells(html, table)
        case BlockKind.FIGURE:
            yield from _caption(block, label)
        case BlockKind.NOTE:
            yield Row(text=words(html), is_note=True)
        case _:
            for part in _parted(html):
                yield Row(text=part)


def _caption(block: Written, label: Label | None) -> Iterator[Row]:
    if block.caption.strip():
        yield Row(text=f"{label.words}: {block.caption}" if label else block.caption, style="caption")


def _parted(html: str) -> list[str]:
    """A recommendation may hold paragraphs; a line break stays within its own."""
    if "<p" not in html and "<li" not in html:
        return [said] if (said := words(html)) else []
    root = BeautifulSoup(html, "html.parser")
    return [said for tag in root.find_all(["p", "li"]) if (said := words(tag.decode_contents()))]


def _points(root: Tag, depth: int) -> Iterator[Row]:
    for tag in root.find_all(_LISTS, recursive=False):
        first = _first(tag)
        for place, item in enumerate(tag.find_all("li", recursive=False)):
            own = BeautifulSoup(
                "".join(str(child) for child in item.children if not _is_list(child)), "html.parser"
            )
            mark = (
                "•"
                if tag.name == "ul"
                else f"{counted(first + place, 'decimal' if depth else 'lowerLetter')})"
            )
            if said := words(str(own)):
                yield Row(text=said, mark=mark, depth=depth)
            yield from _points(item, depth + 1)


def _is_list(node: Any) -> bool:
    return isinstance(node, Tag) and node.name in _LISTS


def _first(tag: Tag) -> int:
    start = str(tag.get("start", "1"))
    return int(start) if start.isascii() and start.isdigit() else 1


def _cells(html: str, table: int) -> Iterator[Row]:
    root = BeautifulSoup(f"<table>{html}</table>", "html.parser")
    for line, row in enumerate(root.find_all("tr")):
        column = 0
        for cell in row.find_all(["th", "td"]):
            said = words(cell.decode_contents())
            if said:
                yield Row(text=said, table=table, line=line, column=column, is_bold=cell.name == "th")
            across = str(cell.get("colspan", "1"))
            column += int(across) if across.isascii() and across.isdigit() else 1
