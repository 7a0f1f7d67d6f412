"""An item that is taken at another meeting: where it came from, why, and what the clerks told each other."""

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting


class Deferral(models.Model):
    """``origin`` stays on the agenda that was issued; from a draft the item itself went, and there is none.

    ``reason`` is public.
    """

    from_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deferred_away")
    to_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deferred_here")
    origin = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="deferrals_away"
    )
    # Empty once a clerk has taken it off the later agenda.
    item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="deferrals_here"
    )
    public_title = models.CharField(max_length=300)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="deferral_says_why"),
            models.CheckConstraint(
                condition=~Q(from_meeting=F("to_meeting")), name="deferred_to_another_meeting"
            ),
            models.UniqueConstraint(fields=["origin"], name="issued_item_deferred_once"),
        ]

    def __str__(self) -> str:
        return f"{self.from_meeting_id} to {self.to_meeting_id}"


class DeferralNote(models.Model):
    """What the clerks want to remember of a deferral; theirs alone, so it has a table of its own."""

    deferral = models.OneToOneField(Deferral, on_delete=models.CASCADE, primary_key=True, related_name="note")
    words = models.TextField()

    def __str__(self) -> str:
        return "A private note"
