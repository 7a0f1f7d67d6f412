"""The record of a meeting: when it began and rose, when each item was taken, and in which texts its words stand."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import BEING_MINUTED, MinutesStatus
from pcc_portal.writing.models import Text


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: User | AnonymousUser) -> "MinutesQuerySet":
        """While they are a draft, those who write them."""
        return self.filter(meeting__body__organisation__in=held_by(user).organisations(Power.PREPARE))


class Minutes(models.Model):
    """One a meeting. ``text`` holds the words of every open entry; those of exempt ones are in ``ExemptMinutes``."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    status = models.CharField(max_length=10, choices=MinutesStatus, default=MinutesStatus.DRAFT)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(null=True, blank=True)
    rose_at = models.DateTimeField(null=True, blank=True)
    # Where the meeting is while it goes on.
    live_item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Counts every change but that of words, so that two clerks' pages notice each other.
    edition = models.PositiveIntegerField(default=1)
    # There was an exempt part on the agenda, and nothing to hear in it (domain.md D32).
    exclusion_not_needed = models.BooleanField(default=False)
    # The paper by which the next meeting is asked to confirm them.
    paper = models.OneToOneField(
        "meetings.Paper", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(rose_at__isnull=True) | Q(began_at__isnull=True) | Q(rose_at__gt=F("began_at")),
                name="meeting_rose_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    @property
    def is_open(self) -> bool:
        """They can still be changed."""
        return self.status in BEING_MINUTED

    @property
    def is_live(self) -> bool:
        return self.began_at is not None and self.rose_at is None


class ExemptMinutes(models.Model):
    """Where the words of exempt business go from their first character: a text of its own, and no column of the minutes."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="exempt")
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="+")
    # LGA 1972 s100C(2): where the open minutes alone are no reasonably fair and coherent record, a summary is public.
    is_coherent_without = models.BooleanField(null=True, blank=True)
    public_summary = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_coherent_without__isnull=True)
                | Q(is_coherent_without=True, public_summary="")
                | (Q(is_coherent_without=False) & ~Q(public_summary="")),
                name="incoherent_minutes_have_a_summary",
            ),
        ]

    def __str__(self) -> str:
        return "Exempt minutes"


class ItemTaken(models.Model):
    """When the meeting came to an item."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="taken")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["minutes", "item"], name="item_taken_once")]

    def __str__(self) -> str:
        return f"{self.item} at {self.at:%H:%M}"
