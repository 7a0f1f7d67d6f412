"""The e-mail as a row: what was said to whom, and whether it went."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.notices.states import GONE_OUT, NOT_ARRIVED, MessageState

KEEP = timedelta(days=3)


class Message(models.Model):
    """One mail to one address. Its text carries public words and links, never exempt matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    to = models.EmailField(blank=True)  # empty once its owner has asked to be forgotten
    subject = models.CharField(max_length=200)
    body_text = models.TextField(blank=True)
    # Of our own making: List-Unsubscribe and the like.
    headers = models.JSONField(default=dict, blank=True)
    # The same thing told to the same person twice is one mail.
    dedupe_key = models.CharField(max_length=200, unique=True)
    # Dotted name of a function of the message that says whether it may still go; asked again at send.
    rule = models.CharField(max_length=120, blank=True)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    # Holds something that opens a page: the text is blanked once it is sent.
    secret = models.BooleanField(default=False)
    keep = models.DurationField(default=KEEP)  # for how long it is worth sending

    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-queued_at"]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(
                fields=["queued_at"],
                condition=Q(state__in=[MessageState.QUEUED, MessageState.SENDING]),
                name="notices_unsent",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state__in=GONE_OUT, sent_at__isnull=False)
                    | (~Q(state__in=GONE_OUT) & Q(sent_at__isnull=True))
                ),
                name="message_says_when_it_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NOT_ARRIVED) | ~Q(error=""),
                name="unsent_message_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
