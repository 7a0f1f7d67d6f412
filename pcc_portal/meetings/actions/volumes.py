"""The volumes of an issued meeting: their leaves are kept at issue, and every later file is merged from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from pcc_portal.documents import stores
from pcc_portal.meetings.actions.packs import Built, title_of
from pcc_portal.meetings.models import Meeting, PackLeaf, Supplement, Withdrawal
from pcc_portal.meetings.printing import binding, front, press
from pcc_portal.meetings.states import Part, WithdrawalKind
from pcc_portal.pdf.assemble import Kind, Leaf
from pcc_portal.pdf.labels import page_labels
from pcc_portal.pdf.parts import CannotLayOut

_BLANK = "-blank"  # binding names the blank side after its paper


def leaves_of(built: Built, meeting: Meeting, supplement: Supplement | None = None) -> list[PackLeaf]:
    """The rows of an issue, with their bytes in the private store; to be saved when it is let out."""
    papers = {paper.source.key: paper.source.sheet.paper.pk for paper in built.papers}
    volumes = ((Part.OPEN, built.open_volume), (Part.EXEMPT, built.exempt_volume))
    return [
        PackLeaf(
            meeting=meeting,
            supplement=supplement,
            volume=volume,
            position=position,
            paper_id=papers.get(leaf.key.removesuffix(_BLANK)),
            key=leaf.key,
            title=leaf.title or "",
            kind=leaf.kind,
            series=leaf.series,
            place=leaf.place,
            marking=leaf.marking,
            withheld=leaf.withheld,
            nest_under=leaf.nest_under or "",
            level=leaf.level,
            pages=leaf.pages,
            store_key=stores.filed(leaf.pdf, folder="leaves", suffix=".pdf"),
        )
        for volume, bound in volumes
        for position, leaf in enumerate(bound.leaves)
    ]


@dataclass(frozen=True)
class Shelf:
    """All leaves of a meeting in the order of its files, and what may no longer be read of them."""

    meeting: Meeting
    leaves: list[PackLeaf]
    marks: Mapping[UUID, Withdrawal]

    @property
    def stamp(self) -> str:
        """Equal as long as the files made of it would be: looked at again before they are let out."""
        said = [leaf.key for leaf in self.leaves], sorted((str(k), m.pk) for k, m in self.marks.items())
        return sha256(repr(said).encode()).hexdigest()

    def volume(self, part: Part, supplement: Supplement | None = None) -> list[PackLeaf]:
        """One volume of all issues, or of one supplement."""
        return [
            leaf
            for leaf in self.leaves
            if leaf.volume == part and (supplement is None or leaf.supplement_id == supplement.pk)
        ]

    def sides(self, part: Part) -> int:
        return sum(leaf.pages for leaf in self.volume(part))

    def begins(self, supplement: Supplement) -> dict[str, int]:
        """How many sides of each series were issued before a supplement."""
        before: dict[str, int] = {"": 0, "E": 0}
        for leaf in self.leaves:
            if leaf.supplement is None or leaf.supplement.number < supplement.number:
                before[leaf.series] += leaf.pages
        return before

    def ranges(self, part: Part | None = None) -> dict[str, tuple[str, str]]:
        """First and last label of each paper, its blank side included, by ``Source.key``."""
        found: dict[str, tuple[str, str]] = {}
        leaves = self.volume(part) if part else [*self.volume(Part.OPEN), *self.volume(Part.EXEMPT)]
        labels, at = page_labels(leaves), 0
        for leaf in leaves:
            key = leaf.key.removesuffix(_BLANK)
            if leaf.paper_id:
                first = found.get(key, (labels[at], ""))[0]
                found[key] = (first, labels[at + leaf.pages - 1])
            at += leaf.pages
        return found

    @property
    def withdrawn(self) -> frozenset[UUID]:
        return frozenset(pk for pk, mark in self.marks.items() if mark.kind == WithdrawalKind.WITHDRAWN)

    @property
    def re_marked(self) -> frozenset[UUID]:
        return frozenset(self.marks) - self.withdrawn


def shelf_of(meeting: Meeting, *more: PackLeaf) -> Shelf:
    """What was issued, and ``more`` that is about to be. The strictest mark of a paper counts: withdrawn before exempt."""
    leaves = list(PackLeaf.objects.filter(meeting=meeting).select_related("supplement"))
    marks: dict[UUID, Withdrawal] = {}
    rows = Withdrawal.objects.filter(paper__leaves__meeting=meeting).select_related("exemption").distinct()
    for row in rows:
        if row.kind == WithdrawalKind.WITHDRAWN or row.paper_id not in marks:
            marks[row.paper_id] = row
    everything = sorted(
        [*leaves, *more], key=lambda leaf: (leaf.volume == Part.EXEMPT, _issue(leaf), leaf.position)
    )
    return Shelf(meeting, everything, marks)


def _issue(leaf: PackLeaf) -> int:
    return leaf.supplement.number if leaf.supplement is not None else 0


@dataclass(frozen=True)
class Edition:
    """Every file of an issued meeting as it reads at one moment, in memory."""

    shelf: Shelf
    public: bytes
    members: bytes
    supplements: dict[UUID, bytes]


def merged(shelf: Shelf, *, at: datetime, supplements: Iterable[Supplement] = ()) -> Edition:
    """Nothing is laid out but the sides that stand for what was withdrawn. Raises CannotLayOut."""
    press_ = _Press(shelf, at=at)
    opened, exempt = shelf.volume(Part.OPEN), shelf.volume(Part.EXEMPT)
    for_all = [press_.public(row) for row in opened]
    title = title_of(shelf.meeting)
    whole = f"{title}, with the exempt part"
    if shelf.re_marked:
        (public,) = binding.merged([(title, for_all)], meeting=shelf.meeting, draft=False)
        inside = [press_.members(row) for row in [*opened, *exempt]]
        (members,) = binding.merged([(whole, inside)], meeting=shelf.meeting, draft=False)
    elif exempt:
        inside = [press_.members(row) for row in exempt]
        volumes = [(title, for_all), (whole, inside)]
        public, members = binding.merged(volumes, meeting=shelf.meeting, draft=False)
    else:
        (public,) = binding.merged([(title, for_all)], meeting=shelf.meeting, draft=False)
        members = public
    alone = {one.pk: _alone(press_, one, title) for one in supplements}
    return Edition(shelf, public.pdf, members.pdf, alone)


def extract(shelf: Shelf, papers: Collection[UUID], *, at: datetime) -> list[Leaf]:
    """The sides of some papers as members may read them, blank ones included, under the labels that they have in the pack."""
    press_ = _Press(shelf, at=at)
    rows = [*shelf.volume(Part.OPEN), *shelf.volume(Part.EXEMPT)]
    labels, start, found = page_labels(rows), 0, []
    for row in rows:
        if row.paper_id in papers:
            number = int(labels[start].removeprefix(row.series))
            found.append(replace(press_.members(row), number=number))
        start += row.pages
    return found


def _alone(press_: _Press, supplement: Supplement, title: str) -> bytes:
    """The new pages alone, under the numbers that they have in the pack."""
    shelf = press_.shelf
    leaves = [press_.public(row) for row in shelf.volume(Part.OPEN, supplement)]
    (made,) = binding.merged(
        [(f"Supplement {supplement.number}. {title}", leaves)],
        meeting=shelf.meeting,
        draft=False,
        begins=shelf.begins(supplement),
    )
    return made.pdf


class _Press:
    """From rows to leaves; a paper that may not be read becomes as many sides that say so."""

    def __init__(self, shelf: Shelf, *, at: datetime) -> None:
        self.shelf = shelf
        self.bytes: dict[str, bytes] = {}
        self.places = _places(shelf, at=at)

    def public(self, row: PackLeaf) -> Leaf:
        return self._in_its_place(row) if row.paper_id in self.shelf.marks else self._as_issued(row)

    def members(self, row: PackLeaf) -> Leaf:
        """Members go on reading what is exempt from now on, under the words that the law wants on it (LGA s100B(5))."""
        mark = self.shelf.marks.get(row.paper_id) if row.paper_id else None
        if mark is None:
            return self._as_issued(row)
        if mark.kind == WithdrawalKind.WITHDRAWN or mark.exemption is None:
            return self._in_its_place(row)
        return self._as_issued(row, withheld=mark.exemption.not_for_publication)

    def _as_issued(self, row: PackLeaf, *, withheld: str = "") -> Leaf:
        if row.store_key not in self.bytes:
            self.bytes[row.store_key] = stores.get(row.store_key)
        return _leaf(row, self.bytes[row.store_key], withheld=withheld or row.withheld)

    def _in_its_place(self, row: PackLeaf) -> Leaf:
        if row.kind == Kind.FILLER:
            return self._as_issued(row)
        return _leaf(row, self.places[row.key], kind=Kind.PLACEHOLDER, withheld=row.withheld)


def _leaf(row: PackLeaf, pdf: bytes, *, kind: str = "", withheld: str = "") -> Leaf:
    return Leaf(
        key=row.key,
        pdf=pdf,
        pages=row.pages,
        title=row.title or None,
        kind=Kind(kind or row.kind),
        series=row.series,
        place=row.place,
        marking=row.marking if not kind else "",
        withheld=withheld,
        nest_under=row.nest_under or None,
        level=row.level,
    )


def _places(shelf: Shelf, *, at: datetime) -> dict[str, bytes]:
    """Sides for what was withdrawn or re-marked, by the key of the leaf they stand for."""
    leaves = [*shelf.volume(Part.OPEN), *shelf.volume(Part.EXEMPT)]
    labels, start, wanted = page_labels(leaves), 0, {}
    for row in leaves:
        mark = shelf.marks.get(row.paper_id) if row.paper_id else None
        if mark is not None and row.kind != Kind.FILLER:
            names = labels[start : start + row.pages]
            wanted[row.key] = front.withdrawn_part(row.title, names, mark, on=timezone.localdate(mark.at))
        start += row.pages
    made = press.lay_out(list(wanted.values()), at=at)
    for outcome in made:
        if isinstance(outcome, CannotLayOut):
            raise outcome
    return {
        key: laid.pdf for key, laid in zip(wanted, made, strict=True) if not isinstance(laid, CannotLayOut)
    }
