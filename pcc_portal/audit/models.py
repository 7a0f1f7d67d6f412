"""The audit event: text ids, no foreign keys, so rows may go and the record of what was done to them stays."""

from django.db import models


class Event(models.Model):
    """One act of one person. Rows are only ever added: a trigger refuses UPDATE and DELETE (see the migration)."""

    kind = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    # What the subject belongs to (a meeting's ref), so that one page's history is one indexed read.
    thread = models.CharField(max_length=60, blank=True)
    by_id = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    # Ids, dates, counts and reasons only: never the text of a paper or a private title.
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["thread", "-at"]),
            models.Index(fields=["subject_kind", "subject_id", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
