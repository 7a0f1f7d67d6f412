"""Approval of the Board's minutes: each party is asked about one version, and answers it or not."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.models.person import PostKind
from pcc_portal.meetings.models import MinutesVersion


class Party(models.TextChoices):
    """Both, or it is not agreed (domain.md 1B). By the post that answers for it."""

    COMMISSIONER = PostKind.COMMISSIONER.value, "Commissioner"
    CHIEF_CONSTABLE = PostKind.CHIEF_CONSTABLE.value, "Chief Constable"


class How(models.TextChoices):
    PORTAL = "portal", "In the portal"
    PAPER = "paper", "On paper"


class ApprovalRequest(models.Model):
    """A party is asked to approve one version by a day. A later version is asked about anew."""

    version = models.ForeignKey(MinutesVersion, on_delete=models.PROTECT, related_name="approval_requests")
    party = models.CharField(max_length=16, choices=Party)
    due_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="each_party_is_asked_once_of_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}, by {self.due_on}"

    @property
    def is_given(self) -> bool:
        return hasattr(self, "approval")

    def is_late(self, on: date) -> bool:
        return not self.is_given and self.due_on < on


class Approval(models.Model):
    """A party's answer: by its holder or a named delegate of theirs, in the portal; or the signed page, recorded."""

    request = models.OneToOneField(ApprovalRequest, on_delete=models.PROTECT, related_name="approval")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The holder for whom a delegate approves: printed as "for and on behalf of".
    on_behalf_of = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    how = models.CharField(max_length=6, choices=How)
    approved_on = models.DateField()
    kept = models.CharField(max_length=200, blank=True)  # where a page signed on paper is
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True) | ~Q(on_behalf_of=F("person")),
                name="nobody_approves_on_their_own_behalf",
            ),
            models.CheckConstraint(
                condition=Q(how=How.PORTAL) | ~Q(kept=""), name="approval_on_paper_says_where_it_is"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.get_party_display()}: {self.person}"
