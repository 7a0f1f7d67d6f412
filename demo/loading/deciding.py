"""Decisions of the Commissioner, through the portal's own actions: four are published, one waits, one is to come."""

from datetime import date, datetime, timedelta
from typing import Any

from demo.content import deciding as content
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import decisions, decisions_out
from governance.models import Decision
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import Organisation
from pcc_portal.workdays import add_working_days

OFFICER, SECOND, DECIDER = "officer@demo.example", "chief.executive@demo.example", "pcc@demo.example"
DAYS_BEFORE = 42
THURSDAY, MAY = 3, 5


def load(county: County, *, now: datetime) -> int:
    """Returns how many. What is withheld of one was agreed to by the Chief Executive. Releases follow one another in
    time, so those of the past are let out now and say when they were read elsewhere."""
    office = county.organisations["office"]
    for said in content.DECISIONS:
        _one(county, office, said, now=now)
    decisions_out.publish_plan(office, by=county.users[OFFICER], at=now)
    last = _election_after(county.days.today)
    first = last - timedelta(days=DAYS_BEFORE)
    named = {"name": f"{content.ELECTION}, {last:%B %Y}", "source": content.NOTICE}
    decisions.add_period(office, from_on=first, to_on=last, by=county.users[OFFICER], at=now, **named)
    return Decision.objects.count()


def _election_after(day: date) -> date:
    """The first Thursday of May that is far enough ahead for its days before to be still to come."""
    year = day.year if (day.month, day.day) < (3, 1) else day.year + 1
    first = date(year, MAY, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7)


def _one(county: County, office: Organisation, said: content.Decided, *, now: datetime) -> None:
    officer, today = county.users[OFFICER], county.days.today
    words: dict[str, Any] = {"title": said.title, "request": said.asked, "finance": said.finance}
    words |= {"equality": said.equality, "is_duty": said.is_duty}
    if said.planned is not None:
        words |= {
            "is_planned": True,
            "planned_for": add_working_days(today + timedelta(days=said.planned), 0),
        }
    if said.published is not None:
        words["published_before_on"] = today - timedelta(days=said.published)
    private = None
    if said.withheld:
        ground, what, why = said.withheld
        words |= {"is_exempt": True, "ground": ground}
        private = {"words": what, "reasons": why}
    entered = at(today - timedelta(days=(said.taken or 0) + 9))
    row = decisions.enter(office, private=private, by=officer, at=entered, **words)
    if said.taken is None:
        return
    taken_on = today - timedelta(days=said.taken)
    person = county.users[DECIDER].person
    assert person is not None, "the cast are people"
    row = decisions.take(
        row, taken_on=taken_on, taken_by=person, decided=said.decided, by=officer, at=at(taken_on, 15)
    )
    if said.published is not None:
        _out(county, row, now=now)


def _out(county: County, row: Decision, *, now: datetime) -> None:
    officer = county.users[OFFICER]
    if row.is_exempt:
        second = load_rights(county.users[SECOND], on=county.days.today)
        decisions_out.agree(row, decisions_out.ask(row, by=officer, at=now), by=second, at=now)
    decisions_out.publish(row, by=officer, at=now)
