"""The cells of a table as its HTML: which rows are its heading, which cells name their row, which row is the total."""

import re
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing.markup import inner, value
from pcc_portal.writing.importing.styles import Styles
from pcc_portal.writing.importing.things import Cell
from pcc_portal.writing.importing.told import Told

_TOTAL = re.compile(r"(grand |sub-?)?total\b", re.IGNORECASE)


def drawn(rows: list[list[Cell]], heads: int) -> str:
    """The table; its first ``heads`` rows are its heading."""
    body = rows[heads:]
    names = bool(heads) and all(row and row[0].names_its_row for row in body)
    has_total = len(body) > 1 and bool(body[-1]) and bool(_TOTAL.match(body[-1][0].text))
    out = ""
    for place, row in enumerate(rows):
        cells = "".join(
            cell.drawn("th" if place < heads or (names and not n) else "td") for n, cell in enumerate(row)
        )
        foot = " data-foot" if has_total and place == len(rows) - 1 else ""
        out += f"<tr{foot}>{cells}</tr>"
    return f"<table>{out}</table>"


def heads(table: Element, rows: list[list[Cell]], marked: int, styles: Styles, told: Told) -> int:
    """How many rows are headings: those that are marked, or the first if it looks like nothing else does."""
    if 0 < marked < len(rows):
        return marked
    if len(rows) < 2 or not any(cell.text for cell in rows[0]):  # noqa: PLR2004  a heading and something below it
        return 0
    in_bold = all(cell.is_bold for cell in rows[0] if cell.text)
    others = any(cell.text and not cell.is_bold for row in rows[1:] for cell in row)
    if _shows_its_first_row(table, styles) or (in_bold and others):
        told.count("bold_heads")
        return 1
    return 0


def _shows_its_first_row(table: Element, styles: Styles) -> bool:
    """By its style, where the table says that it wants that; in the old way it says so by one bit of a number."""
    look = inner(table, "w:tblPr", "w:tblLook")
    if look is None:
        return False
    bits = look.get("w:val", "")
    wants = look.get("w:firstRow") == "1" or (re.fullmatch(r"[0-9A-Fa-f]{4}", bits) and int(bits, 16) & 0x20)
    return bool(wants) and styles.first_row_is_bold(value(table, "w:tblPr", "w:tblStyle") or "")
