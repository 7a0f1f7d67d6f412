"""Who promised what to whom, and what became of it; what was promised are the words of its entry."""

from datetime import date

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models.entry import Entry
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.paper import Paper
from pcc_portal.meetings.states import STILL_OWED, Life, Part, PromiseState

MINUTES = "meetings.minutes"  # the release of the open minutes of a meeting


class PromiseQuerySet(models.QuerySet["Promise"]):
    def in_public(self) -> "PromiseQuerySet":
        """Made in the open part of a meeting: its words may be public (LGA 1972 s100A)."""
        return self.filter(entry__part=Part.OPEN)

    def let_out(self) -> "PromiseQuerySet":
        """In public, and in minutes that everyone reads: their release says so, and nothing else does."""
        out = Release.objects.live().filter(kind=MINUTES).values("collection")
        return self.in_public().filter(entry__minutes__meeting__ref__in=out)

    def visible_to(self, user: User | AnonymousUser) -> "PromiseQuerySet":
        """The clerk at once, members once the meeting has risen: both may read the exempt part (LGA 1972 s100F)."""
        rights = held_by(user)
        clerks = Q(entry__minutes__meeting__body__organisation__in=rights.organisations(Power.PREPARE))
        members = Q(entry__minutes__meeting__body__organisation__in=rights.organisations(Power.READ_EXEMPT))
        return self.filter(clerks | (members & Q(entry__minutes__rose_at__isnull=False)))

    def still_owed(self) -> "PromiseQuerySet":
        """Open, or reported and not settled yet."""
        return self.filter(state__in=STILL_OWED)


def is_late(state: str, due: date | None, *, on: date) -> bool:
    """The one clock of promises: open, and the day by which it was to be kept is over."""
    return state == PromiseState.OPEN and due is not None and due < on


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
    # Where its owner came back to it: an item of a later agenda, and a paper of that item where there was one.
    reported_on = models.DateField(null=True, blank=True)
    report_item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    report_paper = models.ForeignKey(
        Paper, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_on = models.DateField(null=True, blank=True)
    # Why it was dropped. It may speak of what is exempt, so the public reads it only where somebody says that it may.
    reason = models.TextField(blank=True)
    reason_is_public = models.BooleanField(default=False)

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
            models.CheckConstraint(
                condition=~Q(state=PromiseState.REPORTED) | Q(reported_on__isnull=False),
                name="reported_promise_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(STILL_OWED), settled_on__isnull=True)
                | (~Q(state__in=sorted(STILL_OWED)) & Q(settled_on__isnull=False)),
                name="settled_promise_says_when",
            ),
            models.CheckConstraint(
                condition=Q(reason_is_public=False) | ~Q(reason=""), name="public_reason_is_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Promise of {self.entry_id}"

    @property
    def due(self) -> date | None:
        """The day by which it is to be kept; that of its meeting follows the meeting, and a cancelled one is no day."""
        meeting = self.due_meeting
        if meeting is None:
            return self.due_on
        return meeting.held_on if meeting.is_date_fixed and meeting.life != Life.CANCELLED else None

    def is_late(self, *, on: date) -> bool:
        """Overdue on a day."""
        return is_late(self.state, self.due, on=on)

    @property
    def is_owed(self) -> bool:
        return self.state in STILL_OWED

    @property
    def is_open(self) -> bool:
        return self.state == PromiseState.OPEN
