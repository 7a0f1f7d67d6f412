"""Whom a council has named to stand in for its members of the Panel."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Organisation, Person
from pcc_portal.accounts.models.person import DAYS, DatedQuerySet
from pcc_portal.meetings.models import Body


class ListedSubstitute(models.Model):
    """On a council's list from a day to a day. Being on it opens nothing: being called in to one meeting does."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["council__name", "person__family", "person__given"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on") - 1),
                name="listing_ends_after_it_starts",
            ),
            # One council's list at a time: a councillor is of one council.
            ExclusionConstraint(
                name="on_one_list_at_a_time",
                expressions=[
                    (DAYS, RangeOperators.OVERLAPS),
                    ("body", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                ],
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, for {self.council}"
