"""Many parts to one tagged PDF: page labels, links across parts, one structure tree, outline, stamps.

Nothing of a part's metadata, outline or attachments is copied; every output byte follows from the input.
"""

import io
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from pcc_portal.pdf import labels, layers, links, metadata, places, structure
from pcc_portal.pdf.places import Entry, Places, Spot
from pcc_portal.pdf.stamps import Stamp, Stamper

_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Kind(StrEnum):
    FRONT = "front"
    PAPER = "paper"
    FILLER = "filler"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One part in its place. ``key`` is unique: letters, digits, - and _; it prefixes the part's own anchors.

    ``series`` "" counts 1, 2, 3; "E" counts E1, E2, E3; ``number`` is that of its first page, where it does not follow
    on the leaf before (an extract, a supplement). ``title`` None gives no outline entry. The entry goes
    under that of ``nest_under``, or else under the last entry before it of a lower ``level``.
    ``place`` follows the running head, ``marking`` and ``withheld`` stand above it, on every page of the leaf.
    """

    key: str
    pdf: bytes
    pages: int
    title: str | None = None
    kind: Kind = Kind.PAPER
    series: str = ""
    place: str = ""
    marking: str = ""
    withheld: str = ""
    nest_under: str | None = None
    level: int = 0
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Assembled:
    """``untagged`` names the parts without tags; ``dead_links`` the keys that were linked to and are not there."""

    pdf: bytes
    pages: int
    tagged: bool
    untagged: tuple[str, ...]
    dead_links: tuple[str, ...]
    milliseconds: float


class CannotAssemble(ValueError):
    """The leaves contradict each other or themselves."""


def head_of(leaf: Leaf, running: str) -> str:
    """The head line of a page of this leaf: what all pages say, then where the leaf stands."""
    return ", ".join(words for words in (running, leaf.place) if words)


def link_to(key: str, block: str = "") -> str:
    """The href that leads to another leaf's first page, or to an element id in it."""
    return f"{links.SCHEME}{key}#{block}" if block else f"{links.SCHEME}{key}"


def assemble(
    leaves: Sequence[Leaf],
    *,
    title: str,
    lang: str = "en-GB",
    running: str = "",
    watermark: str | None = None,
    magnified: float = 1.0,
) -> Assembled:
    """Merge the leaves in order. ``running`` is the head line of every page but the front's first.

    ``magnified`` makes the stamps of large print that many times as large.

    Leaves must be bytes that render or inspect gave. Raises CannotAssemble, or PdfError for bytes that are no PDF.
    """
    (made,) = assemble_in_turn(
        [(title, leaves)], lang=lang, running=running, watermark=watermark, magnified=magnified
    )
    return made


def assemble_in_turn(
    volumes: Sequence[tuple[str, Sequence[Leaf]]],
    *,
    lang: str = "en-GB",
    running: str = "",
    watermark: str | None = None,
    magnified: float = 1.0,
) -> Iterator[Assembled]:
    """A PDF for each volume (title, leaves), which begins with all leaves of the volumes before it.

    One is written before a byte of the next is read: it can hold nothing of it. What it links to and does not hold
    stays a dead link in those after it. Else each is what ``assemble`` makes, at the cost of its own leaves alone.
    """
    with ExitStack() as opened:
        book = _Book(opened.enter_context(Pdf.new()), magnified=magnified)
        for title, leaves in volumes:
            started = time.perf_counter()
            _check([*book.leaves, *leaves])
            sources = [opened.enter_context(Pdf.open(io.BytesIO(leaf.pdf))) for leaf in leaves]
            book.add(leaves, sources, running=running, watermark=watermark or "")
            book.describe(title=title, lang=lang)
            yield Assembled(
                pdf=_saved(book.out),
                pages=len(book.pages),
                tagged=not book.untagged,
                untagged=tuple(book.untagged),
                dead_links=tuple(sorted(book.dead)),
                milliseconds=(time.perf_counter() - started) * 1000,
            )


type New = tuple[Leaf, int, Pdf]  # with the number of its first page


