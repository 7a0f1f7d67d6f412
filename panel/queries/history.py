"""Who was at the meetings of a municipal year, of a body and of one member. What was cancelled counts for nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models import Attendance, Body, Meeting, Sitting
from pcc_portal.meetings.models.attendance import AttendanceStatus

UNSAID = "unsaid"  # the clerk has not set it down yet


@dataclass
class Record:
    """One member's year: what is said of each meeting at which they sat."""

    sitting: Sitting
    said: dict[int, str] = field(default_factory=dict)  # meeting -> status

    @property
    def person(self) -> Person:
        return self.sitting.person

    @property
    def expected(self) -> int:
        return len(self.said)

    @property
    def tally(self) -> Counter[str]:
        return Counter(self.said.values())

    @property
    def in_words(self) -> list[str]:
        """As a table prints it: present, apologies, absent, not set down."""
        order = (AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT, UNSAID)
        return [str(self.tally[key]) for key in order]


@dataclass
class AttendanceYear:
    meetings: list[Meeting]
    records: list[Record]

    def of(self, person: int) -> list[tuple[Meeting, str]]:
        """One member's meetings, the newest first, each with the word for it."""
        record = next((row for row in self.records if row.person.pk == person), None)
        if record is None:
            return []
        rows = [(meeting, record.said[meeting.pk]) for meeting in self.meetings if meeting.pk in record.said]
        words = {**dict(AttendanceStatus.choices), UNSAID: "Not set down"}
        return [(meeting, words[status]) for meeting, status in rows]


def year_of(body: Body, first: date, last: date) -> AttendanceYear:
    """Three queries, however many years there are; a page shows one."""
    meetings = list(
        Meeting.objects.counting()
        .filter(body=body, held_on__range=(first, last))
        .select_related("body")
        .order_by("-held_on")
    )
    sat = Sitting.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=first), seat__body=body, from_on__lte=last
    )
    said = {
        (row.meeting_id, row.person_id): row.status for row in Attendance.objects.filter(meeting__in=meetings)
    }
    records: dict[int, Record] = {}
    for sitting in sat.select_related("person", "seat__nominated_by").order_by("from_on"):
        record = records.setdefault(sitting.person_id, Record(sitting))
        record.sitting = sitting
        for meeting in meetings:
            if sitting.from_on <= meeting.held_on <= (sitting.to_on or last):
                status = said.get((meeting.pk, sitting.person_id), AttendanceStatus.EXPECTED)
                record.said[meeting.pk] = UNSAID if status == AttendanceStatus.EXPECTED else status
    by_name = sorted(records.values(), key=lambda row: (row.person.family, row.person.given, row.person.pk))
    return AttendanceYear(meetings, [row for row in by_name if row.said])


def has_sat(body: Body, person: Person) -> bool:
    return Sitting.objects.filter(seat__body=body, person=person).exists()
