"""The response letter of an inspection: what is the writer's own, its frozen versions, and what it commits the office to."""

import uuid

from django.db import models
from django.db.models import Q

from governance.models.approval import How
from governance.models.finding import Reply
from governance.models.inspection import Inspection
from governance.states.inspections import CommitmentState, LetterState
from pcc_portal.accounts.models import Person, User
from pcc_portal.jobs.models import Job


class ResponseLetter(models.Model):
    """The few words that are nobody else's; the rest is composed from grades, findings and replies at every reading."""

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="letter")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    addressee = models.CharField(max_length=200)
    copy_to = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    # In the portal, or on the page that is kept where ``kept`` says.
    signed_how = models.CharField(max_length=6, choices=How, default=How.PORTAL)
    kept = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    sent_inspectors_on = models.DateField(null=True, blank=True)
    sent_secretary_on = models.DateField(null=True, blank=True)
    # Of the letter that was out before, if one was taken back: everyone reads why.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=LetterState.DRAFT, signed_by__isnull=True, signed_at__isnull=True)
                | (~Q(state=LetterState.DRAFT) & Q(signed_by__isnull=False, signed_at__isnull=False)),
                name="letter_is_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(signed_how=How.PORTAL, kept="") | (Q(signed_how=How.PAPER) & ~Q(kept="")),
                name="letter_signed_on_paper_says_where_it_is",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.PUBLISHED, published_at__isnull=False)
                | (~Q(state=LetterState.PUBLISHED) & Q(published_at__isnull=True)),
                name="published_letter_says_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="letter_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Response to {self.inspection}"


class LetterVersion(models.Model):
    """The letter as it stood at one moment, and its file: a draft to be looked at, or what was signed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(ResponseLetter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    is_signed = models.BooleanField(default=False)
    html = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the words: what a signature stands under
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    store_key = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    sides = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_version_number_once"),
            models.CheckConstraint(
                condition=Q(store_key="") | Q(sides__gt=0), name="letter_file_says_how_long"
            ),
        ]

    def __str__(self) -> str:
        return f"{'Signed letter' if self.is_signed else 'Draft letter'}, version {self.number}"

    @property
    def is_made(self) -> bool:
        """Its file is there."""
        return bool(self.store_key)


class Commitment(models.Model):
    """What the Commissioner undertakes in the letter: owed from the day on which it is published, to the public."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="commitments")
    # The reply that proposed it; none where it was written into the letter by hand.
    reply = models.ForeignKey(
        Reply, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    words = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=CommitmentState, default=CommitmentState.OWED)
    done_on = models.DateField(null=True, blank=True)
    # Why nobody waits for it any more: everyone reads it.
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True, blank=True)  # published; None: still only in a draft

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="commitment_says_what"),
            models.CheckConstraint(
                condition=Q(state=CommitmentState.DONE, done_on__isnull=False)
                | (~Q(state=CommitmentState.DONE) & Q(done_on__isnull=True)),
                name="commitment_done_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.DROPPED) | ~Q(reason=""),
                name="commitment_dropped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.words
