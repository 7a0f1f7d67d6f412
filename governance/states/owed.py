"""States of more time that somebody asks for, for something that they owe."""

from django.db import models

from pcc_portal.lifecycle import Moves


class ExtensionState(models.TextChoices):
    ASKED = "asked", "Asked for"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"


E = ExtensionState

# Answered once; who needs still more time asks again.
EXTENSION_MOVES: Moves = {
    E.ASKED: frozenset({E.GRANTED, E.REFUSED}),
    E.GRANTED: frozenset(),
    E.REFUSED: frozenset(),
}
