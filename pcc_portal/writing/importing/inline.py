"""What stands in a line, and how it is written as the inline HTML of a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Bit:
    """A piece of words with its marks; ``leads_to`` is a web address, or "#" and the name of a bookmark."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    leads_to: str = ""
    note: str = ""  # the block that is referred to here
    is_break: bool = False


@dataclass(frozen=True)
class Shown:
    """A picture where it is shown: the part that holds it, and the words its author gave it."""

    part: str
    alt: str
    near: str


@dataclass
class Line:
    """What stands in one paragraph."""

    bits: list[Bit] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    is_contents: bool = False

    @property
    def text(self) -> str:
        return "".join("\n" if bit.is_break else bit.text for bit in self.bits)

    @property
    def is_bold(self) -> bool:
        """All of its words are."""
        said = [bit for bit in self.bits if bit.text.strip()]
        return bool(said) and all("strong" in bit.marks for bit in said)

    def without(self, *marks: str) -> "Line":
        return replace(self, bits=[replace(bit, marks=bit.marks - set(marks)) for bit in self.bits])

    def after(self, length: int) -> "Line":
        """The line without its first letters."""
        left, bits = length, []
        for bit in self.bits:
            taken = min(left, 1 if bit.is_break else len(bit.text))
            left -= taken
            if bit.note or (not bit.is_break and bit.text[taken:]) or (bit.is_break and not taken):
                bits.append(replace(bit, text=bit.text[taken:]))
        return replace(self, bits=bits)


def html(line: Line | Iterable[Bit]) -> str:
    """Inline HTML. A reference to a bookmark is left as ``<ref to="…">`` until all bookmarks are known."""
    bits = line.bits if isinstance(line, Line) else list(line)
    out = ""
    for leads_to, group in groupby(bits, lambda bit: bit.leads_to):
        said = "".join(map(_marked, _joined(group)))
        if leads_to.startswith("#"):
            out += f'<ref to="{escape(leads_to[1:])}">{said}</ref>'
        elif leads_to and said:
            out += f'<a href="{escape(leads_to)}">{said}</a>'
        else:
            out += said
    return out


def _joined(bits: Iterable[Bit]) -> Iterator[Bit]:
    """Neighbours with the same marks as one: Word splits words wherever somebody stopped typing."""
    for (marks, note, is_break), group in groupby(bits, lambda bit: (bit.marks, bit.note, bit.is_break)):
        if note or is_break:
            yield from group
        else:
            yield Bit("".join(bit.text for bit in group), marks)


def _marked(bit: Bit) -> str:
    if bit.is_break:
        return "<br>"
    if bit.note:
        return f'<a data-ref="{bit.note}">[note]</a>'
    said = escape(bit.text, quote=False)
    if not bit.text.strip():
        return said
    for mark in ("sup", "sub", "em", "strong"):
        if mark in bit.marks:
            said = f"<{mark}>{said}</{mark}>"
    return said
