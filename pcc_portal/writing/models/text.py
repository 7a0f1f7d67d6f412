"""A text and its blocks. The block is the unit of saving, of conflict, of reference and of notes."""

import uuid

from django.db import models
from django.db.models import Deferrable, Q

from pcc_portal.accounts.models import User
from pcc_portal.writing.kinds import BlockKind, TextKind
from pcc_portal.writing.models.asset import Asset


class Text(models.Model):
    """Something written. Once locked it is never changed: a correction is a copy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=TextKind)
    locked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class BlockQuerySet(models.QuerySet["Block"]):
    def to_read(self) -> "BlockQuerySet":
        """In order and with their pictures: all that rendering needs, in one query."""
        return self.select_related("asset").order_by("position")


class Block(models.Model):
    """One heading, paragraph, list, table, figure, recommendation or note.

    A note stands behind the block that refers to it, so that it moves along; readers find all notes at the end.

    ``html`` is clean and inner: the words of a heading or paragraph, the ``<ol>`` or ``<ul>`` of a list, the
    row groups of a table, nothing for a figure. ``version`` counts accepted saves; moving does not count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=BlockKind)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    html = models.TextField(blank=True)
    caption = models.CharField(max_length=300, blank=True)
    alt = models.TextField(blank=True)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=BlockKind.HEADING, level__isnull=False, level__gte=1, level__lte=3)
                | (~Q(kind=BlockKind.HEADING) & Q(level__isnull=True)),
                name="headings_alone_have_a_level",
            ),
            models.CheckConstraint(
                condition=Q(kind=BlockKind.FIGURE, asset__isnull=False)
                | (~Q(kind=BlockKind.FIGURE) & Q(asset__isnull=True)),
                name="figures_alone_have_a_picture",
            ),
            models.UniqueConstraint(
                fields=["text", "position"], name="one_block_by_position", deferrable=Deferrable.DEFERRED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
