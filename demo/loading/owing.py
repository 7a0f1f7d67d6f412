"""The ladder by which the Board’s office chases, a morning of it, and more time: granted once, and asked for."""

from datetime import date, datetime, timedelta

from demo.content import owing as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import chasing, extensions
from governance.models import Action, ChaseStep, Extension
from governance.queries.owed import Scope, one_of
from governance.queries.owed_lines import Owed, hydrated
from pcc_portal.accounts.access import load_rights
from pcc_portal.accounts.models import Post
from pcc_portal.meetings.models import Body

OFFICER, LEAD = "officer@demo.example", "force@demo.example"


def load(county: County, *, now: datetime) -> int:
    """Returns how many steps were taken."""
    today, force = county.days.today, county.organisations["force"]
    before = today - timedelta(days=2)
    rungs = [
        (days, Post.objects.get(title=title, organisation=force) if title else None)
        for days, title in content.LADDER
    ]
    body = Body.objects.get(slug="gpb")
    chasing.set_ladder(body, rungs, from_on=before, by=county.users[OFFICER], at=at(before, 9))
    words, days, why, answer = content.GRANTED
    row = _asked(county, words, days, why, on=before, hour=10)
    extensions.grant(row, due_on=row.asked_for, answer=answer, by=county.users[OFFICER], at=at(before, 14))
    telling.send(at=at(before, 14))
    chasing.tell_all(at=at(today, 7, 40))
    telling.send(at=at(today, 7, 40))
    words, days, why = content.WAITS
    _asked(county, words, days, why, on=today, hour=8)
    telling.send(at=at(today, 8))
    return ChaseStep.objects.count()


def _asked(county: County, words: str, days: int, why: str, *, on: date, hour: int) -> Extension:
    """By the lead whose it is."""
    lead = county.users[LEAD]
    action = Action.objects.get(text__startswith=words)
    load_rights(lead, on=on)
    found = hydrated(one_of(_scope(county), "action", action.pk, on=on), on=on)
    thing: Owed = found[0]
    until = county.days.today + timedelta(days=days)
    return extensions.ask(thing, asked_for=until, why=why, by=lead, at=at(on, hour))


def _scope(county: County) -> Scope:
    scope = Scope.of(county.users[LEAD])
    assert scope is not None
    return scope
