"""Where the restoring of a lost second step can stand, and how an identity was checked."""

from django.db import models

from pcc_portal.lifecycle import Moves


class RestoringState(models.TextChoices):
    ASKED = "asked", "Waiting for a second person"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    LAPSED = "lapsed", "Not agreed in time"


S = RestoringState

RESTORING_MOVES: Moves = {
    S.ASKED: frozenset({S.AGREED, S.REFUSED, S.LAPSED}),
    S.AGREED: frozenset(),
    S.REFUSED: frozenset(),
    S.LAPSED: frozenset(),
}


class CheckedHow(models.TextChoices):
    IN_PERSON = "in_person", "In person: I know them, or saw a council or warrant card"
    BY_SIGHT = "by_sight", "By video: I know their face and voice"
    CALLED_BACK = "called_back", "By telephone: I called them back on the number we already had"
