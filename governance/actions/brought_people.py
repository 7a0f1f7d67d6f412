"""Who was at a Board of which only its minutes tell: of which side, from which section on, and by which letters."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from governance.actions import board as keeping
from governance.models import BoardRecord, Initials
from governance.queries.initials import LETTERS, meanings_on
from pcc_portal.accounts.models import Holding, Organisation, Person, Post, User
from pcc_portal.accounts.models.person import OrganisationKind, PostKind
from pcc_portal.meetings.actions.brought import Begun
from pcc_portal.meetings.importing import board as reading
from pcc_portal.meetings.importing.people import CHAIR, MINUTE_TAKER
from pcc_portal.meetings.models import Attendance, BroughtLine, Item, Presence
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus

_OFFICE = re.compile(r"\bopcc\b|\boffice\b|\bcommissioner\b", re.IGNORECASE)
_FORCE = re.compile(r"\bforce\b|\bpolice\b|\bconstabulary\b", re.IGNORECASE)
# Letters that are a post wherever police governance is written about.
POSTS = {"PCC": PostKind.COMMISSIONER, "DPCC": PostKind.DEPUTY, "CC": PostKind.CHIEF_CONSTABLE}


@dataclass
class Attended:
    """Each person once, as the lines of the file say it together; and what of it is not certain."""

    people: dict[int, dict[str, str]] = field(default_factory=dict)
    findings: list[tuple[str, BroughtLine, str]] = field(default_factory=list)

    @classmethod
    def of(cls, begun: Begun) -> "Attended":
        found = cls()
        for line in begun.lines:
            for row in line.facts.get("people", ()):
                person = begun.who.get(row["name"] or row["initials"])
                if person is None:
                    continue
                known = found.people.setdefault(person.pk, {})
                office = known.get("office", "") if row["office"] in {CHAIR, MINUTE_TAKER} else row["office"]
                known |= {name: row[name] or known.get(name, "") for name in ("organisation", "status")}
                known["office"] = office or known.get("office", "")
                if reading.joined_for(row):
                    found._note_late(begun, line, row, known)
        return found

    def _note_late(self, begun: Begun, line: BroughtLine, row: dict[str, str], known: dict[str, str]) -> None:
        section = reading.joined_for(row)
        item = _item(begun, section)
        known["office"] = ""
        if item is None:
            self.findings.append(("section-not-found", line, f"No section of these minutes is called “{section}”. Set down under Who is there from when on."))  # fmt: skip
        else:
            known["from"] = str(item.pk)


def _item(begun: Begun, section: str) -> Item | None:
    """By its whole title, or by how it begins."""
    said = _key(section)
    items = {item.pk: item for item in begun.places.under.values()}.values()
    found = [item for item in items if _key(item.public_title).startswith(said)] if said else []
    return found[0] if len(found) == 1 else next((i for i in found if _key(i.public_title) == said), None)


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def attend(begun: Begun, attended: Attended, *, by: User | None, at: datetime) -> None:
    """Whoever is certain, on the side that the file lists them. What was set down in the portal before stays."""
    meeting = begun.meeting
    there = set(meeting.attendances.values_list("person_id", flat=True))
    held = (
        Holding.objects.on(meeting.held_on)
        .filter(person__in=attended.people)
        .select_related("post__organisation")
    )
    posts = {holding.person_id: holding.post for holding in held}
    force = Organisation.objects.filter(kind=OrganisationKind.FORCE).first()
    made = []
    for person, said in attended.people.items():
        if person in there:
            continue
        post = posts.get(person)
        row = Attendance(meeting=meeting, person_id=person, group=AttendanceGroup.OFFICER, changed_at=at)
        row.status, row.changed_by = AttendanceStatus(said["status"]), by
        row.capacity = (said["office"] or (post.title if post else ""))[:200]
        row.organisation = _side(said["organisation"], begun, force) or (post.organisation if post else None)
        made.append(row)
    Attendance.objects.bulk_create(made)
    late = [
        (row, attended.people[row.person_id]["from"])
        for row in made
        if "from" in attended.people[row.person_id]
    ]
    Presence.objects.bulk_create([Presence(attendance=row, from_item_id=item) for row, item in late])


def _side(words: str, begun: Begun, force: Organisation | None) -> Organisation | None:
    host: Organisation | None = begun.meeting.body.host
    if _OFFICE.search(words):
        return host
    return force if _FORCE.search(words) else None


def explain_letters(begun: Begun, *, by: User | None, at: datetime) -> None:
    """Letters whose person the file or somebody who looked at it has settled, where the record knows none for that day.

    They hold until they mean somebody else.
    """
    day = begun.meeting.held_on
    known = meanings_on(day)
    for letters, person in _lettered(begun).items():
        if known.is_known(letters):
            continue
        later = Initials.objects.filter(letters=letters, from_on__gt=day).order_by("from_on").first()
        to_on = later.from_on - timedelta(days=1) if later else None
        post = Post.objects.filter(kind=POSTS[letters]).first() if letters in POSTS else None
        whom = {"post": post} if post is not None else {"person": person}
        keeping.explain(letters, **whom, from_on=day, to_on=to_on, by=by, at=at, thread=begun.meeting.ref)


def _lettered(begun: Begun) -> dict[str, Person]:
    found = {words: person for words, person in begun.who.items() if LETTERS.fullmatch(words)}
    for line in begun.lines:
        for row in line.facts.get("people", ()):
            if row["initials"] and LETTERS.fullmatch(row["initials"]):
                found[row["initials"]] = begun.who.get(row["name"] or row["initials"])
    return {letters: person for letters, person in found.items() if person is not None}


def keep_head(begun: Begun, *, by: User | None, at: datetime) -> None:
    """Who took the chair and the minutes, and the next meeting, as the file says them; what is set down already stays."""
    head = reading.head_of(begun.lines)
    there = BoardRecord.objects.filter(meeting=begun.meeting).first() or BoardRecord(meeting=begun.meeting)
    keeping.keep(
        begun.meeting,
        chair=there.chair or begun.who.get(head.chair),
        minute_taker=there.minute_taker or begun.who.get(head.minute_taker),
        next_on=there.next_on or head.next_on,
        by=by,
        at=at,
    )
