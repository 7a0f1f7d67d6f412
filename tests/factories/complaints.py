"""A complaint about the Commissioner, invented."""

from panel.actions import complaints
from tests.factories.days import NOW, TODAY

SAID = {
    "kind": "complaint",
    "about": "commissioner",
    "subject": "What was said at the market",
    "words": "She shouted at my mother.",
    "name": "Jo Marsh",
    "contact": "4 Mill Lane",
}


def received(body, by, *, on=TODAY, at=NOW, **said):
    return complaints.receive(body, received_on=on, by=by, at=at, **SAID | said)
