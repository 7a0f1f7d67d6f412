"""What was done to a meeting in public: called, moved, held, adjourned, cancelled. Rows are only added."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import NEEDS_REASON, ChangeKind


class MeetingChange(models.Model):
    """``reason`` and ``notice_reason`` are public words. ``was_on`` and its fellows: when and where it was to be before."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind)
    reason = models.TextField(blank=True)
    # LGA 1972 s100A(6)(a), s100B: why the new day comes with less than the body's clear days.
    notice_reason = models.TextField(blank=True)
    was_on = models.DateField()
    was_at = models.TimeField()
    was_venue = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["meeting", "-at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=NEEDS_REASON) | ~Q(reason=""), name="public_change_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting_id}"
