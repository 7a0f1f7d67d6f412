"""An item that came too late for the agenda, and the Chair's opinion that it is urgent (LGA 1972 s100B(4)(b))."""

import uuid

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states.dealings import UrgentState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Entry, Item, Meeting


class UrgentItemQuerySet(models.QuerySet["UrgentItem"]):
    def visible_to(self, user: User | AnonymousUser) -> "UrgentItemQuerySet":
        """The clerks, who ask, and the Chair, who decides; everyone else reads it on the agenda and in the minutes."""
        rights = held_by(user)
        offices = rights.organisations(Power.PREPARE) | rights.organisations(Power.AGREE_URGENCY)
        return self.filter(meeting__body__organisation__in=offices)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class UrgentItem(models.Model):
    """Who asked, when the Chair was told, and what the Chair said and why: the reasons are printed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    asked_for = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField()
    notified_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=UrgentState, default=UrgentState.ASKED)
    # The special circumstances, as the Chair gives them: they are specified in the minutes.
    opinion = models.CharField(max_length=400, blank=True)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # The Chair, or the clerk who heard it said.
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = UrgentItemQuerySet.as_manager()

    class Meta:
        ordering = ["notified_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UrgentState.ASKED, decided_at__isnull=True, opinion="")
                | (
                    ~Q(state=UrgentState.ASKED)
                    & Q(decided_at__isnull=False, decided_by__isnull=False, chair__isnull=False)
                    & ~Q(opinion="")
                ),
                name="urgency_is_decided_by_the_chair_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True, entry__isnull=True) | Q(state=UrgentState.AGREED),
                name="only_agreed_urgent_items_are_taken",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        return self.state == UrgentState.ASKED

    @property
    def is_agreed(self) -> bool:
        return self.state == UrgentState.AGREED
