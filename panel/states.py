"""States of what a member keeps beside the papers."""

from django.db import models

from pcc_portal.lifecycle import Moves


class AnchorState(models.TextChoices):
    MADE = "made", "Where it was written"
    MOVED = "moved", "Found again"
    LOST = "lost", "Not found again"


class EnquiryState(models.TextChoices):
    PRIVATE = "private", "Private"
    SHARED = "shared", "Shared with the Chair"
    REACHED = "reached", "Asked at the meeting"
    WRITTEN = "written", "Written question"
    ANSWERED = "answered", "Answered"


E = EnquiryState

ENQUIRY_MOVES: Moves = {
    E.PRIVATE: frozenset({E.SHARED}),
    # Taken back by its owner, reached at the meeting, or not: then it is asked in writing.
    E.SHARED: frozenset({E.PRIVATE, E.REACHED, E.WRITTEN}),
    E.REACHED: frozenset(),
    E.WRITTEN: frozenset({E.ANSWERED}),
    E.ANSWERED: frozenset(),
}
