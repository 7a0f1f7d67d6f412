"""What became of the meetings: held, the next one called, one cancelled, one moved, an item deferred, and next year planned."""

from datetime import date, datetime, timedelta

from demo.content.dates import next_meetings
from demo.loading import telling
from demo.loading.calendar import at, is_meeting_day
from demo.loading.county import County
from pcc_portal.meetings.actions import calendar_days, calls, changes, deferrals, joining
from pcc_portal.meetings.actions.calls import When
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.meetings.states import DayKind, Part
from pcc_portal.workdays import add_working_days

WHY_CANCELLED = "The one item of business, a confirmation hearing, fell away when the candidate withdrew."
WHY_MOVED = "The council chamber is closed for repairs in that week."
WHY_DEFERRED = "There was no time left to consider it."
NOTE = "The Chair wants the partnership’s manager there in person; ask her before the agenda is drafted."
ELECTIONS = "Local elections"
FIRST_THURSDAY_OF_MAY = 5


def held(meeting: Meeting, county: County) -> None:
    """The clerk said so on the morning after."""
    changes.mark_held(meeting, by=county.clerk, at=at(meeting.held_on + timedelta(days=1), 9, 30))


def call(coming: Meeting, county: County) -> None:
    """The next ordinary meeting, some weeks ahead: everyone knows when it is, and nobody its agenda."""
    moment = _days_ago(county, 12)
    calls.call(coming, by=county.clerk, at=moment)
    telling.send(at=moment)


def load(county: County, last: Meeting, coming: Meeting) -> Meeting:
    """Everything else, in the order in which it happened. Returns the meeting that was moved."""
    first, *others = [_planned(county, day) for day in next_meetings(coming.held_on)]
    moved = _moved(county, first)
    _deferred(county, last, moved)
    joining.say_how(
        coming,
        url="https://meetings.example/ardenshire-panel",
        words="Ring 01632 960 123 if the picture fails.",
        invited=[county.users["officer@demo.example"]],
        by=county.clerk,
        at=_days_ago(county, 1),
    )
    _elections(county, others[-1].held_on.year)
    telling.send(at=_days_ago(county, 1))
    return moved


def cancelled(county: County, last: Meeting) -> Meeting:
    """An extra meeting some weeks after the last one, called and then not needed: before all the rest."""
    day = last.held_on + timedelta(weeks=3)
    while not is_meeting_day(day):
        day += timedelta(weeks=1)
    planned, fell_away = at(last.held_on + timedelta(days=2), 11), at(add_working_days(day, -7), 15, 10)
    called = planned + timedelta(minutes=5)
    meeting = calls.plan(county.body, held_on=day, by=county.clerk, at=planned)
    calls.call(meeting, by=county.clerk, at=called)
    telling.send(at=called)
    meeting = changes.cancel(meeting, reason=WHY_CANCELLED, by=county.clerk, at=fell_away)
    telling.send(at=fell_away)
    return meeting


def _planned(county: County, day: date) -> Meeting:
    return calls.plan(county.body, held_on=day, by=county.clerk, at=_days_ago(county, 8), off_day=True)


def _moved(county: County, meeting: Meeting) -> Meeting:
    """Called, and then put a week later."""
    calls.call(meeting, by=county.clerk, at=_days_ago(county, 6))
    day = meeting.held_on + timedelta(weeks=1)
    to = When(day, meeting.starts_at, "The Guildhall, Market Square, Aldercote", off_day=True)
    return changes.move(meeting, to, reason=WHY_MOVED, by=county.clerk, at=_days_ago(county, 4))


def _deferred(county: County, last: Meeting, to: Meeting) -> None:
    """The last open item with a paper: it is copied to the draft agenda of the meeting that was moved."""
    with_paper = Paper.objects.filter(item__meeting=last, document__exemption__isnull=True).values("item")
    item = (
        Item.objects.filter(pk__in=with_paper, part=Part.OPEN, parent__isnull=True)
        .order_by("position")
        .last()
    )
    assert item is not None, "the last agenda has open papers"
    deferrals.defer(item, to, reason=WHY_DEFERRED, note=NOTE, by=county.clerk, at=_days_ago(county, 3))


def _elections(county: County, year: int) -> None:
    first = date(year, FIRST_THURSDAY_OF_MAY, 1)
    calendar_days.add(
        first + timedelta(days=(3 - first.weekday()) % 7),
        name=ELECTIONS,
        kind=DayKind.ELECTION,
        source="Representation of the People Act 1983 s37: the first Thursday in May",
        by=county.clerk,
        at=_days_ago(county, 1),
    )


def _days_ago(county: County, days: int) -> datetime:
    return at(add_working_days(county.days.today, -days), 10, 40)
