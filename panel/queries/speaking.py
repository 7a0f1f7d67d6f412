"""Public speaking: what a visitor may know of it from released rows, and what the clerk sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from panel.models import SpeakingRequest
from panel.queries.standing import Standing, Task
from panel.states import SpeakingState
from pcc_portal.accounts.models import User
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Meeting

KIND = "panel.speakers"


@dataclass(frozen=True)
class Speaking:
    """Of one meeting, from release tables alone."""

    notice: Release
    speakers: list[dict[str, Any]]
    closes_on: date | None
    is_open: bool  # it is called and to come: the form is there, in time or late
    is_in_time: bool

    @property
    def rule(self) -> dict[str, Any]:
        said: dict[str, Any] = self.notice.facts.get("speaking") or {}
        return said


def said_of_speaking(ref: str, *, at: datetime) -> Speaking | None:
    """None where nothing of the meeting is public; one query."""
    rows = Release.objects.live().filter(collection=ref, kind__in=["meetings.notice", KIND])
    found = {row.kind: row for row in rows}
    notice = found.get("meetings.notice")
    if notice is None:
        return None
    facts, day = notice.facts, notice.on or date.min
    by = (facts.get("speaking") or {}).get("by", "")
    closes_on = date.fromisoformat(by) if by else None
    begins = datetime.combine(
        day, time.fromisoformat(facts["starts_at"]), tzinfo=timezone.get_default_timezone()
    )
    return Speaking(
        notice=notice,
        speakers=found[KIND].facts["speakers"] if KIND in found else [],
        closes_on=closes_on,
        is_open=closes_on is not None and facts.get("life", "called") == "called" and at < begins,
        is_in_time=closes_on is not None and timezone.localdate(at) <= closes_on,
    )


@dataclass(frozen=True)
class Speakers:
    """Of one meeting, as its clerk sees them."""

    rows: list[SpeakingRequest]
    released: Release | None

    @property
    def is_stale(self) -> bool:
        """What was decided since is not public yet."""
        said = self.released.facts["speakers"] if self.released else []
        return [row.public_facts for row in self.rows if row.is_accepted] != said

    @property
    def accepted(self) -> int:
        return sum(row.is_accepted for row in self.rows)


def speakers_of(meeting: Meeting) -> Speakers:
    """Two queries."""
    rows = SpeakingRequest.objects.filter(meeting=meeting).select_related(
        "contact", "decided_by__person", "motion"
    )
    said = Release.objects.live().filter(kind=KIND, subject_id=str(meeting.pk)).first()
    return Speakers(list(rows.order_by("number")), said)


def to_be_heard(here: Standing, user: User) -> None:
    """Those who ask to speak wait for the clerk to decide; one query."""
    undecided = Count("pk", filter=Q(state=SpeakingState.RECEIVED))
    rows = SpeakingRequest.objects.visible_to(user).filter(state=SpeakingState.RECEIVED)
    for row in (
        rows.values("meeting__ref", "meeting__held_on").annotate(count=undecided).order_by("meeting__held_on")
    ):
        count, day = row["count"], row["meeting__held_on"]
        title = f"{count} {'person asks' if count == 1 else 'people ask'} to speak on {day.day} {day:%B}"
        href = reverse("panel:speakers", args=[row["meeting__ref"]])
        here.needs.append(Task(title, "Decide whether it is the Panel’s business.", href, "Decide"))
