"""Cleaning: what people typed, pasted or uploaded becomes what may be stored. On save, import and release, never per request."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from pcc_portal.writing import dropping, safe, shapes
from pcc_portal.writing.kinds import BlockKind


@dataclass(frozen=True)
class Cleaned:
    """``dropped`` says in plain words what the writer pasted and will not find again."""

    html: str
    dropped: list[str] = field(default_factory=list)


def clean(html: str, kind: str) -> Cleaned:
    """The inner HTML of one block of this kind. Cleaning what is clean changes nothing."""
    whole = html if kind != BlockKind.TABLE or "<table" in html else f"<table>{html}</table>"
    return Cleaned(shaped(safe.tree(whole), kind), dropping.what(html))


def shaped(root: Tag, kind: str) -> str:
    """A safe tree as this kind of block is stored."""
    html = shapes.BY_KIND[BlockKind(kind)](root)
    if kind == BlockKind.TABLE:
        return safe.again(f"<table>{html}</table>").removeprefix("<table>").removesuffix("</table>")
    return safe.again(html)


def words(html: str) -> str:
    """The plain words of clean HTML, in one line."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    return " ".join(BeautifulSoup(f"<div>{html}</div>", "html.parser").get_text(" ").split())
