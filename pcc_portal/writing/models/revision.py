"""The history of text: what a block said at each version, also after the block is gone."""

from django.db import models

from pcc_portal.accounts.models import User
from pcc_portal.writing.kinds import BlockKind


class Revision(models.Model):
    """One accepted save. Rows are only added; ``block_id`` is no foreign key, so words outlive their block."""

    block_id = models.UUIDField()
    text = models.ForeignKey("writing.Text", on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=BlockKind)
    level = models.PositiveSmallIntegerField(null=True)
    html = models.TextField(blank=True)
    caption = models.CharField(max_length=300, blank=True)
    alt = models.TextField(blank=True)
    asset = models.ForeignKey("writing.Asset", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["block_id", "version"], name="one_revision_by_version")
        ]

    def __str__(self) -> str:
        return f"{self.block_id} version {self.version}"
