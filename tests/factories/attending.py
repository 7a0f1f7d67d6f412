"""Members in their seats, and what is said of who came."""

from datetime import date

from pcc_portal.meetings.actions import attendance, seats
from pcc_portal.meetings.models import AttendanceRule
from tests.factories import meetings, people
from tests.factories.days import NOW

SEATED_ON = date(2026, 5, 20)


def seated(of, by, *names, from_on=SEATED_ON):
    """A councillor's seat for each surname; the first is the Chair's."""
    rows = meetings.seats(of, *(name.lower() for name in names))
    return [
        seats.fill(
            seat,
            people.person("Ann", name, style="Councillor"),
            office="member" if place else "chair",
            from_on=from_on,
            by=by,
            at=NOW,
        )
        for place, (seat, name) in enumerate(zip(rows, names, strict=True))
    ]


def came(meeting, *sittings, by, at=NOW, **how):
    return [attendance.mark(meeting, s.person, status="present", by=by, at=at, **how) for s in sittings]


def rule(of, *, from_on=date(2020, 1, 1), **more):
    """A third of all seats and at least three, as far as nothing else is said."""
    return AttendanceRule.objects.create(body=of, from_on=from_on, source="Rules of procedure, 8", **more)
