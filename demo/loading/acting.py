"""The Board's action log: undertakings of its last two meetings in mixed states, through the portal's own actions."""

from datetime import date, datetime, timedelta
from typing import Any

from demo.content import acting as content
from demo.loading import telling
from demo.loading.calendar import at
from demo.loading.county import County
from governance.actions import actions
from governance.models import Action
from pcc_portal.accounts.actions import terms
from pcc_portal.accounts.models import Holding, Post, User
from pcc_portal.meetings.actions import calls
from pcc_portal.meetings.models import Body, Meeting

TUESDAY = 1
OFFICER, STAFF = "officer@demo.example", "staff.officer@demo.example"


def load(county: County, *, now: datetime) -> int:
    """Returns how many there are. The staff officer acts for the Chief Constable from the last Board on."""
    boards = _boards(county)
    _delegate(county, from_on=boards[0].held_on, now=now)
    for said in content.UNDERTAKEN:
        board = boards[said.board]
        action = _opened(county, board, said)
        for step in said.since:
            _since(county, action, step, after=board.held_on)
    body = boards[0].body
    today = county.days.today
    actions.open_elsewhere(
        body,
        source="inspection",
        source_words=content.FOUND_IN,
        text=content.FOUND,
        raised_on=today - timedelta(days=6),
        due_on=today + timedelta(days=50),
        by=county.users[OFFICER],
        at=at(today - timedelta(days=6)),
        **owner_of(county, "calloway"),
    )
    return Action.objects.count()


def _boards(county: County) -> list[Meeting]:
    """The last two meetings of the Board, newest first; recorded where nothing has been."""
    body, today = Body.objects.get(slug="gpb"), county.days.today
    rows = Meeting.objects.filter(body=body, held_on__lt=today).order_by("-held_on").select_related("body")
    found = list(rows[:2])
    before = found[-1].held_on if found else today
    while len(found) < 2:  # noqa: PLR2004  the last one and the one before
        before = _first_tuesday_before(before)
        by, when = county.users[OFFICER], at(before)
        found.append(calls.plan(body, held_on=before, by=by, at=when, afterwards=True, off_day=True))
    return found


def _first_tuesday_before(day: date) -> date:
    """The first Tuesday of a month that lies a week or more before a day."""
    first = day.replace(day=1)
    found = first + timedelta(days=(TUESDAY - first.weekday()) % 7)
    if found <= day - timedelta(days=7):
        return found
    return _first_tuesday_before(first - timedelta(days=1))


def _delegate(county: County, *, from_on: date, now: datetime) -> None:
    held = Holding.objects.on(from_on).get(post__kind="chief_constable")
    to = county.users[STAFF].person
    by = county.users["cc@demo.example"]
    terms.delegate(held, what=content.DELEGATED, to_person=to, from_on=from_on, by=by, at=now)


def owner_of(county: County, key: str) -> dict[str, Any]:
    kind, _, title = key.partition(":")
    if kind == "post":
        force = county.organisations["force"]
        return {"owner_post": Post.objects.get(title=title, organisation=force)}
    return {"owner_person": county.persons[key]}


def _opened(county: County, board: Meeting, said: content.Undertaken) -> Action:
    due = None if said.due is None else county.days.today + timedelta(days=said.due)
    when = at(min(board.held_on, county.days.today), 16)
    more = {"due_on": due, "is_closed": said.is_closed, **owner_of(county, said.owner)}
    action = actions.open(board, text=said.words, by=county.users[OFFICER], at=when, **more)
    telling.send(at=when)
    return action


def _since(county: County, action: Action, step: content.Said, *, after: date) -> None:
    """Never before the meeting at which it was undertaken."""
    on = max(county.days.today - timedelta(days=step.ago), after)
    by: User = county.users[step.by or OFFICER]
    who: dict[str, Any] = {"by": by, "at": at(on, 11 + (step.ago % 3))}
    if step.verb in {"update", "done"}:
        actions.update(action, words=step.words, is_done=step.verb == "done", **who)
    elif step.verb == "not done":
        actions.reopen(action, why=step.words, **who)
    elif step.verb == "put off":
        due = county.days.today + timedelta(days=20)
        actions.put_off(action, due_on=due, why=step.words, **who)
    elif step.verb == "close":
        actions.close(action, why=step.words, on=on, **who)
    else:
        actions.drop(action, why=step.words, on=on, **who)
    telling.send(at=who["at"])
