"""The picture of a figure: checked and encoded again by us, so that nothing rides along in it."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.writing.kinds import EXTENSIONS, MediaType


def where(asset: "Asset", _name: str) -> str:
    """By ids only: the name people gave never becomes a path."""
    return f"writing/{asset.text_id}/{asset.file_name}"


class Asset(models.Model):
    """Bytes in the private store. A drawing (SVG) is only ever our own: ``made_here``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey("writing.Text", on_delete=models.PROTECT, related_name="assets")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=16, choices=MediaType)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=where, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_here = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(media_type=MediaType.SVG) | Q(made_here=True), name="svg_is_made_here"
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="asset_has_a_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def file_name(self) -> str:
        """Its name in a print part and in the store: the id and the true type."""
        return f"{self.pk}.{EXTENSIONS[MediaType(self.media_type)]}"
