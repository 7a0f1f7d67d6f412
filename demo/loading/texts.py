"""The words of a paper as blocks of a text, many at a time: as the writing actions would leave them, in four queries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from uuid import UUID, uuid4

from demo.content.blocks import Block as Words
from demo.content.blocks import Bullets, Chart, Heading, Letters, Nested, Para, Recommendation, Table
from demo.loading.charts import drawn
from pcc_portal.accounts.models import User
from pcc_portal.writing import pictures
from pcc_portal.writing.actions import figures
from pcc_portal.writing.actions.texts import revision_of
from pcc_portal.writing.html import clean
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Revision, Text

_REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]")
NUMBERED = (Heading, Table, Chart, Recommendation)  # what a reference can be worded for

type Names = Mapping[str, object]


@dataclass
class Row:
    """One block on its way into the database; a chart brings its drawing."""

    kind: BlockKind
    html: str = ""
    level: int | None = None
    caption: str = ""
    alt: str = ""
    drawing: str = ""
    id: UUID = field(default_factory=uuid4)


def blocks_of(module: str) -> list[Words]:
    """The words of ``demo.content.papers.module``."""
    found: list[Words] = import_module(f"demo.content.papers.{module}").BLOCKS
    return found


def rows(words: Sequence[Words], names: Names) -> list[Row]:
    """Blocks with the days in, and with references that lead to blocks."""
    made = [_row(block, names) for block in words]
    places = _places(words, made)
    for row in made:
        row.html = clean(_referred(row.html, places), row.kind).html
    return made


def write(text: Text, made: Sequence[Row], *, by: User, at: datetime) -> None:
    """Blocks and their first revisions into an empty text, as texts.copy writes them."""
    blocks = [_block(text, position, row, by=by, at=at) for position, row in enumerate(made)]
    Block.objects.bulk_create(blocks)
    Revision.objects.bulk_create(revision_of(block, at=at) for block in blocks)


def _block(text: Text, position: int, row: Row, *, by: User, at: datetime) -> Block:
    asset = None
    if row.drawing:
        picture = pictures.drawing(row.drawing)
        asset = figures.keep(text, picture, name=f"{row.caption}.svg", by=by, at=at)
    return Block(
        id=row.id,
        text=text,
        position=position,
        kind=row.kind,
        level=row.level,
        html=row.html,
        caption=row.caption,
        alt=row.alt,
        asset=asset,
        updated_at=at,
        updated_by=by,
    )


def _row(block: Words, names: Names) -> Row:
    match block:
        case Heading():
            row = Row(BlockKind.HEADING, _said(block.text, names), level=block.level)
        case Para():
            row = Row(BlockKind.PARAGRAPH, _said(block.html, names))
        case Recommendation():
            row = Row(BlockKind.RECOMMENDATION, _said(block.html, names))
        case Bullets():
            row = Row(BlockKind.LIST, _listed("ul", block.items, names))
        case Letters():
            row = Row(BlockKind.LIST, _listed("ol", block.items, names))
        case Table():
            row = Row(BlockKind.TABLE, _table(block, names), caption=_said(block.caption, names))
        case Chart():
            row = _figure(block, names)
    return row


def _figure(chart: Chart, names: Names) -> Row:
    shown = Chart(
        _said(chart.caption, names),
        _said(chart.alt, names),
        chart.kind,
        [_said(name, names) for name in chart.x],
        {_said(name, names): values for name, values in chart.series.items()},
    )
    return Row(BlockKind.FIGURE, caption=shown.caption, alt=shown.alt, drawing=drawn(shown))


def _said(words: str, names: Names) -> str:
    return words.format(**names) if names else words


def _listed(tag: str, items: Iterable[Nested], names: Names) -> str:
    return f"<{tag}>{''.join(_item(item, names) for item in items)}</{tag}>"


def _item(item: Nested, names: Names) -> str:
    if isinstance(item, str):
        return f"<li>{_said(item, names)}</li>"
    words, inner = item
    return f"<li>{_said(words, names)}{_listed('ol', inner, names)}</li>"


def _table(table: Table, names: Names) -> str:
    """The first cell of a line says what the line is about, so it is a heading; cleaning gives scopes and marks figures."""
    head = "".join(f"<th>{_said(cell, names)}</th>" for cell in table.head)
    body = "".join(_line(row, names) for row in table.rows)
    foot = f"<tfoot>{_line(table.foot, names)}</tfoot>" if table.foot else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def _line(cells: Sequence[str], names: Names) -> str:
    first, *others = (_said(cell, names) for cell in cells)
    return f"<tr><th>{first}</th>{''.join(f'<td>{cell}</td>' for cell in others)}</tr>"


def _places(words: Sequence[Words], made: Sequence[Row]) -> dict[str, UUID]:
    """Where each key leads: to its block, or for a paragraph to the section that it stands in."""
    places: dict[str, UUID] = {}
    section: UUID | None = None
    for block, row in zip(words, made, strict=True):
        if isinstance(block, Heading):
            section = row.id
        if block.key:
            places[block.key] = row.id if isinstance(block, NUMBERED) or section is None else section
    return places


def _referred(html: str, places: Mapping[str, UUID]) -> str:
    """Raises KeyError for a reference that leads nowhere."""
    return _REFERENCE.sub(lambda found: f'<a data-ref="{places[found[1]]}">{found[1]}</a>', html)
