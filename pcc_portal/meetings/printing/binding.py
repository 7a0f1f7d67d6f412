"""Put the leaves of a pack in order: every paper on an odd side, fillers counted with their paper, agenda sheet last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType

from pcc_portal.meetings.models import Meeting, Supplement
from pcc_portal.meetings.printing.front import FrontMatter, exempt_part, items_part, supplement_part
from pcc_portal.meetings.printing.sheets import Source
from pcc_portal.meetings.queries import Agenda
from pcc_portal.pdf.assemble import Assembled, Kind, Leaf, assemble_in_turn
from pcc_portal.pdf.parts import Part

PASSES = 3
FRONT, ITEMS, NOTES, EXEMPT = "front", "front-items", "front-notes", "exempt"

NOWHERE: Mapping[str, int] = MappingProxyType({})

type LaidOut = tuple[bytes, int]


class NeverStable(Exception):
    """The agenda sheet changed its own length in every pass; the pack is not made with wrong numbers."""

    fit_to_show = True


@dataclass
class Bound:
    """One volume, before it is merged: its leaves and the printed range of each paper, filler side included."""

    leaves: list[Leaf] = field(default_factory=list)
    ranges: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fingerprint(self, *extra: str) -> str:
        """Equal for equal files: the same leaves in the same order under the same stamps."""
        digest = sha256("|".join(extra).encode())
        for leaf in self.leaves:
            words = (
                leaf.key,
                leaf.title,
                leaf.series,
                leaf.place,
                leaf.marking,
                leaf.withheld,
                leaf.nest_under,
                leaf.level,
                leaf.pages,
            )
            digest.update(repr(words).encode())
            digest.update(sha256(leaf.pdf).digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class Opening:
    """The sheet that a volume begins with, and what is stamped on it: the part with the numbers, and those around it.

    ``likely`` is how many sides all of it mostly has, a blank one counted: the first pass is then mostly the last.
    """

    key: str
    series: str
    title: str
    likely: int
    kind: Kind = Kind.PAPER
    withheld: str = ""
    nest_under: str | None = None
    place: str = ""
    begins: int = 0  # sides of its series that were issued before: the numbers go on from there
    before: tuple[Leaf, ...] = ()
    after: tuple[Leaf, ...] = ()

    @property
    def around(self) -> int:
        return sum(leaf.pages for leaf in (*self.before, *self.after))

    def leaves(self, sheet: LaidOut) -> list[Leaf]:
        pdf, pages = sheet
        numbered = Leaf(
            key=self.key,
            pdf=pdf,
            pages=pages,
            title=self.title,
            kind=self.kind,
            series=self.series,
            place=self.place,
            withheld=self.withheld,
            nest_under=self.nest_under,
        )
        return [*self.before, numbered, *self.after]


@dataclass(frozen=True)
class Paper:
    """A source that is laid out."""

    source: Source
    pdf: bytes
    pages: int


def bind_open(
    matter: FrontMatter,
    agenda: Agenda,
    papers: Sequence[Paper],
    *,
    filler: LaidOut,
    lay_out: Callable[[Part], LaidOut],
    around: tuple[LaidOut, LaidOut] | None = None,
) -> Bound:
    """The public volume: agenda sheet, then the open papers.

    ``around`` are the cover and the notes, between which the items stand; a rehearsal can do without.
    """
    return _bind(
        papers,
        _agenda_sheet(*around) if around else Opening(FRONT, "", "Agenda", 4, Kind.FRONT),
        lambda ranges: items_part(matter, agenda, ranges),
        filler,
        lay_out,
    )


def _agenda_sheet(cover: LaidOut, notes: LaidOut) -> Opening:
    first = Leaf(key=FRONT, pdf=cover[0], pages=cover[1], title="Agenda", kind=Kind.FRONT)
    last = Leaf(key=NOTES, pdf=notes[0], pages=notes[1], title="Notes", nest_under=FRONT)
    return Opening(ITEMS, "", "Items of business", 4, nest_under=FRONT, before=(first,), after=(last,))


def bind_exempt(
    matter: FrontMatter,
    agenda: Agenda,
    papers: Sequence[Paper],
    *,
    filler: LaidOut,
    lay_out: Callable[[Part], LaidOut],
    late: Late | None = None,
) -> Bound:
    """The exempt part, E1..m, or what a supplement adds to it; nothing where there is nothing exempt."""
    if not agenda.has_exempt_matter:
        return Bound()
    opening = Opening(EXEMPT, "E", "Exempt part", 2, withheld=agenda.not_for_publication())
    if late is not None:
        opening = replace(
            opening,
            key=f"{late.supplement.key}-{EXEMPT}",
            title=f"Exempt part, supplement {late.supplement.number}",
            place=f"supplement {late.supplement.number}",
            begins=late.exempt_begins,
        )
    by = late.supplement if late else None
    return _bind(papers, opening, lambda ranges: exempt_part(matter, agenda, ranges, by), filler, lay_out)


@dataclass(frozen=True)
class Late:
    """A supplement, and how many open and exempt sides were issued before it."""

    supplement: Supplement
    begins: int
    exempt_begins: int

    @property
    def labels(self) -> dict[str, int]:
        """Where each series goes on, for the labels of its own file."""
        return {"": self.begins, "E": self.exempt_begins}


def bind_late(
    matter: FrontMatter,
    whole: Agenda,
    papers: Sequence[Paper],
    late: Late,
    *,
    filler: LaidOut,
    lay_out: Callable[[Part], LaidOut],
) -> Bound:
    """The open sides of a supplement: its sheet on the next odd side after the last issued one, then its papers."""
    opening = Opening(
        late.supplement.key,
        "",
        str(late.supplement),
        2,
        place=f"supplement {late.supplement.number}",
        begins=late.begins,
    )

    def sheet(ranges: dict[str, tuple[str, str]]) -> Part:
        return supplement_part(matter, late.supplement, whole, ranges, late.begins)

    return _bind(papers, opening, sheet, filler, lay_out)


def _bind(
    papers: Sequence[Paper],
    opening: Opening,
    draw: Callable[[dict[str, tuple[str, str]]], Part],
    filler: LaidOut,
    lay_out: Callable[[Part], LaidOut],
) -> Bound:
    """Page ranges are the running sum; the opening sheet is laid out with literal numbers until its length is stable."""
    length = opening.likely
    for _ in range(PASSES):
        ranges = _ranges(papers, opening.series, start=opening.begins + length + length % 2)
        sheet = lay_out(draw(ranges))
        sides = sheet[1] + opening.around
        if _ranges(papers, opening.series, start=opening.begins + sides + sides % 2) == ranges:
            return Bound(_leaves(papers, opening, sheet, filler), ranges)
        length = sides
    raise NeverStable(
        "The agenda sheet could not be numbered. Shorten a title that stands at the foot of a page and build again."
    )


def _ranges(papers: Sequence[Paper], series: str, *, start: int) -> dict[str, tuple[str, str]]:
    spans, at = {}, start
    for paper in papers:
        sides = paper.pages + paper.pages % 2
        spans[paper.source.key] = (f"{series}{at + 1}", f"{series}{at + sides}")
        at += sides
    return spans


def _leaves(papers: Sequence[Paper], opening: Opening, sheet: LaidOut, filler: LaidOut) -> list[Leaf]:
    series = opening.series
    leaves = opening.leaves(sheet)
    if sum(leaf.pages for leaf in leaves) % 2:
        leaves.append(_filler(leaves[0].key, filler, series, "", opening.withheld))
    heads: dict[object, str] = {}
    for paper in papers:
        source = paper.source
        item = source.line.item.pk
        under = heads.get(item)
        heads.setdefault(item, source.key)
        number = f"{source.line.number}. " if under is None else ""
        marking = source.sheet.paper.document.stamp
        leaves.append(
            Leaf(
                key=source.key,
                pdf=paper.pdf,
                pages=paper.pages,
                title=f"{number}{source.title}",
                series=series,
                place=source.place,
                marking=marking,
                withheld=source.withheld,
                nest_under=under,
            )
        )
        if paper.pages % 2:
            leaves.append(_filler(source.key, filler, series, marking, source.withheld))
    return leaves


def _filler(key: str, filler: LaidOut, series: str, marking: str, withheld: str) -> Leaf:
    pdf, pages = filler
    return Leaf(
        key=f"{key}-blank",
        pdf=pdf,
        pages=pages,
        kind=Kind.FILLER,
        series=series,
        marking=marking,
        withheld=withheld,
    )


def merged(
    volumes: Sequence[tuple[str, Sequence[Leaf]]],
    *,
    meeting: Meeting,
    draft: bool,
    begins: Mapping[str, int] = NOWHERE,
) -> Iterator[Assembled]:
    """A file for each volume (its title and leaves), begun with all pages of the files before it, all stamped.

    DRAFT across every page until it is issued. ``begins`` is where the page labels of a supplement go on.
    """
    return assemble_in_turn(
        [(title, _numbered(leaves, begins)) for title, leaves in volumes],
        running=f"{meeting.naming.name}, {meeting.held_on.day} {meeting.held_on:%B %Y}",
        watermark="DRAFT" if draft else None,
    )


def _numbered(leaves: Sequence[Leaf], begins: Mapping[str, int]) -> list[Leaf]:
    """The first leaf of each series that goes on from an earlier file says the number of its first page."""
    first = {
        series: next((n for n, leaf in enumerate(leaves) if leaf.series == series), -1) for series in begins
    }
    return [
        replace(leaf, number=begins[leaf.series] + 1) if first.get(leaf.series) == n else leaf
        for n, leaf in enumerate(leaves)
    ]
