"""A meeting of a body, with its agenda."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pcc_portal.accounts.access import held_by, rights_of
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.body import Body, Naming
from pcc_portal.meetings.states import BROKEN_OFF, COUNTING, PENDING, AgendaStatus, Life, Regime


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "MeetingQuerySet":
        """Issued meetings are everyone's; drafts are for those who prepare them."""
        return self.filter(
            Q(status=AgendaStatus.ISSUED)
            | Q(body__organisation__in=held_by(user).organisations(Power.PREPARE))
        )

    def prepared_by(self, user: User | AnonymousUser) -> "MeetingQuerySet":
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))

    def attended_by(self, user: User, *, on: date) -> "MeetingQuerySet":
        """Of the bodies this user sits in or clerks on a day, at which they stand in for a member, or with a paper of theirs."""
        rights = rights_of(user, on=on)
        return self.filter(
            Q(body__organisation__in=rights.organisations(Power.READ_EXEMPT))
            | Q(ref__in=rights.refs(Power.READ_EXEMPT))
            | Q(items__papers__document__organisation__in=rights.organisations(Power.WRITE_PAPERS))
        ).distinct()

    def upcoming(self, *, on: date) -> "MeetingQuerySet":
        return self.filter(held_on__gte=on).order_by("held_on")

    def pending(self) -> "MeetingQuerySet":
        """Still to come, or to go on: neither held nor cancelled."""
        return self.filter(life__in=PENDING)

    def unsettled(self, *, on: date) -> "MeetingQuerySet":
        """Their day is over, and nobody has said yet what became of them."""
        called = self.filter(life__in=[Life.CALLED, *BROKEN_OFF], is_date_fixed=True)
        return called.filter(held_on__lt=on).order_by("held_on")

    def counting(self) -> "MeetingQuerySet":
        """Those that attendance counts: members were there, or should have been. What was cancelled never counts."""
        return self.filter(life__in=COUNTING)


class Meeting(models.Model):
    """``ref`` is human and fixed: pcp-2026-09-17, for good the day it was first planned for.

    ``held_on``, ``starts_at`` and ``venue`` say where it meets next, or met last; ``MeetingChange`` where it was to meet.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    ref = models.SlugField(unique=True)
    held_on = models.DateField()
    starts_at = models.TimeField()
    venue = models.CharField(max_length=300)
    webcast_url = models.URLField(blank=True)
    life = models.CharField(max_length=10, choices=Life, default=Life.PLANNED)
    # Put off, or broken off, to a day nobody knows yet; ``held_on`` is then the day it was to be, or was.
    is_date_fixed = models.BooleanField(default=True)
    status = models.CharField(max_length=14, choices=AgendaStatus, default=AgendaStatus.DRAFT)
    # LGA 1972 s100B: shorter notice than the rule needs its reason, which is printed.
    short_notice_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The second pair of eyes, where the agenda holds what one person alone may not let out.
    seconded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    # Counts every change of the agenda, so that a build says what it held and two clerks notice each other.
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at"]
        indexes = [models.Index(fields=["body", "-held_on"])]
        constraints = [
            # What is cancelled, or put off to a day unknown, keeps no other meeting from its day.
            models.UniqueConstraint(
                fields=["body", "held_on"],
                condition=~Q(life=Life.CANCELLED) & Q(is_date_fixed=True),
                name="one_live_meeting_of_a_body_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_date_fixed=True)
                | Q(life__in=[Life.CALLED, *sorted(BROKEN_OFF), Life.CANCELLED]),
                name="date_open_only_when_put_off",
            ),
            # Issuing the agenda gives notice of the meeting, so what is issued has been called.
            models.CheckConstraint(
                condition=~Q(status=AgendaStatus.ISSUED) | ~Q(life=Life.PLANNED),
                name="issued_meetings_are_called",
            ),
            models.CheckConstraint(
                condition=Q(status=AgendaStatus.ISSUED, issued_at__isnull=False)
                | (~Q(status=AgendaStatus.ISSUED) & Q(issued_at__isnull=True)),
                name="issued_meetings_say_when",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True)
                | (Q(asked_by__isnull=False) & ~Q(seconded_by=F("asked_by"))),
                name="meeting_seconded_by_another",
            ),
        ]

    def __str__(self) -> str:
        if not self.is_date_fixed:
            return f"{self.naming.short_name}, date to be fixed"
        return f"{self.naming.short_name}, {self.held_on.day} {self.held_on:%B %Y}"

    @property
    def naming(self) -> Naming:
        """The body's name on the day of the meeting, which is the one that its papers print."""
        return self.body.named_on(self.held_on)

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
    def is_planned(self) -> bool:
        return self.life == Life.PLANNED

    @property
    def is_pending(self) -> bool:
        return self.life in PENDING

    @property
    def is_broken_off(self) -> bool:
        return self.life in BROKEN_OFF

    @property
    def is_under_part_va(self) -> bool:
        """A meeting of members, open to everyone; the Board's are under the Specified Information Order."""
        return self.body.regime == Regime.PART_VA

    @property
    def path(self) -> str:
        """Its address on the site, fixed for good."""
        return f"/{self.body.address}/{self.ref}/"

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.held_on, self.starts_at, tzinfo=timezone.get_default_timezone())
