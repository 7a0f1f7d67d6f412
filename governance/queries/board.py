"""The Board's minutes as they stand: sections and numbered rows, the people of each side, and what was asked of the parties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from governance.models import Action, ApprovalRequest, BoardRecord, FocusTopic
from governance.queries.initials import Meanings, meanings_on
from pcc_portal.meetings.models import Attendance, Entry, Meeting, Minutes, MinutesVersion
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.models.minutes_version import VersionKind
from pcc_portal.meetings.queries.minutes import Heading, Record, record_of


@dataclass
class Row:
    """An entry with its reference; a sub-heading has none."""

    entry: Entry
    reference: str = ""

    @property
    def is_topic(self) -> bool:
        return self.entry.kind == EntryKind.TOPIC


@dataclass
class Section:
    """An item of the agenda with its rows, open and closed, in the order in which they were written."""

    heading: Heading
    rows: list[Row] = field(default_factory=list)

    def of_part(self, *, closed: bool) -> list[Row]:
        """The rows of one audience; a sub-heading below which nothing of it stands is left out."""
        found: list[Row] = []
        for row in self.rows:
            if row.entry.is_exempt != closed:
                continue
            if row.is_topic and found and found[-1].is_topic:
                found.pop()
            found.append(row)
        return found[:-1] if found and found[-1].is_topic else found


@dataclass
class Board:
    """All that the page, the print and the checks ask of one meeting of the Board."""

    record: Record
    kept: BoardRecord
    meanings: Meanings
    sections: list[Section]
    # What came of each row.
    actions: dict[UUID, list[Action]] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        return self.record.meeting

    @property
    def minutes(self) -> Minutes | None:
        return self.record.minutes

    def rows(self) -> Iterator[tuple[Section, Row]]:
        for section in self.sections:
            for row in section.rows:
                yield section, row

    def people(self, status: str) -> list[Attendance]:
        return [row for row in self.record.people if row.status == status]

    @property
    def present(self) -> set[int]:
        return {row.person_id for row in self.people("present")}

    @property
    def references(self) -> dict[UUID, str]:
        return {row.entry.pk: row.reference for _, row in self.rows() if row.reference}


def board_of(meeting: Meeting) -> Board:
    """In a constant number of queries."""
    record = record_of(meeting)
    found = BoardRecord.objects.select_related("chair", "minute_taker").filter(meeting=meeting).first()
    kept = found or BoardRecord(meeting=meeting)
    return Board(record, kept, meanings_on(meeting.held_on), numbered(record), _actions(meeting))


def _actions(meeting: Meeting) -> dict[UUID, list[Action]]:
    rows = Action.objects.filter(entry__minutes__meeting=meeting).select_related("owner_person", "owner_post")
    found: dict[UUID, list[Action]] = {}
    for action in rows.order_by("pk"):
        if action.entry_id is not None:
            found.setdefault(action.entry_id, []).append(action)
    return found


def numbered(record: Record) -> list[Section]:
    """Each row gets NN.DD/MM/YYYY by its place; closed ones count for themselves, so the open run has no gap."""
    day = f"{record.meeting.held_on:%d/%m/%Y}"
    counted = {False: 0, True: 0}
    sections = []
    for heading in record.headings:
        section = Section(heading)
        for said in heading.walk():
            row = Row(said.entry)
            if not row.is_topic:
                counted[said.entry.is_exempt] += 1
                prefix = "C" if said.entry.is_exempt else ""
                row.reference = f"{prefix}{counted[said.entry.is_exempt]:02d}.{day}"
            section.rows.append(row)
        sections.append(section)
    return sections


def version_in_hand(minutes: Minutes) -> MinutesVersion | None:
    """The one that the parties were asked about last, with what they answered. Two queries."""
    asked = ApprovalRequest.objects.select_related("approval__person", "approval__on_behalf_of")
    rows = MinutesVersion.objects.filter(minutes=minutes, kind=VersionKind.FOR_APPROVAL)
    rows = rows.select_related("exempt", "made_by__person", "job")
    return rows.prefetch_related(Prefetch("approval_requests", asked)).order_by("-number").first()


def topic_of(day: date) -> FocusTopic | None:
    """What the month of a day is for."""
    return FocusTopic.objects.filter(month=day.replace(day=1)).first()
