"""States of a decision, why a part of it may be kept back, and which of its papers a file is."""

from django.db import models

from pcc_portal.lifecycle import Moves

# The releases of a decision, of its files, and of the list of those to come; and what all of them are read with.
DECISION, DECISION_FILE = "governance.decision", "governance.decision_file"
TO_COME, SHELF = "governance.decisions_to_come", "decisions"
AGREED_TO_PUBLISH = "governance.decision"  # the consent of a second person


class DecisionState(models.TextChoices):
    PROPOSED = "proposed", "To be decided"
    TAKEN = "taken", "Taken"
    PUBLISHED = "published", "Published"
    DROPPED = "dropped", "Not pursued"


D = DecisionState

DECISION_MOVES: Moves = {
    D.PROPOSED: frozenset({D.TAKEN, D.DROPPED}),
    # Published again after a correction it stays what it is; what was taken is never undone, another decision is taken.
    D.TAKEN: frozenset({D.PUBLISHED}),
    D.PUBLISHED: frozenset({D.PUBLISHED, D.TAKEN}),
    D.DROPPED: frozenset({D.PROPOSED}),
}


class FormKind(models.TextChoices):
    REQUEST = "request", "Request form"
    DECISION = "decision", "Decision form"
    DOCUMENT = "document", "Supporting document"
