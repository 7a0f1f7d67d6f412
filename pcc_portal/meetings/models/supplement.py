"""What comes after the issue: supplements whose pages go on counting, and papers that are public no more."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.documents.models import Exemption
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.paper import Paper
from pcc_portal.meetings.states import SupplementStatus, WithdrawalKind


class Supplement(models.Model):
    """Late papers and items of an issued agenda: what belongs to it names it, and nothing else of the agenda changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=SupplementStatus, default=SupplementStatus.DRAFT)
    # Both are printed on its own sheet: why it could not come with the agenda, and, where it comes with less than the
    # clear days, why the Chair is of the opinion that it should be considered (LGA 1972 s100B(4)(b)).
    why = models.CharField(max_length=500)
    urgency = models.TextField(blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="supplement_number_once"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=~Q(status=SupplementStatus.ISSUED),
                name="one_supplement_in_hand",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="supplement_says_why"),
            models.CheckConstraint(
                condition=Q(status=SupplementStatus.ISSUED, issued_at__isnull=False)
                | (~Q(status=SupplementStatus.ISSUED) & Q(issued_at__isnull=True)),
                name="issued_supplements_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Supplement {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.status == SupplementStatus.DRAFT

    @property
    def is_being_issued(self) -> bool:
        return self.status == SupplementStatus.BEING_ISSUED

    @property
    def is_issued(self) -> bool:
        return self.status == SupplementStatus.ISSUED

    @property
    def key(self) -> str:
        """The name of its sheet inside a pack."""
        return f"s{self.number}"


class Withdrawal(models.Model):
    """An issued paper that the public may no longer read. Its bytes stay, in private, as evidence of what was issued."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="withdrawals")
    kind = models.CharField(max_length=10, choices=WithdrawalKind)
    reason = models.CharField(max_length=500)  # public: it stands where the pages stood
    exemption = models.ForeignKey(
        Exemption, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "kind"], name="withdrawn_once_in_a_way"),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why"),
            models.CheckConstraint(
                condition=Q(kind=WithdrawalKind.WITHDRAWN, exemption__isnull=True)
                | Q(kind=WithdrawalKind.RE_MARKED, exemption__isnull=False),
                name="re_marked_on_grounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.get_kind_display()}"
