"""A Word file that was brought into a text: what became of it, and what stood there before."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User


class WordFile(models.Model):
    """As private as the text's draft. The file itself is not kept: its comments, struck-out words and names are nobody's to read.

    ``before`` lists the blocks that it replaced, (id, version) in their order: their words are in their revisions.
    """

    text = models.ForeignKey("writing.Text", on_delete=models.PROTECT, related_name="word_files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_scanned = models.BooleanField()
    # In words fit to show to those who write the text.
    changed = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    before = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="word_file_undone_by_someone_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
