"""Releases: everything the public may read, frozen at the moment it was let out. These are the tables of portal_public."""

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import User
from pcc_portal.documents import stores


class ReleaseQuerySet(models.QuerySet):
    def live(self) -> "ReleaseQuerySet":
        """Released and not withdrawn; the database holds visitors to the same condition by a row policy."""
        return self.filter(withdrawn_at__isnull=True, superseded_at__isnull=True)


class Release(models.Model):
    """One thing let out to the public, with who, when, by which rule, and a hash chained to the release before it.

    Withdrawing is one UPDATE of this row; pages, files, feeds and search all read through it.
    """

    kind = models.CharField(
        max_length=40
    )  # meetings.notice, meetings.agenda, meetings.paper, meetings.pack, meetings.membership
    subject_id = models.CharField(max_length=60)
    # What it is read with: a meeting's ref. ``position`` is its place there.
    collection = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    audience = models.CharField(max_length=10, default="public")
    title = models.CharField(max_length=300)
    on = models.DateField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    store_key = models.CharField(max_length=200, blank=True)
    # Where the bytes lie: in the public store until it is withdrawn, then in the private one, as evidence.
    store = models.CharField(max_length=10, default=stores.PUBLIC)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    chain_hash = models.CharField(max_length=64, unique=True)
    rule = models.CharField(max_length=200)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["collection", "position", "pk"]
        indexes = [models.Index(fields=["kind", "on"]), models.Index(fields=["collection", "position"])]
        constraints = [
            models.CheckConstraint(condition=Q(audience="public"), name="release_is_public"),
            models.UniqueConstraint(fields=["kind", "subject_id", "version"], name="release_version_once"),
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(withdrawn_at__isnull=True, superseded_at__isnull=True),
                name="one_live_release",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="release_withdrawn_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("released_by")),
                name="release_seconded_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.collection} v{self.version}"


class ReleasedText(models.Model):
    """The clean HTML of a release, with its contents list and its pages: label, plain text, block ids."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="text", primary_key=True)
    html = models.TextField()
    contents = models.JSONField(default=list)
    pages = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Text of {self.release_id}"


class ReleasedFile(models.Model):
    """A picture that a released text shows."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    store_key = models.CharField(max_length=200)
    store = models.CharField(max_length=10, default=stores.PUBLIC)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "name"], name="released_file_name_once")]

    def __str__(self) -> str:
        return self.name
