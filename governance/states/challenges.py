"""States of a formal challenge, and which of its letters a file is."""

from django.db import models

from pcc_portal.lifecycle import Moves

# The releases of a challenge and of its letters; and what they are read with.
CHALLENGE, CHALLENGE_FILE, SHELF = "governance.challenge", "governance.challenge_file", "challenges"


class ChallengeState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Waiting for the answer"
    ANSWERED = "answered", "Answered"
    DISCUSSED = "discussed", "Discussed"
    CLOSED = "closed", "Closed"


C = ChallengeState

CHALLENGE_MOVES: Moves = {
    C.DRAFT: frozenset({C.SENT}),
    # Closed without an answer: withdrawn, or overtaken, and why.
    C.SENT: frozenset({C.ANSWERED, C.CLOSED}),
    C.ANSWERED: frozenset({C.DISCUSSED, C.CLOSED}),
    C.DISCUSSED: frozenset({C.CLOSED}),
    C.CLOSED: frozenset(),
}


class LetterKind(models.TextChoices):
    LETTER = "letter", "Letter"
    RESPONSE = "response", "Response"
