"""What is owed: a ladder with its posts, one thing as somebody sees it, and days counted from that on which it is due."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from governance.actions import chasing, extensions
from governance.queries.owed import Scope, one_of
from governance.queries.owed_lines import hydrated
from pcc_portal.accounts.access import load_rights
from tests.factories import acting, meetings
from tests.factories.days import LONDON, NOW, TODAY

DUE = acting.DUE_ON
LATER = DUE + timedelta(days=20)
WHY = "Two of four are on leave."


def on(day, hour=8):
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


def days(number):
    """The morning so many days after the day on which it is due."""
    return on(DUE + timedelta(days=number))


def ladder(officer, force, staff, chief):
    """Three days before: whoever owes it; two after: the staff officer; a week after: the chief."""
    long_ago = date(2020, 1, 1)
    posts = [
        acting.post("Staff officer", force, (staff.person, long_ago, None)),
        acting.post("Chief Constable", force, (chief.person, long_ago, None)),
    ]
    rungs = [(-3, None), (2, posts[0]), (7, posts[1])]
    return chasing.set_ladder(meetings.body("gpb"), rungs, from_on=TODAY, by=officer, at=NOW)


def thing(row, who, *, kind="action", at=NOW):
    """As this person sees it on a day."""
    day = timezone.localdate(at)
    return hydrated(one_of(Scope.of(load_rights(who, on=day)), kind, row.pk, on=day), on=day)[0]


def asked(row, who):
    """More time for an action."""
    return extensions.ask(thing(row, who), asked_for=LATER, why=WHY, by=who, at=NOW)
