"""States of the Panel's own records and of what a member keeps beside the papers; why the Panel does not hear somebody."""

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


class SpeakingKind(models.TextChoices):
    STATEMENT = "statement", "Statement"
    QUESTION = "question", "Question"


class Belongs(models.TextChoices):
    """What ties a speaker to the county (rules of procedure: who lives or works there)."""

    LIVES = "lives", "I live in the county"
    WORKS = "works", "I work in the county"


class SpeakingState(models.TextChoices):
    RECEIVED = "received", "To be decided"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Not accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


S = SpeakingState

SPEAKING_MOVES: Moves = {
    S.RECEIVED: frozenset({S.ACCEPTED, S.REFUSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.REFUSED, S.WITHDRAWN}),
    # A decision is put right: the Chair hears somebody after all.
    S.REFUSED: frozenset({S.ACCEPTED, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}


class Ground(models.TextChoices):
    """Why somebody is not heard, in the words that they are told."""

    OPERATIONAL = (
        "operational",
        "It is about an operational matter of the police, which belongs to the Chief Constable and not to the Panel",
    )
    OUTSIDE = "outside", "It is about something that is not the Panel’s business"
    COMPLAINT = (
        "complaint",
        "It is a complaint, or about one person’s own case, for which there is another way",
    )
    LATE = "late", "It came too late for this meeting"
    ELSEWHERE = "elsewhere", "Speakers must live or work in the county"
    FULL = "full", "There is no time left for more speakers at this meeting"
