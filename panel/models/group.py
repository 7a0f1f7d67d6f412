"""Working groups: a few members who meet in private. Their meetings are rows of their own and no meetings of a body.

Whatever reads meetings makes something for the public of them: notices, feeds, calendars, packs. See ADR 22.
"""

import uuid
from datetime import date

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from panel.states.dealings import GroupKind, GroupOffice, ReportKind
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, Person, User
from pcc_portal.accounts.models.person import DAYS, DatedQuerySet
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Body, Item


class WorkingGroupQuerySet(models.QuerySet["WorkingGroup"]):
    def visible_to(self, user: User | AnonymousUser) -> "WorkingGroupQuerySet":
        """Its members, by the right that came with their place and while they sit on the Panel; and the Panel's clerks."""
        rights = held_by(user)
        return self.filter(
            Q(
                organisation__in=rights.organisations(Power.READ_GROUP),
                body__organisation__in=rights.organisations(Power.READ_EXEMPT),
            )
            | Q(body__organisation__in=rights.organisations(Power.PREPARE))
        )

    def kept_by(self, user: User | AnonymousUser) -> "WorkingGroupQuerySet":
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))

    def live(self) -> "WorkingGroupQuerySet":
        return self.filter(ended_on__isnull=True)


class WorkingGroup(models.Model):
    """That there is one, what it is for and who is in it is public; when it meets and what it reads is not."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=GroupKind)
    terms = models.TextField()
    # What it looks at next, as it was agreed at its last meeting: for its members.
    next_focus = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")),
                name="group_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(terms=""), name="group_has_a_name_and_terms"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class GroupPlace(models.Model):
    """Who is in it, from a day to a day; the right to read its papers comes and goes with the place."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=8, choices=GroupOffice, default=GroupOffice.MEMBER)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["office", "person__family", "person__given"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on") - 1),
                name="group_place_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="one_place_in_a_group_at_a_time",
                expressions=[
                    (DAYS, RangeOperators.OVERLAPS),
                    ("group", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                ],
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(office=GroupOffice.CHAIR, to_on__isnull=True),
                name="one_chair_of_a_group",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_chair(self) -> bool:
        return self.office == GroupOffice.CHAIR


class GroupMeeting(models.Model):
    """When and where it meets, what it looks at, and afterwards what was said: for its members alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=300)
    focus = models.CharField(max_length=300, blank=True)
    # Written when it is over: until then it is to come.
    notes = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    present = models.ManyToManyField(Person, related_name="+", blank=True)

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["group", "held_on"], name="one_meeting_of_a_group_a_day"),
            models.CheckConstraint(
                condition=Q(notes="", noted_at__isnull=True) | (~Q(notes="") & Q(noted_at__isnull=False)),
                name="noted_group_meeting_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def is_noted(self) -> bool:
        return self.noted_at is not None

    def is_over(self, *, on: date) -> bool:
        return self.held_on < on


class GroupPaper(models.Model):
    """What they read: figures that are not published, a draft, a note. It is on no agenda and in no pack."""

    meeting = models.ForeignKey(GroupMeeting, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    words = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="group_paper_has_words")]

    def __str__(self) -> str:
        return self.title


class GroupReport(models.Model):
    """What a meeting of the group tells the Panel. Its title names the meeting by its row, so the two cannot part."""

    meeting = models.OneToOneField(GroupMeeting, on_delete=models.PROTECT, related_name="report")
    kind = models.CharField(max_length=8, choices=ReportKind)
    words = models.TextField(blank=True)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ReportKind.PAPER) | ~Q(words=""), name="group_paper_report_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """As the agenda prints it."""
        day = self.meeting.held_on
        return f"Report of the {self.meeting.group.name}: meeting of {day.day} {day:%B %Y}"
