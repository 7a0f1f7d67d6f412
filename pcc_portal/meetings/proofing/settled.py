"""What keeps minutes from being sent round, and what keeps them from being confirmed. Each has its way out."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from pcc_portal.meetings.models import Correction, Minutes
from pcc_portal.meetings.models.correction import CorrectionState
from pcc_portal.meetings.proofing.minutes import Flag, flags_of
from pcc_portal.meetings.queries.minutes import Record
from pcc_portal.meetings.states import Part


def before_circulating(record: Record) -> list[Flag]:
    """Unmet rules of the record, and the question of LGA 1972 s100C(2) where part of it is exempt."""
    found = [flag for flag in flags_of(record) if flag.stops]
    return [*found, *_summary(record)]


def before_confirming(record: Record, reads: Mapping[UUID, str]) -> list[Flag]:
    """The same, and what was proposed and not settled; ``reads`` are the paragraphs as they stand, by their entry."""
    return [*before_circulating(record), *corrections_open(record, reads)]


def _summary(record: Record) -> Iterator[Flag]:
    if not record.has_exempt_entries or record.minutes is None:
        return
    if record.minutes.exempt.is_coherent_without is None:
        yield Flag(
            "Do the open minutes still make sense without the exempt part? Say so below, or write a public summary.",
            name="summary",
        )


def corrections_open(record: Record, reads: Mapping[UUID, str]) -> Iterator[Flag]:
    """Every correction is answered, and what was accepted is in the words."""
    rows = Correction.objects.filter(minutes=record.minutes).select_related("proposed_by__person")
    for row in rows:
        if row.is_open:
            yield Flag(
                f"{row.proposed_by} proposed a correction. Answer it, or put it to the meeting.",
                name=f"correction-{row.pk}",
            )
        elif row.state == CorrectionState.ACCEPTED and _stands_as_quoted(row, reads):
            yield Flag(
                f"The correction of {row.proposed_by} was accepted, and the paragraph still reads as it did. Change it, or answer otherwise.",
                entry=str(row.entry_id),
                name=f"correction-{row.pk}",
            )


def _stands_as_quoted(row: Correction, reads: Mapping[UUID, str]) -> bool:
    """The paragraph reads as it did when it was sent round."""
    return row.entry_id is not None and reads.get(row.entry_id) == row.quoted


def put_to_the_meeting(minutes: Minutes) -> list[Correction]:
    """What the next meeting is told of: corrections of the open part that were not taken back."""
    rows = Correction.objects.standing().filter(minutes=minutes, part=Part.OPEN)
    return list(rows.select_related("proposed_by__person"))
