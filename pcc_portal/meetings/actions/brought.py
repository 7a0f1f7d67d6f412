"""Bring old minutes in from Word: first as lines that somebody looks at, then as the record of their meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.actions.brought_entries import write
from pcc_portal.meetings.actions.brought_places import Places, places_of
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import (
    Attendance,
    Body,
    BroughtFinding,
    BroughtLine,
    BroughtName,
    Declaration,
    Meeting,
    Minutes,
    MinutesFile,
)
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.brought import ENTRIES
from pcc_portal.meetings.queries.brought import Circle, circle_of
from pcc_portal.meetings.states import Life, Part
from pcc_portal.writing.actions import texts
from pcc_portal.writing.kinds import TextKind


class NoDate(Refusal):
    """The day of the meeting is what its record hangs on."""

    def __init__(self) -> None:
        super().__init__(
            "No date of the meeting was found in this file. Give it, and accept the minutes then."
        )


class NotHeldYet(Refusal):
    """Minutes are of a meeting that was held."""

    def __init__(self) -> None:
        super().__init__(
            "The date of these minutes is still to come. Put it right, and accept the minutes then."
        )


class MinutedAlready(Refusal):
    """Two records of one meeting cannot both be right."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(f"The meeting of {meeting.held_on.day} {meeting.held_on:%B %Y} has minutes in the portal already. Nothing was written to them.")  # fmt: skip


@transaction.atomic
def bring(
    body: Body,
    lines: list[BroughtLine],
    *,
    findings: Iterable[BroughtFinding],
    names: Mapping[str, tuple[Person | None, str]],
    file: MinutesFile,
    by: User | None,
    at: datetime,
) -> MinutesFile:
    """Keep every line of a file. A file that this body has brought in before is that one, as it stands now.

    ``findings`` name their lines; ``names`` says who each is, or why nobody.
    """
    Body.objects.select_for_update().get(pk=body.pk)
    known = MinutesFile.objects.filter(body=body, sha256=file.sha256).first()
    if known is not None:
        return known
    file.body, file.by, file.at = body, by, at
    file.save(force_insert=True)
    for line in lines:
        line.file = file
    BroughtLine.objects.bulk_create(lines, batch_size=1_000)
    BroughtName.objects.bulk_create(
        [
            BroughtName(file=file, words=words, person=who, doubt=doubt[:300])
            for words, (who, doubt) in names.items()
        ]
    )
    for finding in findings:
        finding.file = file
    BroughtFinding.objects.bulk_create(findings, batch_size=1_000)
    record(
        "meetings.minutes_file.brought_in", subject=file, by=by, at=at, lines=len(lines), sha256=file.sha256
    )
    return file


@transaction.atomic
def accept(file: MinutesFile, *, by: User | None, at: datetime) -> Meeting:
    """Write the record of the meeting: who was there, its items, and every paragraph as it stands. Pressed again, it is there.

    A meeting that the portal does not know is recorded as held, without giving any notice of it; one that it knows
    keeps its agenda and what was set down. Who is not certain is left open. Raises NoDate, NotHeldYet, MinutedAlready.
    """
    begun = begin(file, by=by, at=at)
    if isinstance(begun, Meeting):
        return begun
    circle = circle_of(begun.file.body, (), on=begun.meeting.held_on)
    _attendance(begun.meeting, begun.lines, begun.who, circle, by=by, at=at)
    write(begun.minutes, begun.lines, begun.places, begun.who, by=by, at=at)
    _interests(begun.meeting, begun.lines, begun.who, begun.places, by=by, at=at)
    return finish(begun, by=by, at=at)


@dataclass(frozen=True)
class Begun:
    """What every body's minutes are written on: their meeting, its items, and who everyone is."""

    file: MinutesFile
    meeting: Meeting
    minutes: Minutes
    lines: list[BroughtLine]
    places: Places
    who: dict[str, Person | None]


def begin(file: MinutesFile, *, by: User | None, at: datetime) -> Begun | Meeting:
    """The file held, its meeting found or recorded, its items added; the meeting alone where it was accepted before.

    Belongs in the caller's transaction. Raises NoDate, NotHeldYet, MinutedAlready.
    """
    file = MinutesFile.objects.select_for_update(of=("self",)).select_related("body").get(pk=file.pk)
    if file.meeting is not None:
        return file.meeting
    lines = list(file.lines.all())
    meeting = _meeting(file, lines, by=by, at=at)
    who = {name.words: name.person for name in file.names.select_related("person")}
    places = places_of(meeting, lines)
    return Begun(file, meeting, _minutes(meeting, lines, by=by, at=at), lines, places, who)


