"""A meeting of a body, with its agenda."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.body import Body
from pcc_portal.meetings.states import AgendaStatus


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "MeetingQuerySet":
        """Issued meetings are everyone's; drafts are for those who prepare them."""
        return self.filter(
            Q(status=AgendaStatus.ISSUED)
            | Q(body__organisation__in=held_by(user).organisations(Power.PREPARE))
        )

    def prepared_by(self, user: User | AnonymousUser) -> "MeetingQuerySet":
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))

    def upcoming(self, *, on: date) -> "MeetingQuerySet":
        return self.filter(held_on__gte=on).order_by("held_on")


class Meeting(models.Model):
    """``ref`` is human and fixed: pcp-2026-09-17."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    ref = models.SlugField(unique=True)
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=300)
    webcast_url = models.URLField(blank=True)
    status = models.CharField(max_length=14, choices=AgendaStatus, default=AgendaStatus.DRAFT)
    # LGA 1972 s100B: shorter notice than the rule needs its reason, which is printed.
    short_notice_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    # Counts every change of the agenda, so that a build says what it held and two clerks notice each other.
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at"]
        indexes = [models.Index(fields=["body", "-held_on"])]
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="one_meeting_of_a_body_a_day"),
            models.CheckConstraint(
                condition=Q(status=AgendaStatus.ISSUED, issued_at__isnull=False)
                | (~Q(status=AgendaStatus.ISSUED) & Q(issued_at__isnull=True)),
                name="issued_meetings_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def is_draft(self) -> bool:
        return self.status == AgendaStatus.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.status == AgendaStatus.ISSUED

    @property
    def is_being_issued(self) -> bool:
        return self.status == AgendaStatus.BEING_ISSUED

    @property
    def path(self) -> str:
        """Its address on the site, fixed for good."""
        return f"/{self.body.address}/{self.ref}/"

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.held_on, self.starts_at, tzinfo=timezone.get_default_timezone())
