"""Somebody who asks to speak."""

from panel.actions import speaking
from tests.factories.days import NOW

SAID = {
    "kind": "question",
    "name": "Jo Marsh",
    "address": "4 Mill Lane, Aldercote",
    "belongs": "lives",
    "subject": "How long victims wait",
    "words": "How long do they wait?",
    "email": "jo@home.example",
}
# What only the clerk reads before a request is released, and some of it not even then.
PRIVATE = ("name", "address", "subject", "words", "email")


def asked(on, *, at=NOW, **said):
    return speaking.ask(on, at=at, **SAID | said)
