"""A document and the versions of its file. The original stays private for ever; what is printed is the cleaned copy."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.documents.markings import Audience, Marking
from pcc_portal.documents.models.exemption import Exemption


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Document(models.Model):
    """Whose it is, how it is marked, for whom it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.NONE)
    foi_disclosable = models.BooleanField(null=True, blank=True)
    # It names or describes living people: a second person looks before everyone does.
    holds_personal_data = models.BooleanField(default=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    exemption = models.ForeignKey(
        Exemption, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            # One way to be private: a paper for members only carries the exemption that says why.
            models.CheckConstraint(
                condition=Q(audience=Audience.PUBLIC, exemption__isnull=True)
                | Q(audience=Audience.MEMBERS, exemption__isnull=False),
                name="document_for_members_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stamp(self) -> str:
        return Marking(self.marking).stamp


class DocumentVersion(models.Model):
    """One uploaded file, as it came and as it was cleaned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    filename = models.CharField(max_length=255)
    original_key = models.CharField(max_length=200)
    clean_key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    clean_sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    is_tagged = models.BooleanField()
    # What the parser minded and what was taken out, in words fit to show.
    warnings = models.JSONField(default=list)
    removed = models.JSONField(default=list)
    page_texts = models.JSONField(default=list)
    is_scanned = models.BooleanField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_number_once"),
            models.CheckConstraint(condition=Q(pages__gt=0), name="document_version_has_pages"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="version_confirmed_by_someone_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}, version {self.number}"

    @property
    def needs_confirming(self) -> bool:
        """Nobody has yet looked at the page pictures of a file that the parser minded or no scanner has seen."""
        return self.confirmed_at is None and (bool(self.warnings) or not self.is_scanned)
