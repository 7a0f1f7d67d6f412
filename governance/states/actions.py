"""States of an action of the Board, what its trail tells, and where it may come from."""

from django.db import models

from pcc_portal.lifecycle import Moves


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    CLAIMED = "claimed", "Done, says its owner"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "Dropped"


S = ActionState

STILL_TO_DO = frozenset({S.OPEN, S.CLAIMED})

# An owner says that it is done; only the office closes it.
ACTION_MOVES: Moves = {
    S.OPEN: frozenset({S.CLAIMED, S.CLOSED, S.DROPPED}),
    # Done, and not enough: it stays open.
    S.CLAIMED: frozenset({S.OPEN, S.CLOSED, S.DROPPED}),
    S.CLOSED: frozenset({S.OPEN}),
    S.DROPPED: frozenset({S.OPEN}),
}


class Step(models.TextChoices):
    """What one line of the trail tells."""

    UPDATED = "updated", "Update"
    CLAIMED = "claimed", "Done, says its owner"
    NOT_DONE = "not_done", "Not done yet"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "Dropped"
    REOPENED = "reopened", "Opened again"
    DUE = "due", "Another day"
    OWNER = "owner", "Another owner"


class Source(models.TextChoices):
    """Where an action comes from."""

    MEETING = "meeting", "A meeting of the Board"
    QUESTION = "question", "A written question"
    INSPECTION = "inspection", "A finding of an inspection"
    CHALLENGE = "challenge", "A formal challenge"
    DECISION = "decision", "A decision"
    WEEKLY = "weekly", "A weekly meeting"
    OTHER = "other", "Something else"
