"""A built pack, and the cache of rendered parts it is put together from."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models.meeting import Meeting


class Pack(models.Model):
    """What one build made: the public and the members' file, page ranges, and what could not be laid out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inputs = models.CharField(max_length=64)  # what was saved when it was built: queries.inputs_of
    is_draft = models.BooleanField(default=True)
    built_at = models.DateTimeField()
    # Hash of all that a file was merged from: an unchanged volume is not merged again.
    public_inputs = models.CharField(max_length=64)
    public_key = models.CharField(max_length=200)
    public_sha256 = models.CharField(max_length=64)
    public_pages = models.PositiveIntegerField()
    members_inputs = models.CharField(max_length=64)
    members_key = models.CharField(max_length=200)
    members_sha256 = models.CharField(max_length=64)
    exempt_pages = models.PositiveIntegerField(default=0)
    # [{paper, item, title, first, last, pages, series, cached, tagged}] in the order of the pack
    parts = models.JSONField(default=list)
    # [{paper, message}] : papers that stand as a placeholder; the pack cannot be issued
    problems = models.JSONField(default=list)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["-built_at"]
        constraints = [models.CheckConstraint(condition=Q(public_pages__gt=0), name="pack_has_pages")]

    def __str__(self) -> str:
        return f"Pack of {self.meeting_id}"

    @property
    def reused(self) -> int:
        """How many papers were taken from the build before, since nothing in them had changed."""
        return sum(1 for part in self.parts if part["cached"])


class RenderedPart(models.Model):
    """One part as laid out, kept under the hash of everything it was made of. Private: exempt parts are here too."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    key = models.CharField(max_length=200)
    pages = models.PositiveIntegerField()
    anchors = models.JSONField(default=dict)  # block id -> page of the part, from 0
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint
