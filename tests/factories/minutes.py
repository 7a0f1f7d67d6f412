"""An issued meeting with people in the room, and entries in its minutes."""

from datetime import date

from pcc_portal.meetings.actions import entries, seats
from pcc_portal.meetings.models import Attendance, Item, Sitting
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.meetings.models.facts import Change
from tests.factories import meetings, people
from tests.factories.days import NOW

NAMES = (("Margaret", "Ashdown"), ("Dilip", "Raman"), ("Aisha", "Karim"), ("Tom", "Herrick"))


def room(meeting, by, *, independent=True):
    """Four councillors, the first in the chair, and an independent member, all present; with the Commissioner and a guest.

    Returns {family name: person}.
    """
    rows = meetings.seats(
        meeting.body, *[f"council-{n}" for n in range(len(NAMES))], independent=int(independent)
    )
    seated = [people.person(given, family, style="Councillor") for given, family in NAMES]
    seated += [people.person("Kwame", "Boateng", style="Mr")] if independent else []
    for n, (seat, person) in enumerate(zip(rows, seated, strict=True)):
        office = {} if n else {"office": "chair"}
        seats.fill(seat, person, from_on=date(2025, 5, 20), by=by, at=NOW, **office)
        present(meeting, person)
    guests = [people.person("Eleanor", "Whitcombe"), people.person("Ruth", "Adeyemi")]
    for guest in guests:
        present(meeting, guest)
    return {person.family: person for person in [*seated, *guests]}


def present(meeting, person, *, status=AttendanceStatus.PRESENT):
    """Down as there, or with ``status`` as something else."""
    sitting = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body, person=person).first()
    row, _ = Attendance.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "group": AttendanceGroup.MEMBER if sitting else AttendanceGroup.OTHER,
            "sitting": sitting,
            "status": status,
            "changed_at": NOW,
        },
    )
    return row


def item(meeting, title):
    """The item of this title, with its meeting."""
    found = Item.objects.get(meeting=meeting, public_title=title)
    found.meeting = meeting
    return found


def entry(of, by, kind="statement", words="", *, at=NOW, **more):
    """An entry with words; ``facts`` are set as if chosen in its form."""
    facts = more.pop("facts", {})
    made = entries.add(of, kind=kind, html=words, by=by, at=at, **more)
    if facts:
        changed = {name: Change(None if name != "result" else "", now) for name, now in facts.items()}
        if "unanimous" in changed:
            changed["unanimous"] = Change(was=False, now=facts["unanimous"])
        saved = entries.save(made, changed=changed, by=by, at=at)
        assert saved.is_settled, saved.taken
    return made
