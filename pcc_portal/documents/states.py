"""States of a second person's consent, and the moves between them."""

from django.db import models


class ConsentState(models.TextChoices):
    ASKED = "asked", "Waiting for a second person"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Not agreed"
    VOID = "void", "No longer holds"
    CARRIED_OUT = "carried_out", "Carried out"


CONSENT_MOVES = {
    ConsentState.ASKED: frozenset({ConsentState.AGREED, ConsentState.REFUSED, ConsentState.VOID}),
    # What was agreed to and changed since was not agreed to.
    ConsentState.AGREED: frozenset({ConsentState.CARRIED_OUT, ConsentState.VOID}),
    ConsentState.REFUSED: frozenset(),
    ConsentState.VOID: frozenset(),
    ConsentState.CARRIED_OUT: frozenset(),
}
LIVE = frozenset({ConsentState.ASKED, ConsentState.AGREED})
