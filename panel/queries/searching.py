"""Search inside the papers of one meeting: page by page, in the words that this reader may read and no others.

It reads the same rows as the pages do, when it is asked, and keeps nothing: no index, cache or log holds a word of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pcc_portal.accounts.models import User
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.documents.reading import apart

PAPER = "meetings.paper"
AROUND = 90  # characters shown before and after what was found
MOST = 200  # pages shown
SHORTEST, LONGEST = 2, 200  # characters of what is looked for


@dataclass
class Hit:
    """A page on which all the words stand: what stands around the first of them, in three pieces."""

    label: str
    before: str
    found: str
    after: str


@dataclass
class Found:
    """One paper with its pages, in order."""

    row: Release | Withheld
    hits: list[Hit] = field(default_factory=list)

    @property
    def is_exempt(self) -> bool:
        return isinstance(self.row, Withheld)


def search(ref: str, asked: str, *, user: User | None = None) -> list[Found]:
    """In the open papers; with a user also in what that user may read of the exempt part. Two queries at the most."""
    words = _words(asked)
    if not words:
        return []
    released = (
        Release.objects.live().filter(kind=PAPER, collection=ref).select_related("text").defer("text__html")
    )
    rows = list(released.order_by("position", "pk"))
    held = []
    if user is not None:
        held = list(Withheld.objects.visible_to(user).live().filter(kind=PAPER, collection=ref).defer("html"))
    opened, exempt = apart(rows, held)
    readable: list[Release | Withheld] = [*opened, *exempt]
    found = [Found(row, list(_hits(_pages(row), words))) for row in readable]
    return _first([paper for paper in found if paper.hits])


def _words(asked: str) -> list[str]:
    """What is looked for: words, or a phrase between quotation marks."""
    asked = asked[:LONGEST].replace("\x00", "").casefold()
    quoted = re.findall(r'["“]([^"”]+)["”]', asked)
    rest = re.sub(r'["“][^"”]*["”]', " ", asked)
    words = [" ".join(phrase.split()) for phrase in quoted] + rest.split()
    return [word for word in words if len(word) >= SHORTEST]


def _pages(row: Release | Withheld) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = row.pages if isinstance(row, Withheld) else row.text.pages
    return pages


def _hits(pages: Iterable[dict[str, Any]], words: list[str]) -> Iterable[Hit]:
    for page in pages:
        said = " ".join(page["text"].split())
        folded = said.casefold()
        if len(folded) != len(said):  # a letter that folds to two: places would not agree
            folded = said.lower() if len(said.lower()) == len(said) else said
        if all(word in folded for word in words):
            at = folded.index(words[0])
            stop = at + len(words[0])
            yield Hit(
                page["label"],
                ("..." if at > AROUND else "") + said[max(0, at - AROUND) : at],
                said[at:stop],
                said[stop : stop + AROUND] + ("..." if len(said) > stop + AROUND else ""),
            )


def _first(found: list[Found]) -> list[Found]:
    """No more pages than anybody reads through."""
    left = MOST
    for paper in found:
        paper.hits = paper.hits[:left]
        left -= len(paper.hits)
    return [paper for paper in found if paper.hits]
