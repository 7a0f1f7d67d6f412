"""The decision to keep something from the public: never a flag, always a ground, both reasons, a name and a review date."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.documents.markings import (
    THE_ORDER,
    Ground,
    description,
    grounds_in_words,
    not_for_publication,
    paragraphs_in_words,
)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Exemption(models.Model):
    """In force while ``ended_at`` is empty. Source: LGA 1972 s100A(4), s100B(2) and Schedule 12A paragraphs 1-7, 8, 10;
    for the Board, which is not under Part VA, the exceptions of the Specified Information Order 2011."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Of a body under Part VA its paragraphs of the Schedule; of the Board its grounds of the Order.
    paragraphs = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    grounds = ArrayField(models.CharField(max_length=12, choices=Ground), default=list, blank=True)
    # Paragraph 3 does not apply to what must be registered under the Acts that paragraph 8 names.
    registrable = models.BooleanField(null=True)
    reasons_for = models.TextField()
    reasons_against = models.TextField()
    proper_officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # The last time that somebody looked at it again and kept it; what was weighed before is in its history.
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraphs__len__gt=0, grounds__len=0) | Q(paragraphs__len=0, grounds__len__gt=0),
                name="exemption_names_a_paragraph",
            ),
            models.CheckConstraint(
                condition=Q(grounds__contained_by=sorted(Ground)), name="exemption_ground_of_the_order"
            ),
            models.CheckConstraint(
                condition=Q(paragraphs__contained_by=[1, 2, 3, 4, 5, 6, 7]),
                name="exemption_paragraph_of_schedule_12a",
            ),
            models.CheckConstraint(
                condition=~Q(reasons_for="") & ~Q(reasons_against=""), name="exemption_weighs_both_reasons"
            ),
            # The null test is needed: an unanswered question makes a check neither true nor false, and so passes.
            models.CheckConstraint(
                condition=~Q(paragraphs__contains=[3]) | Q(registrable__isnull=False, registrable=False),
                name="paragraph_3_not_for_what_is_registered",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="exemption_ended_by_someone_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("made_at")), name="exemption_review_after_it_was_made"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, review_on__gt=F("reviewed_at")),
                name="exemption_reviewed_by_someone_for_a_later_day",
            ),
        ]

    def __str__(self) -> str:
        return self.named

    @property
    def in_force(self) -> bool:
        return self.ended_at is None

    @property
    def tag(self) -> str:
        """What stands beside a line or a paper that it keeps private."""
        return "Exempt" if self.paragraphs else "Closed part"

    @property
    def named(self) -> str:
        """ "paragraph 3", or for the Board the Order."""
        return paragraphs_in_words(self.paragraphs) if self.paragraphs else "Specified Information Order"

    @property
    def cited(self) -> str:
        return f"{self.named} of Schedule 12A" if self.paragraphs else "the Specified Information Order"

    @property
    def description(self) -> str:
        """Why, as the public may read it."""
        return description(self.paragraphs) if self.paragraphs else grounds_in_words(self.grounds)

    @property
    def in_brief(self) -> str:
        return f"{self.cited}, {self.description}" if self.paragraphs else f"{self.description}, {THE_ORDER}"

    @property
    def in_law(self) -> str:
        if self.paragraphs:
            return f"Local Government Act 1972, Schedule 12A, Part 1, {self.named} ({self.description})"
        return f"{THE_ORDER} ({self.description})"

    @property
    def on_agenda(self) -> str:
        """What an agenda says below its line."""
        return f"Taken in {'private' if self.paragraphs else 'the closed part'}. {self.in_law}."

    @property
    def not_for_publication(self) -> str:
        return not_for_publication(self.paragraphs, self.grounds)
