"""Issued papers in large print: the frozen pages again at 18 pt, with the labels of the issued pack in the margin.

What is printed is what was let out, and so holds nothing that its audience may not read. Source of the size: the
18 pt of the clear-print guidance that councils follow.
"""

from functools import cache

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string

from pcc_portal.meetings.printing.issued import Issued
from pcc_portal.pdf.fonts import font_css
from pcc_portal.pdf.parts import Part

PICTURES, SIDES = "pictures/", "pages/"  # where the page of the meeting finds figures, and sides of uploads


MAGNIFIED = 1.7  # the stamps, so that the least of them is read as easily as the text


@cache
def _stylesheets() -> tuple[str, ...]:
    """The pack's own sheet, and over it the one that makes it large."""
    css = settings.BASE_DIR / "static" / "css"
    return font_css(), *((css / name).read_text(encoding="utf-8") for name in ("pack.css", "large.css"))


def part(issued: Issued) -> Part:
    """One paper, to be laid out."""
    html = render_to_string(
        "print/meetings/large_v1.html", {"title": issued.title, "html": _for_paper(issued.html)}
    )
    return Part(title=issued.title, html=html, stylesheets=_stylesheets(), assets=issued.pictures)


def blank_part() -> Part:
    """A side without words between two copies, so that each begins on the front of a sheet."""
    html = render_to_string("print/meetings/filler_v1.html", {})
    return Part(title="Blank page", html=html, stylesheets=_stylesheets())


def _for_paper(html: str) -> str:
    """Without what only a screen has: contents that lead elsewhere, links to pictures of sides."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.select(f'nav.contents, p:has(> a[href^="{SIDES}"])'):
        element.decompose()
    for picture in page.select(f'img[src^="{PICTURES}"]'):
        picture["src"] = f"part:{str(picture['src']).removeprefix(PICTURES)}"
    for leaf in page.select("a.leaf"):
        del leaf["href"]
    return str(page)
