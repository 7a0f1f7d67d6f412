"""A second step that is lost: who asked for it to be taken away, how they knew who asked them, and who agreed."""

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models.user import User
from pcc_portal.accounts.states import CheckedHow, RestoringState


class Restoring(models.Model):
    """One person's lost second step. Nothing is taken away until a second person has agreed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="restorings")
    state = models.CharField(max_length=8, choices=RestoringState, default=RestoringState.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("user")), name="nobody_restores_their_own_second_step"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user")))
                | ~Q(state=RestoringState.AGREED),
                name="restoring_is_agreed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RestoringState.ASKED, RestoringState.LAPSED], decided_by__isnull=True)
                | Q(
                    state__in=[RestoringState.AGREED, RestoringState.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="restoring_says_who_decided",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state=RestoringState.ASKED), name="one_open_restoring_of_a_user"
            ),
        ]

    def __str__(self) -> str:
        return f"Second step of {self.user}"


class IdentityCheck(models.Model):
    """Private: how the one who asked made sure of whom they spoke with. Read by those who may agree, and by nobody else."""

    restoring = models.OneToOneField(
        Restoring, on_delete=models.PROTECT, primary_key=True, related_name="identity_check"
    )
    how = models.CharField(max_length=12, choices=CheckedHow)
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="identity_check_says_how")]

    def __str__(self) -> str:
        return f"Identity check {self.pk}"
