"""The Board with a meeting, posts with their holders, and actions."""

from datetime import date

from governance.actions import actions
from governance.models import Action
from pcc_portal.accounts.models import Holding, Post
from tests.factories import meetings
from tests.factories.days import NOW

SAID_ON = date(2026, 10, 6)
DUE_ON = date(2026, 12, 1)


def met(by, *, held_on=SAID_ON):
    """A meeting of the Board, recorded."""
    return meetings.meeting(by, of=meetings.body("gpb"), held_on=held_on)


def post(title, where, *terms):
    """A post, held one after the other: (person, from, to)."""
    made = Post.objects.create(title=title, organisation=where)
    for person, from_on, to_on in terms:
        Holding.objects.create(post=made, person=person, from_on=from_on, to_on=to_on)
    return made


def opened(meeting, by, *, text="", at=NOW, **more):
    """An action of a meeting, due in December unless said otherwise; no two say the same."""
    others = Action.objects.count()
    text = text or f"Send the number of champions{f' of division {others}' if others else ''}."
    return actions.open(meeting, text=text, by=by, at=at, **{"due_on": DUE_ON, **more})
