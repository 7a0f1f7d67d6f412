"""The papers of a meeting as they were let out, to be printed once more: from the frozen rows, never from a draft."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from pcc_portal.documents import stores
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.meetings.models import Meeting, Paper, PrintRun


@dataclass(frozen=True)
class Printable:
    """A paper that can be chosen: what it is called and where it stands in the issued pack."""

    paper: str
    title: str
    first: str
    last: str
    is_private: bool


@dataclass(frozen=True)
class Issued:
    """A paper as it was let out: frozen HTML, its pictures by name, and what its copies must say."""

    paper: str
    title: str
    html: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    marking: str = ""
    withheld: str = ""

    @property
    def key(self) -> str:
        return f"p{self.paper.replace('-', '')}"


def printable(meeting: Meeting) -> list[Printable]:
    """Open papers, then exempt ones, each in the order of the agenda; two queries."""
    return [
        Printable(row.subject_id, row.title, row.facts["first"], row.facts["last"], is_private)
        for rows, is_private in ((_open(meeting), False), (_withheld(meeting), True))
        for row in rows.only("subject_id", "title", "facts")
    ]


def to_print(run: PrintRun) -> Iterator[Issued]:
    """The chosen papers as they may be read now: what was withdrawn meanwhile is left out."""
    meeting, chosen = run.meeting, run.papers
    for row in _open(meeting).filter(subject_id__in=chosen).select_related("text").prefetch_related("files"):
        pictures = {file.name: stores.get(file.store_key, store=stores.PUBLIC) for file in row.files.all()}
        yield Issued(row.subject_id, row.title, row.text.html, pictures, row.facts.get("marking", ""))
    yield from _to_print_in_private(list(_withheld(meeting).filter(subject_id__in=chosen)))


def _to_print_in_private(rows: list[Withheld]) -> Iterator[Issued]:
    papers = Paper.objects.filter(pk__in=[row.subject_id for row in rows])
    found = {
        str(paper.pk): paper for paper in papers.select_related("document__exemption", "item__exemption")
    }
    for row in rows:
        paper = found[row.subject_id]
        exemption = paper.document.exemption or paper.item.exemption
        yield Issued(
            row.subject_id,
            row.title,
            row.html,
            {name: stores.get(key) for name, (_, key) in row.files.items()},
            paper.document.stamp,
            exemption.not_for_publication if exemption else "",
        )


def _open(meeting: Meeting) -> QuerySet[Release]:
    """What may still be read; the place of a withdrawn paper is nothing to print."""
    rows = Release.objects.live().exclude(facts__has_key="gone")
    return rows.filter(kind="meetings.paper", collection=meeting.ref).order_by("position", "pk")


def _withheld(meeting: Meeting) -> QuerySet[Withheld]:
    rows = Withheld.objects.live().exclude(facts__has_key="gone")
    return rows.filter(kind="meetings.paper", collection=meeting.ref).order_by("position", "pk")
