"""What people were told of a meeting: the words, and to whom they went."""

import uuid

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import AnnouncementKind, Audience
from pcc_portal.notices.models import Message


class Announcement(models.Model):
    """One thing told to everyone on the meeting's list. Its words are public; addresses stand in its deliveries alone.

    Without ``told_at`` it is words that the clerk has prepared: what is told next takes them up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="announcements")
    kind = models.CharField(max_length=12, choices=AnnouncementKind)
    subject = models.CharField(max_length=150)
    words = models.TextField(max_length=4000)
    news = models.JSONField(default=list)  # public sentences of the portal's own
    # [[kind, subject_id]] : each must have a live release when a mail is about to go.
    tells_of = models.JSONField(default=list)
    prepared_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=Q(told_at__isnull=True),
                name="one_announcement_prepared_of_a_kind",
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="announcement_has_a_subject"),
        ]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One person of an announcement, by address: whoever stands in two lists is written to once.

    What became of the mail stands on the message. Whether anybody read it is not known and not asked.
    """

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="deliveries")
    audience = models.CharField(max_length=8, choices=Audience)
    name = models.CharField(max_length=200, blank=True)
    house = models.CharField(max_length=200, blank=True)  # the organisation it is listed under
    email = models.EmailField(blank=True)  # empty once its owner has unsubscribed
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["audience", "house", "name", "email"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "email"], condition=~Q(email=""), name="one_mail_for_one_address"
            ),
        ]

    def __str__(self) -> str:
        return self.name or "A subscriber"
