"""States of what else the Panel deals with: urgent items, issues of Community Safety Partnerships, working groups."""

from django.db import models

from pcc_portal.lifecycle import Moves


class UrgentState(models.TextChoices):
    ASKED = "asked", "The Chair is to decide"
    AGREED = "agreed", "Agreed as urgent"
    REFUSED = "refused", "Not agreed"


U = UrgentState

# What the Chair said once stands: a change of mind is another request.
URGENT_MOVES: Moves = {
    U.ASKED: frozenset({U.AGREED, U.REFUSED}),
    U.AGREED: frozenset(),
    U.REFUSED: frozenset(),
}


class Reach(models.TextChoices):
    """The strategic test: the Panel hears what concerns more than one place (the Panel's own procedure)."""

    ONE = "one", "One place, or one case"
    SEVERAL = "several", "Several places or partnerships"
    COUNTY = "county", "The whole county"
    PLAN = "plan", "The police and crime plan, or how it is paid for"


class CspState(models.TextChoices):
    RECEIVED = "received", "To be looked at"
    STRATEGIC = "strategic", "For the Panel"
    LOCAL = "local", "Not for the Panel"
    ANSWERED = "answered", "Answered"


I = CspState  # noqa: E741  as short as the other tables'

CSP_MOVES: Moves = {
    I.RECEIVED: frozenset({I.STRATEGIC, I.LOCAL}),
    I.STRATEGIC: frozenset({I.LOCAL, I.ANSWERED}),
    I.LOCAL: frozenset({I.STRATEGIC}),
    I.ANSWERED: frozenset(),
}


class GroupKind(models.TextChoices):
    STANDING = "standing", "Working group"
    TASK = "task", "Task and finish group"


class GroupOffice(models.TextChoices):
    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"


class ReportKind(models.TextChoices):
    VERBAL = "verbal", "By word of mouth"
    PAPER = "paper", "As a paper"
