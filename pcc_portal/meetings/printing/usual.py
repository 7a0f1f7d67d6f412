"""The sentence that an item usually gets, offered to the clerk and never written unasked."""

from dataclasses import dataclass

from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.wording import listed
from pcc_portal.meetings.queries import Line
from pcc_portal.meetings.queries.minutes import Record
from pcc_portal.meetings.states import ItemKind


@dataclass(frozen=True)
class Usual:
    kind: str
    words: str


# What an item is recognised by, in its title; the first that fits counts.
_BY_TITLE = (
    (("interest",), Usual(EntryKind.NONE, "There were no disclosures of interests.")),
    (("minutes",), Usual(EntryKind.RESOLUTION, "Confirms the minutes as a true record, to be signed by the Chair")),
    (("public speaking", "public question", "questions from the public"), Usual(EntryKind.NONE, "Nobody had given notice to speak.")),
    (("urgent",), Usual(EntryKind.NONE, "There was no urgent business.")),
    (("work programme",), Usual(EntryKind.RESOLUTION, "Notes the work programme")),
    (("dates of", "date of next", "next meeting"), Usual(EntryKind.NOTED, "the dates of the next meetings.")),
    (("issues raised",), Usual(EntryKind.NONE, "No issues were raised.")),
    (("complaint",), Usual(EntryKind.NONE, "There were no complaints to consider.")),
)  # fmt: skip


def usual(record: Record, line: Line) -> Usual | None:
    """The usual sentence of a standing item, from what is known of the meeting; nothing for items of business."""
    title = line.title.casefold()
    if line.item.kind == ItemKind.EXCLUSION:
        return None
    if "apolog" in title:
        return Usual(EntryKind.STATEMENT, _apologies(record))
    return next((said for words, said in _BY_TITLE if any(word in title for word in words)), None)


def _apologies(record: Record) -> str:
    absent = [row for row in record.people if row.status == "apologies"]
    if not absent:
        return "There were no apologies."
    return f"Apologies were received from {listed([record.name(row.person) for row in absent])}."
