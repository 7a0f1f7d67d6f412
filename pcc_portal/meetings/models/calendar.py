"""Days that no library knows: a bank holiday proclaimed late, public mourning, elections."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models.meeting import Meeting
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


class NoticeAlert(models.Model):
    """A day off that was made known after a meeting's notice had been worked out: the clerk must look at it.

    ``reason`` is public: why an issued meeting is held although the day has shortened its notice.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="alerts")
    day = models.ForeignKey(CalendarDay, on_delete=models.CASCADE, related_name="alerts")
    due_was = models.DateField()
    due_now = models.DateField()
    is_on_the_day = models.BooleanField(default=False)
    is_short = models.BooleanField(default=False)  # issued in time, and not in time any more
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "day"], name="one_alert_of_a_day"),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="alert_seen_by_someone_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_short=False) | Q(seen_at__isnull=True) | ~Q(reason=""),
                name="short_notice_after_all_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.meeting_id}"
