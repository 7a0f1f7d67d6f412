"""A second pair of eyes: who asked, exactly what for, and what another person of the same side said to it."""

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.states import LIVE, ConsentState


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "ConsentQuerySet":
        """For those of the same side who may ask or be the second."""
        rights = held_by(user)
        return self.filter(
            organisation__in=rights.organisations(Power.SECOND) | rights.organisations(Power.ISSUE)
        )

    def live(self) -> "ConsentQuerySet":
        """Asked or agreed, and still about what is saved now."""
        return self.filter(state__in=LIVE)

    def about(self, kind: str, subject: models.Model) -> "ConsentQuerySet":
        return self.filter(kind=kind, subject_id=str(subject.pk))


class Consent(models.Model):
    """Bound to a fingerprint of what was shown: a change after asking voids it, and nothing goes out on it.

    Source: the issue's rule that whatever is exempt, restricted or personal is let out by two people (law.md,
    Part A, "so long as"). Private: ``what`` and ``reasons`` may say more than the public may read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)  # meetings.issue, meetings.exempt_release
    subject_id = models.CharField(max_length=60)
    thread = models.CharField(max_length=60)  # what it is read with: a meeting's ref
    # The side: whose second person it takes. The host council never agrees for the Commissioner's office.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    what = models.TextField()  # what is let out and to whom, in words, as it stood when asked
    # What the act needs when it goes through: the reason for short notice.
    facts = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=ConsentState, default=ConsentState.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True)  # what is wrong, from the one who did not agree
    ended_at = models.DateTimeField(null=True, blank=True)  # when it was voided or carried out
    ended_because = models.CharField(max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["kind", "subject_id", "-asked_at"]), models.Index(fields=["thread"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
                name="consent_of_another_person",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="consent_answered_by_someone_at_a_time",
            ),
            # A null makes a check neither true nor false, and so passes: each state says which it may hold.
            models.CheckConstraint(
                condition=Q(state=ConsentState.ASKED, answered_by__isnull=True)
                | Q(
                    state__in=[ConsentState.AGREED, ConsentState.REFUSED, ConsentState.CARRIED_OUT],
                    answered_by__isnull=False,
                )
                | Q(state=ConsentState.VOID),
                name="consent_given_by_someone",
            ),
            models.CheckConstraint(
                condition=(Q(state=ConsentState.REFUSED) & ~Q(reasons=""))
                | (~Q(state=ConsentState.REFUSED) & Q(reasons="")),
                name="consent_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ConsentState.VOID, ConsentState.CARRIED_OUT], ended_at__isnull=False)
                | (
                    ~Q(state__in=[ConsentState.VOID, ConsentState.CARRIED_OUT])
                    & Q(ended_at__isnull=True, ended_because="")
                ),
                name="consent_ended_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(state__in=sorted(LIVE)), name="one_live_consent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thread}"

    @property
    def is_asked(self) -> bool:
        return self.state == ConsentState.ASKED

    @property
    def is_agreed(self) -> bool:
        return self.state == ConsentState.AGREED

    @property
    def is_refused(self) -> bool:
        return self.state == ConsentState.REFUSED

    @property
    def is_void(self) -> bool:
        return self.state == ConsentState.VOID

    @property
    def reason(self) -> Any:
        """The reason for short notice that was typed when it was asked."""
        return self.facts.get("reason", "")
