"""A block as plain typing and back: Markdown for words and lists, rows with bars or tabs for tables."""

import re
from html import escape

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from pcc_portal.writing.html import Cleaned, clean
from pcc_portal.writing.kinds import BlockKind

_MARKDOWN = MarkdownIt("commonmark")
_REFERENCE = re.compile(r'<a href="#b-([0-9a-f-]{36})">')
_BAR = re.compile(r"(?<!\\)\|")


class _Converter(MarkdownConverter):  # type: ignore[misc]  # it carries no types
    """References become links to ``#b-…``; what Markdown has no sign for stays as its tag."""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if ref := el.get("data-ref"):
            return f"[{text}](#b-{ref})"
        return str(super().convert_a(el, text, parent_tags))  # type: ignore[misc]  # no types

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<sup>{text}</sup>"

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<sub>{text}</sub>"


def typed(html: str) -> str:
    """Clean HTML as Markdown."""
    converter = _Converter(bullets="-", newline_style="backslash", escape_misc=True, autolinks=False)
    return str(converter.convert(html)).strip()


def read(markdown: str, kind: str) -> Cleaned:
    """Markdown as the clean HTML of a block of this kind."""
    html = _MARKDOWN.render(markdown.replace("\r\n", "\n"))
    return clean(_REFERENCE.sub(r'<a data-ref="\1">', html), kind)


def has_joined_cells(html: str) -> bool:
    """A table that rows of plain typing cannot hold."""
    return "colspan=" in html or "rowspan=" in html


def rows(html: str) -> str:
    """A table as lines, its cells between bars, the head first."""
    root = BeautifulSoup(f"<table>{html}</table>", "html.parser")
    lines = [[typed(c.decode_contents()) for c in row.find_all(["th", "td"])] for row in root.find_all("tr")]
    return "\n".join(
        " | ".join(cell.replace("\\\n", "<br>").replace("\n", " ") for cell in line) for line in lines
    )


def row_heads(html: str) -> bool:
    """Whether the first column names its rows."""
    return 'scope="row"' in html


def has_total(html: str) -> bool:
    """Whether the last row is a foot."""
    return "<tfoot>" in html


def table(lines: str, *, heads: bool, total: bool) -> Cleaned:
    """Typed rows as a table: the first is the head; a tab or a bar parts cells, and short rows are filled up."""
    split = [_cells(line) for line in lines.replace("\r\n", "\n").split("\n") if line.strip()]
    split = [line for line in split if not all(re.fullmatch(r":?-{3,}:?", cell) for cell in line)]
    width = max(map(len, split), default=0)
    out = []
    for index, line in enumerate(split):
        is_foot = total and index == len(split) - 1 and index > 0
        cells = "".join(
            f"<{name}>{_cell(text)}</{name}>"
            for place, text in enumerate(line + [""] * (width - len(line)))
            for name in ["th" if index == 0 or (heads and place == 0) else "td"]
        )
        out.append(f"<tr{' data-foot' if is_foot else ''}>{cells}</tr>")
    return clean(f"<table>{''.join(out)}</table>" if out else "", BlockKind.TABLE)


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|") if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip() for cell in _BAR.split(inner)]


def _cell(text: str) -> str:
    html = _REFERENCE.sub(r'<a data-ref="\1">', _MARKDOWN.renderInline(text))
    return html or escape(text)
