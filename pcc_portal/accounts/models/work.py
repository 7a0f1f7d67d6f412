"""A work account at the organisation's own sign-in service, tied to an account here by its issuer and subject."""

from django.db import models

from pcc_portal.accounts.models.user import User


class WorkAccount(models.Model):
    """Matched by (issuer, subject) and by nothing else: names and addresses change hands, a subject never does."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="work_account")
    issuer = models.URLField(max_length=300)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_of_a_work_account"),
            models.CheckConstraint(condition=~models.Q(subject=""), name="work_account_has_a_subject"),
        ]

    def __str__(self) -> str:
        return f"Work account of {self.user}"
