"""Tables as they are stored: a head if the first rows are all headings, scopes, and figures marked as such."""

import re
from collections.abc import Callable, Iterator

from bs4 import Tag

_FIGURE = re.compile(r"[(+\u2212\u2013-]?\s?[£$€]?\s?\d[\d,. ]*\s?(%|k|m|bn|pp)?\)?", re.IGNORECASE)
_NO_FIGURE = {"", "-", "\u2013", "n/a", ".."}


def rows(table: Tag, *, cell: Callable[[Tag], str]) -> str:
    """The row groups of a table, without the table's own tag or its caption."""
    lines = [row for row in table.find_all("tr") if row.find_parent("table") is table and _cells(row)]
    heads: list[Tag] = []
    feet = [row for row in lines if row.get("data-foot") is not None or row.find_parent("tfoot")]
    for row in lines:
        if _among(row, feet) or not all(c.name == "th" for c in _cells(row)) or len(heads) == len(lines) - 1:
            break
        heads.append(row)
    body = [row for row in lines if not _among(row, heads) and not _among(row, feet)]
    numeric = _numeric_columns(heads, body)
    return "".join(
        f"<{name}>{''.join(_row(row, cell, name, numeric) for row in group)}</{name}>"
        for name, group in (("thead", heads), ("tbody", body), ("tfoot", feet))
        if group
    )


def _row(row: Tag, cell: Callable[[Tag], str], group: str, numeric: set[int]) -> str:
    return f"<tr>{''.join(_cell(c, cell, group, i in numeric) for i, c in enumerate(_cells(row)))}</tr>"


def _cell(tag: Tag, cell: Callable[[Tag], str], group: str, numeric: bool) -> str:  # noqa: FBT001  a yes or no of its column
    html = cell(tag)
    attributes = []
    if tag.name == "th":
        attributes.append(("scope", _scope(tag, group)))
    attributes += [(name, str(tag[name])) for name in ("colspan", "rowspan") if tag.get(name)]
    if numeric if group == "thead" else is_figure(tag.get_text()):
        attributes.append(("class", "n"))
    said = "".join(f' {name}="{value}"' for name, value in attributes)
    return f"<{tag.name}{said}>{html}</{tag.name}>"


def _scope(tag: Tag, group: str) -> str:
    if group != "thead":
        return "row"
    return "colgroup" if tag.get("colspan") else "col"


def is_figure(words: str) -> bool:
    """Money, counts, shares: what stands to the right and lines up."""
    return bool(_FIGURE.fullmatch(words.strip()))


def _numeric_columns(heads: list[Tag], body: list[Tag]) -> set[int]:
    """Columns of figures only, in a table without joined cells; a joined one has no simple columns."""
    lines = [_cells(row) for row in body]
    if any(c.get("colspan") or c.get("rowspan") for row in heads + body for c in _cells(row)):
        return set()
    found = set()
    for index in range(max((len(line) for line in lines), default=0)):
        column = [line[index].get_text().strip() for line in lines if index < len(line)]
        if any(is_figure(c) for c in column) and all(is_figure(c) or c.lower() in _NO_FIGURE for c in column):
            found.add(index)
    return found


def _cells(row: Tag) -> list[Tag]:
    return list(_child_cells(row))


def _child_cells(row: Tag) -> Iterator[Tag]:
    return (child for child in row.children if isinstance(child, Tag) and child.name in {"th", "td"})


def _among(row: Tag, group: list[Tag]) -> bool:
    return any(row is other for other in group)
