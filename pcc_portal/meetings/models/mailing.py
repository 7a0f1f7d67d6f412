"""Who wants to be told: the clerk's additions and removals, the public's subscriptions, and what a user switched off."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models.announcement import Delivery
from pcc_portal.meetings.models.body import Body
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import Audience, Topic
from pcc_portal.notices.states import MessageState


class ListEntry(models.Model):
    """An address that the clerk added to one meeting's list, put right or took off it. Everyone else on it is derived."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="list_entries")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    house = models.CharField(max_length=200, blank=True)
    is_on = models.BooleanField()
    # The address of somebody derived, which this one takes the place of.
    instead_of = models.EmailField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["house", "name", "email"]
        verbose_name_plural = "list entries"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "email"], name="list_entry_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="list_entry_in_lower_case"),
            models.CheckConstraint(
                condition=Q(is_on=True) | Q(instead_of=""), name="list_entry_is_on_or_off"
            ),
        ]

    def __str__(self) -> str:
        return self.name or "An address"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def confirmed(self) -> Any:
        """Those who said yes twice, with ``came_back``: since then a mail to them came back for good.

        One is enough: mail servers hold it against a sender who goes on. They are written to again once they have
        asked and confirmed anew.
        """
        return self.filter(confirmed_at__isnull=False).annotate(came_back=_came_back())

    def written_to(self) -> "SubscriptionQuerySet":
        """The confirmed ones whose mail arrives."""
        return self.filter(~_came_back(), confirmed_at__isnull=False)


def _came_back() -> Exists:
    return Exists(
        Delivery.objects.filter(
            audience=Audience.PUBLIC,
            email=OuterRef("email"),
            announcement__meeting__body=OuterRef("body"),
            message__state=MessageState.BOUNCED,
            message__sent_at__gte=OuterRef("confirmed_at"),
        )
    )


class Subscription(models.Model):
    """Somebody of the public who asked to be told. Nothing is sent before they confirm, and nothing is kept after they leave."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="subscriptions")
    email = models.EmailField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(fields=["body", "email"], name="subscription_once"),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="subscription_token_once"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="subscription_in_lower_case"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | ~Q(token_hash=""),
                name="unconfirmed_subscription_has_a_token",
            ),
        ]

    def __str__(self) -> str:
        return "A subscription"


class SwitchedOff(models.Model):
    """A kind of mail that a user does not want. What a member must get cannot be switched off."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=8, choices=Topic)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="switched_off_once")]

    def __str__(self) -> str:
        return self.topic


class CalendarKey(models.Model):
    """What opens a user's private calendar. The address is shown once; only its hash is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return "A calendar key"