class _Book:
    """The PDF being assembled. Pages go in first: what refers to them is copied after."""

    def __init__(self, out: Pdf, *, magnified: float = 1.0) -> None:
        self.out = out
        self.leaves: list[Leaf] = []
        self.sources: list[Pdf] = []
        self.inner: list[tuple[dict[str, Spot], list[Entry]]] = []
        self.firsts: list[int] = []
        self.pages: list[Object] = []
        self.untagged: list[str] = []
        self.dead: set[str] = set()
        self._spots: dict[str, Array] = {}
        self._tree = structure.Tree(out)
        self._stamper = Stamper(out, magnified=magnified)

    def add(self, leaves: Sequence[Leaf], sources: Sequence[Pdf], *, running: str, watermark: str) -> None:
        """More leaves at the end; outline, names and tags are those of all."""
        self.inner += [_read(source) for source in sources]
        firsts = _append(self.out, leaves, sources)
        self.pages += [page.obj for page in list(self.out.pages)[len(self.pages) :]]
        new = list(zip(leaves, firsts, sources, strict=True))
        self.leaves += leaves
        self.firsts += firsts
        self.sources += sources
        wrapped = self._merge_trees(new)
        layers.merge(self.out, self.sources)
        self._connect(new)
        self._write_outline()
        self._stamp(new, wrapped, running=running, watermark=watermark)

    def describe(self, *, title: str, lang: str) -> None:
        root = self.out.Root
        root.Lang = String(lang)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines
        root.PageLabels = Dictionary(Nums=labels.label_runs(self.leaves))
        self.out.docinfo[Name.Title] = String(title)
        self.out.docinfo[Name.Producer] = String(metadata.PRODUCER)
        root.Metadata = metadata.stream(self.out, title=title, lang=lang, accessible=not self.untagged)

    def _stamp(self, new: Sequence[New], wrapped: set[int], *, running: str, watermark: str) -> None:
        names = labels.page_labels(self.leaves)
        for leaf, first, _ in new:
            for number in range(first, first + leaf.pages):
                head = "" if leaf.kind is Kind.FRONT and number == first else head_of(leaf, running)
                stamp = Stamp(
                    label=names[number],
                    running=head,
                    marking=leaf.marking,
                    withheld=leaf.withheld,
                    watermark=watermark,
                )
                bare = number in wrapped
                self._stamper.stamp(
                    self.pages[number],
                    stamp,
                    before=structure.UNMARKED if bare else b"",
                    after=b"EMC\n" if bare else b"",
                )

    def _merge_trees(self, new: Sequence[New]) -> set[int]:
        """Returns the numbers of the pages whose content is still to be wrapped."""
        wrapped: set[int] = set()
        for leaf, first, source in new:
            pages = self.pages[first : first + leaf.pages]
            if structure.is_tagged(source):
                self._tree.add(source, pages, key=leaf.key, title=leaf.title or "")
            else:
                self.untagged.append(leaf.title or leaf.key)
                bare = self._tree.add_untagged(pages, title=leaf.title or "")
                wrapped.update(first + number for number, wrap in enumerate(bare) if wrap)
            for page in pages:
                page.Tabs = Name.S
        self._tree.write(suspect=bool(self.untagged))
        return wrapped

    def _connect(self, new: Sequence[New]) -> None:
        """Named destinations of all leaves, and every new link led to one of them."""
        for (leaf, first, _), (names, _) in zip(new, self.inner[-len(new) :], strict=True):
            if leaf.pages:
                self._spots[leaf.key] = places.destination(self.pages[first], None)
            for name, (number, top) in names.items():
                self._spots[f"{leaf.key}.{name}"] = places.destination(self.pages[first + number], top)
        places.write_names(self.out, self._spots)
        router = links.Router(self._spots, {leaf.key: leaf.title or "" for leaf in self.leaves})
        for leaf, first, _ in new:
            for page in self.pages[first : first + leaf.pages]:
                router.route(page, leaf.key)
        self.dead |= router.dead

    def _write_outline(self) -> None:
        top: list[Entry] = []
        by_key: dict[str, Entry] = {}
        trail: list[tuple[int, Entry]] = []
        for leaf, first, (_, outline) in zip(self.leaves, self.firsts, self.inner, strict=True):
            if leaf.title is None or not leaf.pages:
                continue
            entry = by_key[leaf.key] = Entry(leaf.title, first, None, _inner(outline, leaf.title, first))
            while trail and trail[-1][0] >= leaf.level:
                trail.pop()
            above = by_key.get(leaf.nest_under or "") or (trail[-1][1] if trail else None)
            (above.children if above else top).append(entry)
            trail.append((leaf.level, entry))
        places.write_outline(self.out, top, self.pages)


def _check(leaves: Sequence[Leaf]) -> None:
    keys = [leaf.key for leaf in leaves]
    if len(set(keys)) < len(keys):
        raise CannotAssemble("Two leaves have the same key.")
    if wrong := [key for key in keys if not _KEY.fullmatch(key)]:
        raise CannotAssemble(f"A key may hold letters, digits, - and _ only: {wrong[0]}")
    if not sum(leaf.pages for leaf in leaves):
        raise CannotAssemble("There is no page to assemble.")


def _read(source: Pdf) -> tuple[dict[str, Spot], list[Entry]]:
    inside = Places(source)
    outline = inside.outline()
    inside.forget()
    return inside.names, outline


def _append(out: Pdf, leaves: Sequence[Leaf], sources: Sequence[Pdf]) -> list[int]:
    firsts = []
    for leaf, source in zip(leaves, sources, strict=True):
        if len(source.pages) != leaf.pages:
            raise CannotAssemble(
                f"“{leaf.title or leaf.key}” has {len(source.pages)} pages, not {leaf.pages}."
            )
        firsts.append(len(out.pages))
        for page in source.pages:  # one by one: extend() warns of names, which we carry over ourselves
            out.pages.append(page)
    return firsts


def _inner(entries: list[Entry], title: str, first: int) -> list[Entry]:
    """A part's own outline; where its only first line repeats the leaf's title, what stands under that line.

    The leaf's may say its place first: "2. Report of the Commissioner", "Appendix A: Diary".
    """
    if len(entries) == 1 and title.strip().endswith(entries[0].title.strip() or title + "."):
        entries = entries[0].children
    return [
        Entry(entry.title, entry.page + first, entry.top, _inner(entry.children, "", first))
        for entry in entries
    ]


def _saved(out: Pdf) -> bytes:
    buffer = io.BytesIO()
    out.save(
        buffer,
        object_stream_mode=ObjectStreamMode.generate,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return buffer.getvalue()
