"""What of the Board's own record the force owes: actions that are open, findings to be dealt with, challenges and written
questions to be answered. Importing it registers them. A commitment is the Commissioner's own, and nothing that the force owes."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, LPad, Upper
from django.urls import reverse

from governance.models import Action, ActionUpdate, Challenge, Finding, FindingUpdate
from governance.queries import questions
from governance.queries.owing import Source, register
from governance.states.actions import ActionState, Step
from governance.states.challenges import ChallengeState
from governance.states.inspections import FindingKind, FindingState
from pcc_portal.accounts.models import RoleGrant
from pcc_portal.accounts.roles import ROLES_WITH, Power

# Said by the force in these states, it is the office's turn.
WITH_THE_FORCE = (FindingState.OPEN, FindingState.IN_PLAN)


def _key(name: str = "pk") -> Cast:
    return Cast(name, CharField())


def actions(on: date) -> QuerySet[Any]:
    """Open ones. What its owner says is done waits for the office."""
    said = ActionUpdate.objects.filter(action=OuterRef("pk"), step__in=[Step.UPDATED, Step.CLAIMED])
    return Action.objects.filter(state=ActionState.OPEN).annotate(
        owed_name=Upper("reference"),
        owed_what=F("text"),
        owed_due=F("due_on"),
        owed_replied=Subquery(said.order_by("-at").values("at")[:1]),
        owed_about=_key(),
        owed_key=Cast("reference", CharField()),
    )


def challenges(on: date) -> QuerySet[Any]:
    """Sent, and not answered yet."""
    return Challenge.objects.filter(state=ChallengeState.SENT).annotate(
        owed_name=Upper("reference"),
        owed_what=_joined("subjects"),
        owed_due=F("due_on"),
        owed_replied=Value(None, DateTimeField()),
        owed_about=_key(),
        owed_key=_key(),
    )


def findings(on: date) -> QuerySet[Any]:
    """Put to the force, and still its turn. The day is that of its first reply: once there is one, none is named."""
    office = RoleGrant.objects.filter(role__in=ROLES_WITH[Power.READ_BOARD]).values("user")
    said = FindingUpdate.objects.filter(finding=OuterRef("pk"), at__date__gte=OuterRef("asked_on"))
    rows = Finding.objects.filter(asked_on__isnull=False, state__in=WITH_THE_FORCE)
    labels = [When(kind=kind, then=Value(kind.label)) for kind in FindingKind]
    return rows.annotate(
        owed_replied=Subquery(said.exclude(by__in=office).order_by("-at").values("at")[:1]),
    ).annotate(
        owed_name=Concat(
            *(Case(*labels, output_field=CharField()), Value(" "), _key("number"), Value(" of ")),
            *(F("inspection__programme"), Value(" "), _year("inspection__year"), Value(": ")),
            F("inspection__strand"),
            output_field=CharField(),
        ),
        owed_what=F("words"),
        owed_due=Case(When(owed_replied__isnull=True, then=Coalesce("due_on", "inspection__answers_due_on"))),
        owed_about=_key("inspection_id"),
        owed_key=_key(),
    )


def _year(name: str) -> Concat:
    """2025/26, as the report itself is called."""
    after = Cast((F(name) + 1) % 100, CharField())
    return Concat(_key(name), Value("/"), LPad(after, 2, Value("0")), output_field=CharField())


def _joined(name: str) -> Any:
    return Func(F(name), Value("; "), function="array_to_string", output_field=TextField())


register(
    Source(
        "action",
        "Action",
        "Actions",
        actions,
        lambda key: reverse("governance:action", args=[key]),
        told_by="governance.action_opened",
        moves="governance.actions.actions.put_off",
    )
)
register(
    Source(
        "challenge",
        "Formal challenge",
        "Formal challenges",
        challenges,
        lambda key: reverse("governance:challenge-kept", args=[key]),
        told_by="governance.challenge_sent",
        moves="governance.actions.challenges.put_off",
    )
)
register(
    Source(
        "finding",
        "Finding of an inspection",
        "Findings of inspections",
        findings,
        lambda key: reverse("governance:finding", args=[key]),
        told_by="governance.finding_asked",
        moves="governance.actions.findings.put_off",
    )
)
register(
    Source(
        "question",
        "Written question",
        "Written questions",
        questions.owed,
        lambda key: reverse("governance:question", args=[key]),
        told_by="governance.questions_put",
        moves="governance.actions.questions.put_off",
    )
)
