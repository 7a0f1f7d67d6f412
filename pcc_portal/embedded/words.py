"""Words for whoever stands at the terminal: a line, and a refusal."""

import sys


class NotStarted(Exception):
    """The services could not be started; the message says why, in words for whoever started them."""


def say(text: str) -> None:
    """A line for people. It goes to stderr, so that stdout stays what a command prints."""
    print(text, file=sys.stderr, flush=True)
