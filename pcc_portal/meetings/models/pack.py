"""A built pack, the leaves of what was issued, and the cache of rendered parts it is put together from."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import Part


class Pack(models.Model):
    """What one build made: the public and the members' file, page ranges, and what could not be laid out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    # What of the meeting it is a build of: the pages of a supplement alone, or the whole agenda.
    supplement = models.ForeignKey(
        "meetings.Supplement", on_delete=models.CASCADE, null=True, blank=True, related_name="packs"
    )
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


class PackLeaf(models.Model):
    """One part of an issued volume, as it was laid out: every later file is merged from these, nothing is laid out again.

    The fields are those of ``pdf.assemble.Leaf``; ``position`` is its place in the volume of one issue. The bytes lie
    in the private store, under a name that is the hash of them, and stay there whatever becomes of the paper.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="leaves")
    supplement = models.ForeignKey(
        "meetings.Supplement", on_delete=models.CASCADE, null=True, blank=True, related_name="leaves"
    )
    volume = models.CharField(max_length=8, choices=Part)
    position = models.PositiveIntegerField()
    paper = models.ForeignKey(
        "meetings.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="leaves"
    )
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=12)
    series = models.CharField(max_length=4, blank=True)
    place = models.CharField(max_length=200, blank=True)
    marking = models.CharField(max_length=60, blank=True)
    withheld = models.TextField(blank=True)
    nest_under = models.CharField(max_length=80, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField()
    store_key = models.CharField(max_length=200)

    class Meta:
        ordering = ["volume", "supplement__number", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "supplement", "volume", "position"],
                name="leaf_position_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["meeting", "key"], name="leaf_key_once"),
            models.CheckConstraint(condition=Q(pages__gt=0), name="leaf_has_pages"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def number(self) -> None:
        """Of its first page: the one after the leaf before it, as on every leaf of a whole file."""
        return


class RenderedPart(models.Model):
    """One part as laid out, kept under the hash of everything it was made of. Private: exempt parts are here too."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    key = models.CharField(max_length=200)
    pages = models.PositiveIntegerField()
    anchors = models.JSONField(default=dict)  # block id -> page of the part, from 0
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint
