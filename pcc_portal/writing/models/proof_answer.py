"""What a writer answered to the proof-reader: that it is right as it stands, and why."""

from django.db import models

from pcc_portal.accounts.models import User


class ProofAnswer(models.Model):
    """As private as the text's draft. ``fingerprint`` is of the words the finding was about: when they change, it is asked again."""

    text = models.ForeignKey("writing.Text", on_delete=models.PROTECT, related_name="proof_answers")
    name = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "name", "fingerprint"], name="one_proof_answer_by_finding"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="proof_answer_has_its_reason"),
        ]

    def __str__(self) -> str:
        return self.name
