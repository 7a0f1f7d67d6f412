"""The minutes as they stood at one moment, frozen: what was sent round, what was confirmed, what was signed."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.accounts.models.person import OrganisationKind
from pcc_portal.accounts.roles import Power
from pcc_portal.jobs.models import Job
from pcc_portal.meetings.models.minutes import Minutes
from pcc_portal.meetings.models.paper import Paper


class VersionKind(models.TextChoices):
    DECISIONS = "decisions", "Decisions and actions"
    DRAFT = "draft", "Draft minutes, not sent round"
    CIRCULATED = "circulated", "Draft minutes"
    CONFIRMED = "confirmed", "Minutes, confirmed"
    SIGNED = "signed", "Minutes, confirmed and signed"
    # Of the Board: put before both parties, approved by both, or let out before both have agreed.
    FOR_APPROVAL = "to_approve", "Minutes for approval"
    APPROVED = "approved", "Minutes, approved"
    NOT_AGREED = "not_agreed", "Minutes, not yet agreed"


# The minutes themselves, sent round or later; and those that are everyone's.
SENT_ROUND = frozenset({VersionKind.CIRCULATED, VersionKind.CONFIRMED, VersionKind.SIGNED})
FINAL = frozenset({VersionKind.CONFIRMED, VersionKind.SIGNED})
OF_THE_BOARD = frozenset({VersionKind.APPROVED, VersionKind.NOT_AGREED})


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, user: User | AnonymousUser) -> "MinutesVersionQuerySet":
        """Draft minutes are for members, the Commissioner's office and the clerk (domain.md 2B), once they are sent round.

        The draft itself is the clerk's alone. The public reads releases, never these rows.
        """
        rights = held_by(user)
        clerks = Q(minutes__meeting__body__organisation__in=rights.organisations(Power.PREPARE))
        members = Q(minutes__meeting__body__organisation__in=rights.organisations(Power.READ_EXEMPT)) | Q(
            minutes__meeting__ref__in=rights.refs(Power.READ_EXEMPT)
        )
        offices = Organisation.objects.filter(
            pk__in=rights.organisations(Power.WRITE_PAPERS), kind=OrganisationKind.OFFICE
        )
        answered = Paper.objects.filter(document__organisation__in=offices).values("item__meeting")
        answers = Q(minutes__meeting__in=answered)
        sent = ~Q(kind=VersionKind.DRAFT)
        return self.filter(clerks | (sent & members) | (sent & answers))

    def sent_round(self) -> "MinutesVersionQuerySet":
        return self.filter(kind__in=SENT_ROUND)

    def decisions(self) -> "MinutesVersionQuerySet":
        return self.filter(kind=VersionKind.DECISIONS)


class MinutesVersion(models.Model):
    """Words and file of the open part. What is exempt has a table of its own, and so has the file that holds both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=10, choices=VersionKind)
    number = models.PositiveIntegerField()
    html = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the words, open and exempt: what a signature stands under
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    store_key = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    sides = models.PositiveIntegerField(default=0)

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_number_once"),
            # They are confirmed once and signed once; what was sent round may be put right and sent round again.
            models.UniqueConstraint(
                fields=["minutes", "kind"],
                condition=Q(kind__in=sorted(FINAL)),
                name="minutes_are_confirmed_and_signed_once",
            ),
            models.CheckConstraint(
                condition=Q(store_key="") | Q(sides__gt=0), name="minutes_file_says_how_long"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.number}"

    @property
    def is_final(self) -> bool:
        return self.kind in FINAL

    @property
    def is_public(self) -> bool:
        """Everyone reads its open part."""
        return self.kind in FINAL | OF_THE_BOARD

    @property
    def is_made(self) -> bool:
        """Its file is there."""
        return bool(self.store_key)


class ExemptMinutesVersion(models.Model):
    """The exempt minutes of a version, and the file in which members have both parts."""

    version = models.OneToOneField(MinutesVersion, on_delete=models.PROTECT, related_name="exempt")
    html = models.TextField()
    store_key = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    sides = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return "Exempt minutes of a version"
