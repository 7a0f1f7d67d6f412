"""Days that no library knows: a bank holiday proclaimed late, public mourning, elections."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.states import NON_WORKING, DayKind


class CalendarDayQuerySet(models.QuerySet):
    def non_working(self) -> "CalendarDayQuerySet":
        """Days that no notice counts."""
        return self.filter(kind__in=NON_WORKING)


class CalendarDay(models.Model):
    """A day with its name and where it is written. ``queries.office_calendar`` is the one reader that counts with it."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=DayKind)
    source = models.CharField(max_length=300)  # the proclamation, the order, the council's own notice
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=Q(kind__in=NON_WORKING), name="day_off_once"),
            models.CheckConstraint(condition=~Q(source=""), name="calendar_day_says_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day.day} {self.day:%B %Y}"

    @property
    def is_off(self) -> bool:
        return self.kind in NON_WORKING
