"""The last weeks of Commissioner and Chief Constable: recorded, the older ones public, and something agreed at the last one."""

from datetime import datetime, timedelta

from demo.content import weekly as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import weekly
from governance.models import WeeklyMeeting
from governance.models.weekly import Said, monday_of
from pcc_portal.meetings.models import Body

OFFICER = "officer@demo.example"


def load(county: County, *, now: datetime) -> int:
    """Returns how many weeks are recorded: of each its Monday, and public but for the newest."""
    body, officer = Body.objects.get(slug="gpb"), county.users[OFFICER]
    this = monday_of(county.days.today)
    for number, said in reversed(list(enumerate(content.WEEKS, start=1))):
        day = this - timedelta(days=7 * number)
        held = None if isinstance(said, str) else day
        notes = [] if isinstance(said, str) else [Said(*line) for line in said]
        row = weekly.enter(
            body,
            week_on=day,
            held_on=held,
            missed_why=said if isinstance(said, str) else "",
            said=notes,
            by=officer,
            at=at(day + timedelta(days=1), 9),
        )
        if number > 1:
            weekly.publish(row, by=officer, at=now)
    words, owner, days = content.AGREED
    due_on, when = county.days.today + timedelta(days=days), at(this - timedelta(days=6), 9)
    person = county.persons[owner]
    weekly.agree(row, text=words, due_on=due_on, is_closed=False, owner_person=person, by=officer, at=when)
    telling.send(at=when)
    return WeeklyMeeting.objects.count()
