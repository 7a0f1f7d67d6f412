"""What an inspection found, whose it is, what the force says of it, and what the Commissioner answers."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from governance.models.inspection import Inspection, InspectionArea
from governance.models.owner import is_theirs
from governance.states.inspections import STILL_OPEN, FindingKind, FindingState, ReplyKind
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.accounts.roles import Power


class Reply(models.Model):
    """What the Commissioner answers: action taken, action proposed, or none and why. The office's own until it is published.

    One reply may serve several findings: each of them points to it.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=8, choices=ReplyKind)
    words = models.TextField()
    # By when what is proposed will be done; it becomes a commitment when the letter is published.
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Police Act 1996 s55(5A): action taken or proposed, or an explanation of why none.
            models.CheckConstraint(condition=~Q(words=""), name="reply_says_what_or_why_not"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(kind=ReplyKind.PROPOSED),
                name="only_what_is_proposed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]


def _own(user: User | AnonymousUser) -> Q:
    return is_theirs(user) if isinstance(user, User) else Q(pk__in=[])


def _for_the_force(user: User | AnonymousUser) -> Q:
    return Q(inspection__force__in=held_by(user).organisations(Power.ANSWER_FOR_FORCE))


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User | AnonymousUser) -> "FindingQuerySet":
        """The office; of the force, its chief's office what was put to it, and a lead what was put to them alone."""
        return self.filter(
            Q(inspection__in=Inspection.objects.visible_to(user).values("pk"))
            | Q(asked_on__isnull=False) & (_for_the_force(user) | _own(user))
        )

    def owned_by(self, user: User | AnonymousUser) -> "FindingQuerySet":
        """What was put to this person: by name, or to a post that they hold today."""
        return self.filter(Q(asked_on__isnull=False) & _own(user))

    def still_open(self) -> "FindingQuerySet":
        return self.filter(state__in=STILL_OPEN)


class Finding(models.Model):
    """A recommendation, a cause of concern or an area for improvement, in the words of the report."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    area = models.ForeignKey(
        InspectionArea, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=FindingKind)
    words = models.TextField()
    # An earlier finding that this one says again; it stays as long as this one does.
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by"
    )
    # Whose it is in the force: a person, or whoever holds a post.
    owner_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who follows it in the Commissioner's office.
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plan_line = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.OPEN)
    asked_on = models.DateField(null=True, blank=True)
    # A day of its own for the first reply, where more time was given; otherwise that of the report.
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="one_finding_of_a_number"),
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True) | Q(owner_post__isnull=True),
                name="finding_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | ~Q(repeats=F("pk")), name="finding_repeats_another"
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.CLOSED, closed_on__isnull=False)
                | (~Q(state=FindingState.CLOSED) & Q(closed_on__isnull=True)),
                name="closed_finding_says_when",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True)
                | Q(owner_person__isnull=False)
                | Q(owner_post__isnull=False),
                name="finding_is_put_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def owner(self) -> str:
        return str(self.owner_person or self.owner_post or "")

    @property
    def first_reply_due(self) -> date | None:
        """Its own day, where more time was given; otherwise that of the report."""
        return self.due_on or self.inspection.answers_due_on

    @property
    def is_open(self) -> bool:
        return self.state in STILL_OPEN


class FindingUpdate(models.Model):
    """What its owner, or the office, wrote down of a finding: what was done, and the evidence. Between office and force."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="updates")
    words = models.TextField()
    evidence = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=FindingState)  # where it stood afterwards
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="finding_update_says_something")]

    def __str__(self) -> str:
        return f"Update of {self.finding_id}"
