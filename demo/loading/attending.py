"""Who came: the rule of the quorum, five years of attendance, the last meeting in full, and who cannot come next time."""

from datetime import datetime, timedelta

from demo.content import people
from demo.loading.calendar import at
from demo.loading.county import County
from panel.actions import register, substitutes
from pcc_portal.accounts.actions.persons import NewPerson
from pcc_portal.accounts.models import Person
from pcc_portal.meetings.actions import attendance, counting, interests
from pcc_portal.meetings.models import Attendance, Meeting, Seat, Sitting
from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus, QuorumBase
from pcc_portal.meetings.models.interest import InterestKind
from pcc_portal.meetings.queries import agenda_of

SOURCE = "Rules of procedure of the Panel, paragraph 8"
AWAY_LAST = {"maddox", "okafor", "pritchard"}
GUESTS_LAST = {
    AttendanceGroup.OFFICER: ("nair", "peake", "lisle"),
    AttendanceGroup.OTHER: ("whitcombe", "hale", "adeyemi", "attwell", "penrose", "wetherby"),
}
CAPACITIES = {"wetherby": "Public speaker"}
CANNOT_COME = "okafor"
SUBSTITUTES = {
    "northbrook": NewPerson("Stella", "Whitlock", "Councillor"),
    "county": NewPerson("Ivor", "Blakey", "Councillor"),
}
HERRICK = "Unpaid trustee of a charity in Kingsmere that had received a small award from the Commissioner’s Grants Scheme."
REGISTERED = {
    "herrick": ("other", "Trustee, Kingsmere Youth Shelter (unpaid)"),
    "venn": ("land", "A house in Wexbury"),
    "raman": ("employment", "Pharmacist, self-employed"),
}
EVERY_SO_MANY = 7  # meetings, a member is away from one


def load(county: County, past: list[Meeting], last_one: Meeting, next_one: Meeting, *, now: datetime) -> None:
    """In the order in which it was set down; what is let out, is let out now."""
    rule(county)
    history(county, past)
    last(county, last_one)
    registered(county)
    register.publish(county.body, by=county.clerk, at=now)
    coming(county, next_one)


def rule(county: County) -> None:
    """A third of all seats: four of twelve."""
    counting.count_by(
        county.body,
        from_on=county.days.first,
        quorum_top=1,
        quorum_bottom=3,
        quorum_base=QuorumBase.SEATS,
        quorum_least=people.QUORUM,
        source=SOURCE,
        by=county.clerk,
        at=at(county.days.first),
    )


def history(county: County, meetings: list[Meeting]) -> None:
    """Nearly always there: each is away once in a while, and says so."""
    for turn, meeting in enumerate(meetings):
        for place, person in enumerate(members_of(meeting)):
            away = (turn + place) % EVERY_SO_MANY == 0
            status = AttendanceStatus.APOLOGIES if away else AttendanceStatus.PRESENT
            attendance.mark(meeting, person, status=status, by=county.clerk, at=at(meeting.held_on, 14, 5))


def members_of(meeting: Meeting) -> list[Person]:
    """Whoever sat on the Panel that day, in the order of the seats."""
    sittings = Sitting.objects.on(meeting.held_on).filter(seat__body=meeting.body_id)
    return [sitting.person for sitting in sittings.select_related("person").order_by("seat__position")]


def last(county: County, meeting: Meeting) -> None:
    """As its minutes have it; officers under the post that they hold."""
    moment = at(meeting.held_on, 14, 5)
    away = {county.persons[key].pk for key in AWAY_LAST}
    for person in members_of(meeting):
        status = AttendanceStatus.APOLOGIES if person.pk in away else AttendanceStatus.PRESENT
        attendance.mark(meeting, person, status=status, by=county.clerk, at=moment)
    # Some were set down while its minutes were written.
    there = set(Attendance.objects.filter(meeting=meeting).values_list("person", flat=True))
    for group, keys in GUESTS_LAST.items():
        for key in keys:
            if county.persons[key].pk in there:
                continue
            attendance.add(
                meeting,
                county.persons[key],
                group=group,
                capacity=CAPACITIES.get(key, ""),
                by=county.clerk,
                at=moment + timedelta(minutes=1),
            )
    line = next(line for line in agenda_of(meeting).walk() if line.number == "2")
    interests.declare(
        meeting,
        county.persons["herrick"],
        item=line.item,
        kind=InterestKind.NON_PECUNIARY,
        matter=HERRICK,
        by=county.clerk,
        at=moment + timedelta(minutes=2),
    )


def coming(county: County, meeting: Meeting) -> None:
    """One member has sent word, and somebody of their council stands in."""
    moment = at(county.days.today, 9, 20)
    named = {
        key: substitutes.put_on(
            county.body,
            who,
            council=county.organisations[key],
            from_on=county.days.today - timedelta(days=120),
            by=county.clerk,
            at=moment,
        )
        for key, who in SUBSTITUTES.items()
    }
    away = county.persons[CANNOT_COME]
    attendance.mark(meeting, away, status=AttendanceStatus.APOLOGIES, by=county.clerk, at=moment)
    sitting = Sitting.objects.on(meeting.held_on).get(seat__body=county.body, person=away)
    substitutes.call_in(meeting, sitting, named["northbrook"].person, by=county.clerk, at=moment)


def registered(county: County) -> None:
    """Everyone's notice came in soon after they took the seat."""
    for seat in Seat.objects.filter(body=county.body):
        sitting = seat.sittings.select_related("person").order_by("from_on").last()
        if sitting is None or sitting.to_on is not None:
            continue
        day = min(sitting.from_on + timedelta(days=12), county.days.today)
        register.receive(
            county.body, sitting.person, received_on=day, on=county.days.today, by=county.clerk, at=at(day)
        )
    for key, (category, words) in REGISTERED.items():
        register.enter(
            county.body,
            county.persons[key],
            category=category,
            words=words,
            is_sensitive=False,
            from_on=county.days.today - timedelta(days=150),
            by=county.clerk,
            at=at(county.days.today, 9, 30),
        )
