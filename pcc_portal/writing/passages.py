"""Frozen pages cut into passages: what a reader can point at, and where something can be written beside it.

Only HTML that release actions wrote is read here: well formed, with the ids that ``rendering`` gave its blocks. Nothing of
it is written anew; what is added is put between its characters.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>")
BLOCK = re.compile(r'\bid="(b-[0-9a-f-]{36})"')
LEAF = re.compile(r'<a class="leaf" id="p(E?\d+)"')
# The text of an upload: bare paragraphs, which have no ids of their own.
BARE = re.compile(r"<p>(?!<)([^<]*)</p>")
# Within a passage, but no words of it.
ASIDE = re.compile(r'class="leaf"|role="doc-backlink"')
CHARACTER = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
NUMBER = re.compile(r"^(?:\d[\d.]*|[a-z]\)|Recommendation \d+)\s+(?=\S)")
INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "sub", "sup", "u"}
NUMBERED = {"h2", "h3", "h4", "h5", "h6", "li"}

type Insert = tuple[int, str]


@dataclass(frozen=True)
class Passage:
    """One block, or one paragraph of an upload (``key`` is then its page and its place there: "14.2")."""

    key: str
    page: str
    words: str
    tag: str
    start: int  # of its element
    inside: int  # of what is in it
    close: int  # of its end tag
    end: int  # behind its element

    @property
    def said(self) -> str:
        """Its words without the number that its place gives it: a paper with one more section says nothing new below."""
        return NUMBER.sub("", self.words) if self.tag in NUMBERED else self.words

    @property
    def beside(self) -> int:
        """Where something about it can stand: a line of a list takes it in, since nothing may stand between lines."""
        return self.close if self.tag == "li" else self.end

    @property
    def fragment(self) -> str:
        """What an address of it ends with."""
        return self.key if self.key.startswith("b-") else f"p{self.page}"


def passages(html: str) -> list[Passage]:
    """Every passage that has words, in order."""
    leaves = [(found.start(), found[1]) for found in LEAF.finditer(html)]
    starts = [at for at, _ in leaves]

    def page_at(place: int) -> str:
        found = bisect_right(starts, place)
        return leaves[max(found - 1, 0)][1] if leaves else ""

    blocks = [
        Passage(key, page_at(inside), said, tag, start, inside, close, end)
        for key, tag, start, inside, close, end in _blocks(html)
        if (said := words_of(html, inside, close))
    ]
    return blocks or list(_bare(html, page_at))


def _blocks(html: str) -> Iterator[tuple[str, str, int, int, int, int]]:
    """(id, tag, start, inside, close, end) of each element that is a block; blocks do not stand in one another."""
    opened: tuple[str, str, int, int] | None = None
    depth = 0
    for token in TOKEN.finditer(html):
        closing, name, rest = token.groups()
        if opened is None:
            if not closing and (found := BLOCK.search(rest)):
                opened, depth = (found[1], name, token.start(), token.end()), 1
        elif name == opened[1]:
            depth += -1 if closing else 1
            if depth == 0:
                yield (*opened, token.start(), token.end())
                opened = None


def _bare(html: str, page_at: Callable[[int], str]) -> Iterator[Passage]:
    counted: dict[str, int] = {}
    for found in BARE.finditer(html):
        page, said = page_at(found.start()), " ".join(unescape(found[1]).split())
        if said:
            counted[page] = counted.get(page, 0) + 1
            yield Passage(
                f"{page}.{counted[page]}",
                page,
                said,
                "p",
                found.start(),
                found.start(1),
                found.end(1),
                found.end(),
            )


def _runs(html: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """The text between the tags with where it begins; -1 for a space that a break between blocks makes."""
    at, skipping = start, ""
    for token in TOKEN.finditer(html, start, stop):
        if not skipping and token.start() > at:
            yield html[at : token.start()], at
        closing, name, rest = token.groups()
        if skipping:
            skipping = "" if closing and name == skipping else skipping
        elif not closing and name == "a" and ASIDE.search(rest):
            skipping = name
            yield " ", -1
        elif name not in INLINE:
            yield " ", -1
        at = token.end()
    if not skipping and stop > at:
        yield html[at:stop], at


def words_of(html: str, start: int, stop: int) -> str:
    """The words between two places, in one line."""
    return " ".join("".join(unescape(text) for text, _ in _runs(html, start, stop)).split())


def marked(html: str, passage: Passage, spans: Iterable[tuple[int, int]]) -> list[Insert]:
    """What to insert so that these stretches of its words (from, to) are highlighted. Tags are never crossed."""
    chosen: set[int] = set()
    for first, last in spans:
        chosen.update(range(first, last))
    inserts: list[Insert] = []
    open_until = -1  # where the run that is being marked ends, or -1
    for place, (begins, ends) in enumerate(_spots(html, passage)):
        if open_until >= 0 and (place not in chosen or begins != open_until):
            inserts.append((open_until, "</mark>"))
            open_until = -1
        if place in chosen and begins >= 0:
            if open_until < 0:
                inserts.append((begins, '<mark class="mine">'))
            open_until = ends
    if open_until >= 0:
        inserts.append((open_until, "</mark>"))
    return inserts


def _spots(html: str, passage: Passage) -> list[tuple[int, int]]:
    """Where in the HTML each character of ``passage.words`` stands; (-1, -1) for a space that no character made."""
    spots: list[tuple[int, int]] = []
    was_space = True
    for text, at in _runs(html, passage.inside, passage.close):
        for found in CHARACTER.finditer(text):
            spot = (at + found.start(), at + found.end()) if at >= 0 else (-1, -1)
            for character in unescape(found[0]):
                if not character.isspace() or not was_space:
                    spots.append(spot)
                was_space = character.isspace()
    return spots[: len(passage.words)]


def woven(html: str, inserts: Iterable[Insert]) -> str:
    """The same HTML with something put in at these places; what is given first stands first."""
    out, at = [], 0
    for place, more in sorted(inserts, key=lambda insert: insert[0]):
        out += [html[at:place], more]
        at = place
    return "".join([*out, html[at:]])
