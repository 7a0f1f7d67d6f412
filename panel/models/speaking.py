"""Somebody of the public asks to speak at a meeting: who, on what, and what was decided. Their address lies apart."""

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states import Belongs, Ground, SpeakingKind, SpeakingState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Entry, Meeting, Motion


class SpeakingRequestQuerySet(models.QuerySet["SpeakingRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> "SpeakingRequestQuerySet":
        """Those who prepare the body's meetings; everyone else reads what was released."""
        return self.filter(meeting__body__organisation__in=held_by(user).organisations(Power.PREPARE))

    def accepted(self) -> "SpeakingRequestQuerySet":
        """Those who are to be heard, in the order in which they asked."""
        return self.filter(state=SpeakingState.ACCEPTED).order_by("number")

    def undecided(self) -> "SpeakingRequestQuerySet":
        return self.filter(state=SpeakingState.RECEIVED)


class SpeakingRequest(models.Model):
    """Private until it is accepted and released; what is said to the public then is name, kind and subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # counted from 1 at each meeting; stands in the receipt
    kind = models.CharField(max_length=10, choices=SpeakingKind)
    name = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    belongs = models.CharField(max_length=6, choices=Belongs)
    received_at = models.DateTimeField()
    # As it was counted and told on that day: a later day off changes nobody's answer.
    closes_on = models.DateField()
    is_in_time = models.BooleanField()
    state = models.CharField(max_length=10, choices=SpeakingState, default=SpeakingState.RECEIVED)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    # Why the clerk, or the Chair, decided so. Of a refusal its speaker is told.
    reason = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What was promised in the meeting in answer to a question: public as soon as it is released again.
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    # Where it stands in the minutes: what was said or asked, and the motion that referred it to somebody for an answer.
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    motion = models.ForeignKey(Motion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SpeakingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="speaking_request_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[SpeakingState.RECEIVED, SpeakingState.WITHDRAWN])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="speaking_decided_by_someone_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=SpeakingState.ACCEPTED) | Q(minutes__gt=0, ground=""),
                name="accepted_speaker_has_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(state=SpeakingState.REFUSED) | (~Q(ground="") & ~Q(reason="")),
                name="refused_speaker_is_told_why",
            ),
            # Rules of procedure: notice is short only for a reason.
            models.CheckConstraint(
                condition=~Q(state=SpeakingState.ACCEPTED, is_in_time=False) | ~Q(reason=""),
                name="late_speaker_is_heard_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} at {self.meeting}"

    @property
    def is_open(self) -> bool:
        return self.state == SpeakingState.RECEIVED

    @property
    def is_accepted(self) -> bool:
        return self.state == SpeakingState.ACCEPTED

    @property
    def is_question(self) -> bool:
        return self.kind == SpeakingKind.QUESTION

    @property
    def public_facts(self) -> dict[str, Any]:
        """All that is ever said of it to the public."""
        return {
            "number": self.number,
            "kind": self.get_kind_display(),
            "name": self.name,
            "subject": self.subject,
            "minutes": self.minutes,
            "reply": self.reply,
        }


class SpeakerContact(models.Model):
    """Where a speaker lives and how the clerk reaches them; never published, never in a mail, deleted after the meeting."""

    request = models.OneToOneField(
        SpeakingRequest, on_delete=models.CASCADE, related_name="contact", primary_key=True
    )
    address = models.TextField()
    email = models.EmailField()
    # What they mean to say or ask: the clerk decides by it whether it is the Panel's business.
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Contact of {self.request_id}"
