"""States of an inspection, of what it found, and of what is answered."""

from django.db import models

from pcc_portal.lifecycle import Moves


class Grade(models.TextChoices):
    """The words of the inspectorate; “Adequate” came with the reports from 2021 on."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    ADEQUATE = "adequate", "Adequate"
    REQUIRES = "requires", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class InspectionState(models.TextChoices):
    ANSWERING = "answering", "Being answered"
    ANSWERED = "answered", "Response published"
    ON_RECORD = "on_record", "On record only"


I = InspectionState  # noqa: E741  as short as the other tables'

# A response that was withdrawn is answered anew; what was set aside can be taken up.
INSPECTION_MOVES: Moves = {
    I.ANSWERING: frozenset({I.ANSWERED, I.ON_RECORD}),
    I.ANSWERED: frozenset({I.ANSWERING}),
    I.ON_RECORD: frozenset({I.ANSWERING}),
}


class FindingKind(models.TextChoices):
    RECOMMENDATION = "recommendation", "Recommendation"
    CONCERN = "concern", "Cause of concern"
    IMPROVE = "improve", "Area for improvement"


class FindingState(models.TextChoices):
    OPEN = "open", "Open"
    IN_PLAN = "in_plan", "In the action plan"
    EVIDENCED = "evidenced", "Evidence given"
    SATISFIED = "satisfied", "The office is satisfied"
    CLOSED = "closed", "Closed"


F = FindingState

# Forward a step at a time, and back where the evidence does not hold; who closed it may open it again.
FINDING_MOVES: Moves = {
    F.OPEN: frozenset({F.IN_PLAN}),
    F.IN_PLAN: frozenset({F.EVIDENCED, F.OPEN}),
    F.EVIDENCED: frozenset({F.SATISFIED, F.IN_PLAN}),
    F.SATISFIED: frozenset({F.CLOSED, F.EVIDENCED}),
    F.CLOSED: frozenset({F.OPEN}),
}
STILL_OPEN = frozenset(set(F) - {F.CLOSED})
# How far the force goes by itself: what satisfies the office, the office says.
BY_THE_FORCE = frozenset({F.IN_PLAN, F.EVIDENCED})


class ReplyKind(models.TextChoices):
    """What must be said of each recommendation (Police Act 1996 s55(5A))."""

    TAKEN = "taken", "Action was taken"
    PROPOSED = "proposed", "Action is proposed"
    NONE = "none", "No action, and why"


class LetterState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    PUBLISHED = "published", "Published"


L = LetterState

# A signature is taken back while nothing is out; what was published goes back for a reason.
LETTER_MOVES: Moves = {
    L.DRAFT: frozenset({L.SIGNED}),
    L.SIGNED: frozenset({L.PUBLISHED, L.DRAFT}),
    L.PUBLISHED: frozenset({L.DRAFT}),
}


class CommitmentState(models.TextChoices):
    OWED = "owed", "Owed"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


C = CommitmentState

COMMITMENT_MOVES: Moves = {
    C.OWED: frozenset({C.DONE, C.DROPPED}),
    C.DONE: frozenset({C.OWED}),
    C.DROPPED: frozenset({C.OWED}),
}
