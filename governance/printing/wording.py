"""The words of a row as paragraphs and points, with marks where a reader is to look."""

import re
from collections.abc import Callable, Collection

from governance.queries.initials import LETTERS, Meanings

_TAGS = re.compile(r"(<[^>]+>)")
_POINT = re.compile(r"^(?:[-•*]|–)\s+")


def paragraphs(html: str) -> str:
    """Clean HTML: each line a paragraph, lines that begin with a dash a list."""
    found: list[str] = []
    points: list[str] = []
    for line in filter(None, (one.strip() for one in html.split("<br>"))):
        if _POINT.match(line):
            points.append(f"<li>{_POINT.sub('', line)}</li>")
            continue
        found += [f"<ul>{''.join(points)}</ul>"] if points else []
        points = []
        found.append(f"<p>{line}</p>")
    return "".join([*found, *([f"<ul>{''.join(points)}</ul>"] if points else [])])


def marked(html: str, meanings: Meanings) -> str:
    """The same with letters underlined that nobody has explained. Between tags only."""
    return _between_tags(html, lambda text: LETTERS.sub(lambda found: _mark(found[0], meanings), text))


def _mark(letters: str, meanings: Meanings) -> str:
    return letters if meanings.is_known(letters) else f"<u>{letters}</u>"


def _between_tags(html: str, change: Callable[[str], str]) -> str:
    return "".join(part if part.startswith("<") else change(part) for part in _TAGS.split(html))


def used(words: str, known: Collection[str]) -> list[str]:
    """Which of these letters the words use, in order of the alphabet."""
    return sorted(set(LETTERS.findall(words)) & set(known))
