"""The decision to keep something from the public: never a flag, always paragraphs, both reasons, a name and a review date."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.documents.markings import description, not_for_publication, paragraphs_in_words


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Exemption(models.Model):
    """In force while ``ended_at`` is empty. Source: LGA 1972 s100A(4), s100B(2) and Schedule 12A paragraphs 1-7, 8, 10."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paragraphs = ArrayField(models.PositiveSmallIntegerField())
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
            models.CheckConstraint(condition=Q(paragraphs__len__gt=0), name="exemption_names_a_paragraph"),
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
        return self.paragraphs_in_words

    @property
    def in_force(self) -> bool:
        return self.ended_at is None

    @property
    def paragraphs_in_words(self) -> str:
        return paragraphs_in_words(self.paragraphs)

    @property
    def description(self) -> str:
        return description(self.paragraphs)

    @property
    def not_for_publication(self) -> str:
        return not_for_publication(self.paragraphs)
