"""What Commissioner and Chief Constable talk about each week: an open part that is published, a closed one that never is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from governance.models.action import Action
from governance.states.weekly import WeeklyState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Said:
    """Of one topic: what everyone may read, and what the office alone does."""

    title: str
    opened: str = ""
    closed: str = ""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class WeeklyTopic(models.Model):
    """What is gone through every week, in this order. One that is not any more stays on record."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    is_kept = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title"], name="one_weekly_topic_by_title"),
            models.CheckConstraint(condition=~Q(title=""), name="weekly_topic_says_what"),
        ]

    def __str__(self) -> str:
        return self.title


class WeeklyMeetingQuerySet(models.QuerySet["WeeklyMeeting"]):
    def visible_to(self, user: User | AnonymousUser) -> "WeeklyMeetingQuerySet":
        """The Commissioner's office; everyone else reads what is released."""
        return self.filter(body__host__in=held_by(user).organisations(Power.READ_BOARD))


class WeeklyMeeting(models.Model):
    """One a week: the day on which they met, or why they did not."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    week_on = models.DateField()  # its Monday
    held_on = models.DateField(null=True, blank=True)
    missed_why = models.CharField(max_length=300, blank=True)  # meant for everyone, once it is published
    state = models.CharField(max_length=10, choices=WeeklyState, default=WeeklyState.DRAFT)
    # What was agreed, in the action log: each is read by its own rules.
    actions = models.ManyToManyField(Action, related_name="+", blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = WeeklyMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-week_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "week_on"], name="one_record_of_a_week"),
            models.CheckConstraint(condition=Q(week_on__iso_week_day=1), name="week_begins_on_monday"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) & ~Q(missed_why="")
                | Q(
                    held_on__isnull=False,
                    held_on__gte=F("week_on"),
                    held_on__lt=F("week_on") + A_WEEK,
                    missed_why="",
                ),
                name="week_has_a_meeting_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        if self.held_on is None:
            return f"Week of {self.week_on.day} {self.week_on:%B %Y}, no meeting"
        return f"Weekly meeting, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def week(self) -> str:
        """As addresses name it."""
        return self.week_on.isoformat()

    @property
    def is_published(self) -> bool:
        return self.state == WeeklyState.PUBLISHED


class WeeklyNote(models.Model):
    """What was said of one topic, in words that are meant for everyone. The title is that of the day."""

    meeting = models.ForeignKey(WeeklyMeeting, on_delete=models.CASCADE, related_name="notes")
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "title"], name="one_note_of_a_weekly_topic"),
        ]

    def __str__(self) -> str:
        return self.title


class WeeklyPrivate(models.Model):
    """The closed part of one topic: the office's own, in a table of its own, in no release."""

    note = models.OneToOneField(
        WeeklyNote, on_delete=models.CASCADE, primary_key=True, related_name="private"
    )
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="closed_note_says_something")]

    def __str__(self) -> str:
        return f"Closed part of {self.note_id}"
