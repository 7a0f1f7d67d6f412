"""What the Chair has before her in the meeting: how long an item may take, and what to say there. Hers and the clerk's."""

from django.db import models

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Item


class ChairNote(models.Model):
    """One a line of the agenda. Private: no member, no office and no release knows of it."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "A note for the Chair"