def finish(begun: Begun, *, by: User | None, at: datetime) -> Meeting:
    """The file is that of its meeting from now on."""
    file, meeting = begun.file, begun.meeting
    BroughtFinding.objects.bulk_create(
        [
            BroughtFinding(file=file, line=line, name=name, message=message)
            for name, line, message in begun.places.findings
        ]
    )
    file.meeting, file.accepted_by, file.accepted_at = meeting, by, at
    file.save(update_fields=["meeting", "accepted_by", "accepted_at"])
    record("meetings.minutes.brought_in", subject=begun.minutes, by=by, at=at, thread=meeting.ref)
    return meeting


def _meeting(file: MinutesFile, lines: list[BroughtLine], *, by: User | None, at: datetime) -> Meeting:
    if file.held_on is None:
        raise NoDate
    if file.held_on > timezone.localdate(at):
        raise NotHeldYet
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    there = (
        rows.filter(body=file.body, held_on=file.held_on, is_date_fixed=True)
        .exclude(life=Life.CANCELLED)
        .first()
    )
    if there is None:
        said = next((line.facts["at"] for line in lines if line.facts.get("at")), "")
        starts_at = time.fromisoformat(said) if said else None
        return calls.record_held(file.body, held_on=file.held_on, starts_at=starts_at, by=by, at=at)
    if Minutes.objects.filter(meeting=there, entries__isnull=False).exists():
        raise MinutedAlready(there)
    return there


def _minutes(meeting: Meeting, lines: list[BroughtLine], *, by: User | None, at: datetime) -> Minutes:
    minutes = Minutes.objects.select_related("text").filter(meeting=meeting).first()
    if minutes is None:
        text = texts.create(kind=TextKind.MINUTES, by=by, at=at)
        minutes = Minutes.objects.create(meeting=meeting, text=text)
    minutes.meeting = meeting
    began, rose = (_moment(meeting, lines, name) for name in ("began", "rose"))
    minutes.began_at = minutes.began_at or began
    if rose is not None and (minutes.began_at is None or rose > minutes.began_at):
        minutes.rose_at = minutes.rose_at or rose
    minutes.save(update_fields=["began_at", "rose_at"])
    return minutes


def _moment(meeting: Meeting, lines: list[BroughtLine], name: str) -> datetime | None:
    said = next((line.facts[name] for line in lines if line.facts.get(name)), "")
    zone = timezone.get_default_timezone()
    return datetime.combine(meeting.held_on, time.fromisoformat(said), tzinfo=zone) if said else None


def _attendance(
    meeting: Meeting,
    lines: list[BroughtLine],
    who: Mapping[str, Person | None],
    circle: Circle,
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Whoever is certain. A member must have sat that day; what was set down in the portal before stays."""
    made = {row.person_id: row for row in meeting.attendances.all()}
    for row in (row for line in lines for row in line.facts.get("people", ())):
        person = who.get(row["name"])
        if person is None or person.pk in made:
            continue
        sitting = circle.seated.get(person.pk)
        if sitting is None and row["group"] == AttendanceGroup.MEMBER:
            continue
        new = Attendance(meeting=meeting, person=person, sitting=sitting, group=row["group"])
        new.status, new.changed_at, new.changed_by = AttendanceStatus(row["status"]), at, by
        if sitting is not None:
            new.group, new.organisation = AttendanceGroup.MEMBER, sitting.seat.nominated_by
        new.capacity = (row["organisation"] or (sitting.seat.words if sitting else ""))[:200]
        made[person.pk] = new
    Attendance.objects.bulk_create([row for row in made.values() if row.pk is None])


def _interests(
    meeting: Meeting,
    lines: list[BroughtLine],
    who: Mapping[str, Person | None],
    places: Places,
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Those whose words say all of it: who, which kind, and in which item."""
    for line in lines:
        said = line.facts.get("interest")
        person = who.get(said["who"]) if said else None
        item = places.by_number.get(said["item"]) if said else None
        if (
            not said
            or person is None
            or not said["kind"]
            or item is None
            or item.part == Part.EXEMPT
            or line.role not in ENTRIES
        ):
            continue
        facts = {"kind": said["kind"], "matter": said["matter"][:500], "at": at, "by": by}
        Declaration.objects.get_or_create(meeting=meeting, item=item, person=person, defaults=facts)
