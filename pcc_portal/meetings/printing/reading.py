"""The papers as web pages, frozen at issue: clean HTML with the page labels of the printed pack in the margin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from django.template.loader import render_to_string

from pcc_portal.meetings.models import Meeting, Withdrawal
from pcc_portal.meetings.printing.binding import Paper
from pcc_portal.meetings.printing.front import ON_THE_AGENDA, FrontMatter, Ranges, Within, printed_lines
from pcc_portal.meetings.queries import Agenda
from pcc_portal.writing.html import words
from pcc_portal.writing.models import Asset
from pcc_portal.writing.rendering import in_reading_order, render

_RECOMMENDATIONS = '<ol class="recommendations">'


@dataclass(frozen=True)
class Frozen:
    """What a reader gets of one paper."""

    html: str
    contents: list[Any] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)


def label(series: str, first: int, page: int) -> str:
    return f"{series}{first + page}"


def leaf(name: str) -> str:
    """The page label in the margin, a link to itself."""
    return f'<a class="leaf" id="p{name}" href="#p{name}">Page {name}</a>'


def with_note(html: str, first: str, note: str) -> str:
    """The frozen section of a paper with one more thing said at its head, right after its first page label."""
    head = leaf(first)
    return html.replace(head, head + note, 1)


def gone(title: str, key: str, labels: Sequence[str], withdrawal: Withdrawal, *, on: date) -> Frozen:
    """What stands where a paper stood: why, since when, and the same page labels."""
    context = {
        "title": title,
        "key": key,
        "withdrawal": withdrawal,
        "on": on,
        "first": labels[0],
        "last": labels[-1],
        "leaves": [leaf(name) for name in labels],
    }
    pages = [{"label": name, "blocks": [], "text": ""} for name in labels]
    return Frozen(render_to_string("meetings/released/gone_v1.html", context), [], pages)


def paper(
    meeting: Meeting, made: Paper, span: tuple[str, str], anchors: Mapping[str, int], *, opened: str = ""
) -> Frozen:
    """One paper, written or uploaded, as its own section of the meeting page.

    ``opened`` says of a paper that was exempt when and why, and since when it is open.
    """
    series = "E" if span[0].startswith("E") else ""
    first = int(span[0].removeprefix("E"))
    text, contents, pages = (
        _written(made, series, first, anchors)
        if made.source.part is not None
        else _uploaded(made, series, first)
    )
    context = {
        "meeting": meeting,
        "source": made.source,
        "paper": made.source.sheet.paper,
        "document": made.source.sheet.paper.document,
        "line": made.source.line,
        "sheet": made.source.sheet,
        "text": text,
        "contents": contents,
        "first_leaf": leaf(label(series, first, 0)),
        "span": span,
        "opened": opened,
        "opened_url": f"papers/{made.source.sheet.paper.pk}/opened.pdf",  # from the meeting's page
    }
    return Frozen(render_to_string("meetings/released/paper_v1.html", context), contents, pages)


def agenda(matter: FrontMatter, lines: Agenda, ranges: Ranges, within: Within = ON_THE_AGENDA) -> Frozen:
    """The agenda as everyone reads it: the same lines and page ranges as on the printed sheet, built from the same rows."""
    context = matter.context() | {"lines": printed_lines(lines, ranges, within)}
    return Frozen(render_to_string("meetings/released/agenda_v1.html", context))


def _written(
    made: Paper, series: str, first: int, anchors: Mapping[str, int]
) -> tuple[str, list[Any], list[dict[str, Any]]]:
    blocks = in_reading_order(made.source.blocks)  # a note is on the last page, whatever it stands behind
    done = render(blocks, base_level=3, asset_url=_picture)
    page_of = {b.pk: anchors.get(f"b-{b.pk}", 0) for b in blocks}
    html = done.html
    pages: list[dict[str, Any]] = [
        {"label": label(series, first, n), "blocks": [], "text": ""} for n in range(made.pages)
    ]
    marked = 0
    for block in blocks:
        page = min(page_of[block.pk], made.pages - 1)
        pages[page]["blocks"].append(str(block.pk))
        pages[page]["text"] += f"{words(block.html) or block.caption}\n"
        if page > marked:
            labels = "".join(leaf(label(series, first, n)) for n in range(marked + 1, page + 1))
            html = _before(html, f"b-{block.pk}", labels)
            marked = page
    tail = "".join(leaf(label(series, first, n)) for n in range(marked + 1, made.pages))
    at = {str(b.pk): label(series, first, page_of[b.pk]) for b in blocks}
    contents = [
        (level, number, title, anchor, at[anchor.removeprefix("b-")])
        for level, number, title, anchor in done.contents
    ]
    return html + tail, contents, pages


def _picture(asset: Asset) -> str:
    """Relative to the meeting's page."""
    return f"pictures/{asset.file_name}"


def _before(html: str, anchor: str, extra: str) -> str:
    """Put page labels before the element that holds an anchor; of a list, only a line may hold them."""
    at = html.find(f'id="{anchor}"')
    if at < 0:
        return html + extra
    start = html.rfind("<", 0, at)
    if html.startswith("<li", start):
        is_first = html[:start].endswith(_RECOMMENDATIONS)
        start = start - len(_RECOMMENDATIONS) if is_first else html.index(">", at) + 1
    return html[:start] + extra + html[start:]


def _uploaded(made: Paper, series: str, first: int) -> tuple[str, list[Any], list[dict[str, Any]]]:
    """The text of each page, and its picture on request."""
    out, pages = [], []
    for n, text in enumerate(made.source.texts):
        name = label(series, first, n)
        lines = _paragraphs(text)
        out.append(leaf(name) if n else "")
        out += [f"<p>{escape(line)}</p>" for line in lines]
        if not lines:
            out.append(
                '<p class="soft">This page has no text that can be read out; its picture shows it.</p>'
            )
        out.append(f'<p><a href="pages/{name}.png">Picture of page {name}</a></p>')
        pages.append({"label": name, "blocks": [], "text": text})
    return "\n".join(out), [], pages


def _paragraphs(text: str) -> list[str]:
    """Lines of a PDF page joined to paragraphs where they read on."""
    joined = re.sub(r"(?<![.:;?!])\r?\n(?=[a-z0-9(£])", " ", text.strip())
    return [line.strip() for line in joined.splitlines() if line.strip()]
