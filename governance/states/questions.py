"""States of a written question to the force, and what its trail tells."""

from django.db import models

from pcc_portal.lifecycle import Moves


class QuestionState(models.TextChoices):
    DRAFT = "draft", "Not put yet"
    ASKED = "asked", "Waiting for the answer"
    ANSWERED = "answered", "Answered"
    RETURNED = "returned", "Given back"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


Q = QuestionState

# What the force owes an answer to; and what has one.
OWED = frozenset({Q.ASKED, Q.RETURNED})
HAS_ANSWER = frozenset({Q.ANSWERED, Q.ACCEPTED})
# Whoever was asked may still say it otherwise: nobody has accepted it.
TO_ANSWER = OWED | {Q.ANSWERED}

QUESTION_MOVES: Moves = {
    Q.DRAFT: frozenset({Q.ASKED}),
    Q.ASKED: frozenset({Q.ANSWERED, Q.WITHDRAWN}),
    # The office is content, or says what is missing.
    Q.ANSWERED: frozenset({Q.ACCEPTED, Q.RETURNED, Q.WITHDRAWN}),
    Q.RETURNED: frozenset({Q.ANSWERED, Q.WITHDRAWN}),
    Q.ACCEPTED: frozenset({Q.RETURNED}),
    Q.WITHDRAWN: frozenset(),
}


class QuestionStep(models.TextChoices):
    """What one line of the trail tells."""

    ASKED = "asked", "Put to the force"
    ANSWERED = "answered", "Answered"
    CHANGED = "changed", "The answer was changed"
    ATTACHED = "attached", "A file was added"
    RETURNED = "returned", "Given back"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DUE = "due", "Another day"
    OWNER = "owner", "Another owner"


class Means(models.TextChoices):
    """How an answer came."""

    PORTAL = "portal", "Written here"
    WORD = "word", "From a Word file"
