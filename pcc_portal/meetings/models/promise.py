"""Who promised what to whom, and what became of it; what was promised are the words of its entry."""

import pghistory
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models.entry import Entry
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import Part, PromiseState


class PromiseQuerySet(models.QuerySet["Promise"]):
    def in_public(self) -> "PromiseQuerySet":
        """Made in the open part of a meeting."""
        return self.filter(entry__part=Part.OPEN)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Promise(models.Model):
    """Without ``to`` it was made to the body. Kept by a meeting or by a day; until somebody says when, by neither."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="promise")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="promises_due"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PromiseState, default=PromiseState.OPEN)
    # Why it was dropped.
    reason = models.TextField(blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_meeting__isnull=True) | Q(due_on__isnull=True),
                name="promise_due_by_a_meeting_or_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PromiseState.DROPPED) | ~Q(reason=""), name="promise_dropped_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Promise of {self.entry_id}"
