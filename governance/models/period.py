"""In how many days a response is to be published, from a day on: the law changes, and what was counted before stays."""

from django.db import models
from django.db.models import Q

from pcc_portal.workdays.periods import Period, Unit

LONGEST = 365


class ResponsePeriod(models.Model):
    """For reports that came out on or after its day, until the next one begins."""

    from_on = models.DateField(unique=True)
    days = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=LONGEST), name="response_period_can_be_counted"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(source=""), name="response_period_says_its_rule_and_source"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def period(self) -> Period:
        """As the pure rules of dates take it."""
        return Period(Unit.BEGINNING_WITH, self.words, self.source, number=self.days)
