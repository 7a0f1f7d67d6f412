"""What a version of some words changed, word by word: struck out and put in, marked up to be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from pcc_portal.meetings.printing.wording import typed_of
from pcc_portal.writing.models import Revision

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Step:
    """A version, and what it changed of the one before."""

    revision: Revision
    html: str
    is_first: bool


def steps(revisions: Sequence[Revision]) -> Iterator[Step]:
    """Newest first, as they are given."""
    for place, revision in enumerate(revisions):
        is_first = place == len(revisions) - 1
        before = "" if is_first else typed_of(revisions[place + 1].html)
        now = typed_of(revision.html)
        yield Step(
            revision, escape(now).replace("\n", "<br>") if is_first else compared(before, now), is_first
        )


def compared(before: str, now: str) -> str:
    """Clean HTML in which what went is struck out and what came is marked, in words that screen readers say."""
    old, new = _PIECE.findall(before), _PIECE.findall(now)
    out = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[a:b])), escape("".join(new[c:d]))
        if what == "equal":
            out.append(come)
        else:
            out += [f"<del>{gone}</del>"] if gone else []
            out += [f"<ins>{come}</ins>"] if come else []
    return "".join(out).replace("\n", "<br>")
