"""The work programme: what the Panel will look at and when, what waits, what comes at every meeting, reviews, training."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from panel.states import AboutYear, EventState, NoteState, ReviewState, RowState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body, Item, Meeting, Resolution
from pcc_portal.workdays import year_label


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "ProgrammeQuerySet":
        """Those who prepare the body's meetings keep its programme; everyone else reads what was released."""
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))


class Kept(models.Model):
    """A row of the programme: whose it is, its place, and when somebody last said that it is right."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        abstract = True


class ProgrammeRow(Kept):
    """One thing that the Panel will look at: at a meeting, or once what it waits for has happened."""

    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    about_year = models.CharField(max_length=8, choices=AboutYear, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waits_for = models.CharField(max_length=300, blank=True)
    # None: it is new to the Panel.
    reported_on = models.DateField(null=True, blank=True)
    # Where it came from: "Resolved on 17 September 2026".
    origin = models.CharField(max_length=300, blank=True)
    # The resolution that it came from, once it is a row: pressed twice, a resolution is one row.
    resolution = models.OneToOneField(
        Resolution, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The line of an agenda that takes it.
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=RowState, default=RowState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["meeting__held_on", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | ~Q(waits_for="") | ~Q(state=RowState.OPEN),
                name="programme_row_has_a_meeting_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(state=RowState.OPEN, closed_on__isnull=True)
                | (~Q(state=RowState.OPEN) & Q(closed_on__isnull=False) & ~Q(closed_why="")),
                name="closed_programme_row_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """With the financial year that it is about, derived from the meeting's own day and never typed."""
        if not self.about_year or self.meeting is None:
            return self.title
        return f"{self.title} {year_label(self.meeting.held_on, AboutYear(self.about_year).years_on)}"

    @property
    def is_open(self) -> bool:
        return self.state == RowState.OPEN

    @property
    def is_timetabled(self) -> bool:
        return self.meeting_id is not None


class StandingBusiness(Kept):
    """What comes to every meeting, or every so often, and what the Panel expects it to cover."""

    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    cadence = models.CharField(max_length=120)
    bullets = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Review(Kept):
    """A task and finish group: looks at one thing, and ends in recommendations to the Commissioner."""

    topic = models.CharField(max_length=200)
    members = models.CharField(max_length=300, blank=True)
    times_met = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PENDING)
    next_step = models.CharField(max_length=300, blank=True)
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReviewState.REPORTED) | Q(reported_on__isnull=False),
                name="reported_review_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class ReviewRecommendation(models.Model):
    """What a review asks of the Commissioner, the answer and by when it is due, and where it was acted on.

    Police Reform and Social Responsibility Act 2011 s29: the Panel may require a response in writing within a time it sets.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    due_on = models.DateField()
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True, blank=True)
    acted_on = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                condition=Q(response="", responded_on__isnull=True)
                | (~Q(response="") & Q(responded_on__isnull=False)),
                name="response_to_recommendation_says_when",
            ),
            models.CheckConstraint(
                condition=Q(acted_on="") | ~Q(response=""), name="acted_on_after_the_response"
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"

    def is_late(self, *, on: date) -> bool:
        """Past its day, and no response yet."""
        return not self.response and on > self.due_on


class BriefingNote(Kept):
    """A note that members asked for."""

    topic = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    wanted_by = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=NoteState, default=NoteState.WANTED)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.topic


class TrainingEvent(Kept):
    """Training, a visit, a conference. A day that is not known yet prints as TBC."""

    name = models.CharField(max_length=200)
    for_whom = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=EventState, default=EventState.PLANNED)

    class Meta:
        ordering = [F("on").asc(nulls_last=True), "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="training_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name
