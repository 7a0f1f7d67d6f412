"""What of an agenda is not ready, and what of it takes two people: quiet while people work, a stop when it is to be issued."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pcc_portal.documents.markings import Marking
from pcc_portal.meetings.models import Pack
from pcc_portal.meetings.queries import Agenda, Line, Sheet
from pcc_portal.meetings.states import ClearanceKind, ClearanceState, ItemKind, PaperState
from pcc_portal.writing import findings
from pcc_portal.writing.models import Block

# What the findings of a text read of its blocks; a check that needs more raises until it is named here.
CHECKED = ("id", "text_id", "kind", "level", "html", "caption", "alt")


@dataclass(frozen=True)
class Flag:
    """An unmet rule: quiet while people work; ``stops`` says whether the pack can be issued with it."""

    message: str
    item: str = ""
    paper: str = ""
    stops: bool = True


def flags_of(agenda: Agenda, pack: Pack | None) -> list[Flag]:
    """What is not ready, in the order of the agenda: three queries at most, however long it is."""
    found = list(_about_papers(agenda))
    found += _about_texts(agenda)
    found += _about_clearances(agenda)
    if pack is not None:
        mine = {str(sheet.paper.pk): str(line.item.pk) for line, sheet in agenda.sheets()}
        found += [
            Flag(problem["message"], item=mine[problem["paper"]], paper=problem["paper"])
            for problem in pack.problems
            if problem["paper"] in mine
        ]
    return found


def _about_papers(agenda: Agenda) -> Iterator[Flag]:
    for line in agenda.walk():
        item = str(line.item.pk)
        if line.item.kind == ItemKind.PAPERS and not line.sheets:
            yield Flag(
                f"Item {line.number} has no paper yet. Add one, or say that it is verbal or needs none.", item
            )
        for sheet in line.sheets:
            paper, pk = sheet.paper, str(sheet.paper.pk)
            if paper.state == PaperState.DRAFTING:
                what = (
                    "was uploaded and is not accepted yet" if paper.version_id else "is still being written"
                )
                yield Flag(f"“{sheet.title}” {what}.", item, pk)
            elif paper.state == PaperState.SUBMITTED:
                yield Flag(f"“{sheet.title}” was sent in and waits for you to accept it.", item, pk)
            if paper.version is not None and paper.version.needs_confirming and sheet.is_printed:
                yield Flag(f"Look at the page pictures of “{sheet.title}” and confirm them.", item, pk)
            if paper.version is not None and not paper.version.is_tagged and sheet.is_printed:
                yield Flag(
                    f"“{sheet.title}” has no tags: screen readers get its text on the web page only.",
                    item,
                    pk,
                    stops=False,
                )


def _about_texts(agenda: Agenda) -> list[Flag]:
    by_text = {s.paper.text_id: (line, s) for line, s in agenda.sheets() if s.is_printed and s.paper.text_id}
    blocks: dict[Any, list[Any]] = {pk: [] for pk in by_text}
    # Rows and not records: a page asks for every block of a meeting, and a record costs three times as much.
    rows = Block.objects.filter(text_id__in=list(blocks)).order_by("text_id", "position")
    for block in rows.values_list(*CHECKED, named=True):
        blocks[block.text_id].append(block)
    return [
        Flag(
            f"{sheet.title}: {finding.message}",
            str(line.item.pk),
            str(sheet.paper.pk),
            stops=finding.blocks_release,
        )
        for text_id, (line, sheet) in by_text.items()
        for finding in findings.of(blocks[text_id])
    ]


@dataclass(frozen=True)
class Flagged:
    """What one person alone may not let out, to whom it goes, and why it takes two."""

    line: Line
    sheet: Sheet | None
    why: str

    @property
    def is_private(self) -> bool:
        return self.sheet.is_private if self.sheet else True

    @property
    def title(self) -> str:
        """Of a paper under an exempt item the agenda names nothing but the item."""
        if self.sheet is None or self.line.is_exempt:
            return self.line.title
        return self.sheet.title

    @property
    def words(self) -> str:
        who = "members only" if self.is_private else "everyone"
        return f"Item {self.line.number}, {self.title}: to {who}, {self.why}."


def flagged_of(agenda: Agenda) -> list[Flagged]:
    """What it takes two people to let out: exempt matter, OFFICIAL-SENSITIVE papers, personal data."""
    found = []
    for line in agenda.walk():
        if line.is_exempt and line.item.exemption and not line.sheets:
            found.append(Flagged(line, None, f"exempt, {line.item.exemption.named}"))
        found += [Flagged(line, sheet, why) for sheet in line.sheets if (why := _why_two(sheet))]
    return found


def _why_two(sheet: Sheet) -> str:
    """An exempt paper counts before it is in, since the agenda names it; the others when their pages go out."""
    document, why = sheet.paper.document, []
    if sheet.exemption is not None:
        why.append(f"exempt, {sheet.exemption.named}")
    if sheet.is_printed and document.marking == Marking.SENSITIVE:
        why.append(Marking.SENSITIVE.stamp)
    if sheet.is_printed and document.holds_personal_data:
        why.append("holds personal data")
    return "; ".join(why)


def _about_clearances(agenda: Agenda) -> Iterator[Flag]:
    """Papers that are in and not cleared: a note, and a stop only where the clerk said that it is needed."""
    for line, sheet in agenda.sheets():
        for missing in sheet.paper.uncleared if sheet.is_printed else ():
            what = (
                "was not cleared by"
                if missing["state"] == ClearanceState.REFUSED
                else "waits to be cleared by"
            )
            message = f"“{sheet.title}” {what} {ClearanceKind(missing['kind']).label}."
            yield Flag(message, str(line.item.pk), str(sheet.paper.pk), stops=missing["is_required"])
