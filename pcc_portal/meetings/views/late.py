"""The clerk's desk of a supplement: what is in it, what is not ready, how much notice there would be."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from pcc_portal.documents.models import Consent
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.actions import volumes
from pcc_portal.meetings.actions.agendas import days_of_notice
from pcc_portal.meetings.models import Pack, Paper, Supplement
from pcc_portal.meetings.printing.late import brought_by
from pcc_portal.meetings.proofing import Flag, Flagged, flagged_of, flags_of
from pcc_portal.meetings.queries import Agenda, Line, Sheet, agenda_of, inputs_of, latest_pack
from pcc_portal.meetings.states import AGREED_TO_ISSUE_LATE, ItemKind, PaperState

ANNOUNCED = {PaperState.TO_FOLLOW, PaperState.SEPARATE, PaperState.NAMED}


@dataclass
class LateDesk:
    """All that the page of a supplement shows, in a constant number of queries."""

    supplement: Supplement
    agenda: Agenda
    own: Agenda
    shelf: volumes.Shelf
    pack: Pack | None
    is_stale: bool
    flags: list[Flag]
    job: Job | None
    consent: Consent | None

    @property
    def flagged(self) -> list[Flagged]:
        """What it takes two people to let out."""
        return flagged_of(self.own)

    @property
    def stopping(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.stops]

    @property
    def announced(self) -> list[tuple[Line, Sheet]]:
        """Papers that the agenda named without having them; any of them can come with this supplement."""
        return [
            (line, sheet)
            for line, sheet in self.agenda.sheets()
            if sheet.paper.state in ANNOUNCED and sheet.paper.supplement is None
        ]

    @property
    def sheets(self) -> list[tuple[Line, Sheet]]:
        return list(self.own.sheets())

    @property
    def papers_in(self) -> int:
        return sum(sheet.is_printed for _, sheet in self.sheets)

    @property
    def open_papers(self) -> list[Sheet]:
        return [sheet for _, sheet in self.sheets if sheet.is_printed and not sheet.is_private]

    @property
    def exempt_papers(self) -> list[Sheet]:
        return [sheet for _, sheet in self.sheets if sheet.is_printed and sheet.is_private]

    @property
    def days_of_notice(self) -> int:
        return max(days_of_notice(self.supplement.meeting, on=timezone.localdate()), 0)

    @property
    def is_short(self) -> bool:
        """Issuing today needs the Chair's opinion that it is urgent."""
        return self.days_of_notice < self.supplement.meeting.body.notice_days

    @property
    def first_page(self) -> int:
        return self.shelf.begins(self.supplement)[""] + 1

    def lines_for_papers(self) -> list[Line]:
        return [line for line in self.agenda.walk() if line.item.kind != ItemKind.EXCLUSION]

    def issued_papers(self) -> dict[str, Paper]:
        """What can be corrected: everything that was issued and has not been withdrawn."""
        ranges = self.shelf.ranges()
        return {
            str(sheet.paper.pk): sheet.paper
            for _, sheet in self.agenda.sheets()
            if f"p{sheet.paper.pk.hex}" in ranges and sheet.paper.pk not in self.shelf.withdrawn
        }

    def name_of(self, paper: Paper) -> str:
        first, last = self.shelf.ranges()[f"p{paper.pk.hex}"]
        return f"{paper.public_title}, pages {first}-{last}"


def late_desk_of(supplement: Supplement) -> LateDesk:
    meeting = supplement.meeting
    agenda, pack = agenda_of(meeting), latest_pack(meeting, supplement)
    own = brought_by(agenda, supplement)
    job = Job.objects.about(supplement).first()
    asked = Consent.objects.about(AGREED_TO_ISSUE_LATE, supplement)
    return LateDesk(
        supplement=supplement,
        agenda=agenda,
        own=own,
        shelf=volumes.shelf_of(meeting),
        pack=pack,
        is_stale=pack is not None and pack.inputs != inputs_of(meeting),
        flags=[] if supplement.is_issued else flags_of(own, pack),
        job=job if job and (job.is_live or job.state == "failed") else None,
        consent=asked.select_related("asked_by__person", "answered_by__person").first(),
    )
