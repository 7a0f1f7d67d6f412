"""A paper that somebody was asked for: of whom, by when, where it stands, who must clear it, and the links of those without an account."""

import uuid
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.paper import Paper
from pcc_portal.meetings.states import AWAITED, ClearanceKind, ClearanceState, RequestState
from pcc_portal.workdays import Calendar

ENGLAND = Calendar()  # where nobody says which other days the office is shut


class PaperRequestQuerySet(models.QuerySet["PaperRequest"]):
    def visible_to(self, user: User | AnonymousUser) -> "PaperRequestQuerySet":
        """Those who prepare the body's papers know who was asked for what."""
        return self.filter(item__meeting__body__organisation__in=held_by(user).organisations(Power.PREPARE))

    def live(self) -> "PaperRequestQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def awaited(self) -> "PaperRequestQuerySet":
        return self.filter(state__in=AWAITED)

    def with_people(self) -> "PaperRequestQuerySet":
        """With all that a row of a list says."""
        return self.select_related("author__person", "paper__document", "item__meeting__body")


class PaperRequest(models.Model):
    """Made together with the place that the paper will have, so that its author has somewhere to write."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="requests")
    # Null once the paper was taken off the agenda; what was asked of whom stays known.
    paper = models.ForeignKey(
        Paper, on_delete=models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    title = models.CharField(max_length=300)
    # Someone outside has an account that cannot sign in: see accounts.actions.accounts.guest.
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brief = models.TextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    promised_for = models.DateField(null=True, blank=True)
    came_in_at = models.DateTimeField(null=True, blank=True)
    # Working days after the day it was due when it first came in. A fact: a later change of the date leaves it.
    days_late = models.PositiveSmallIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = PaperRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"], condition=Q(withdrawn_at__isnull=True), name="one_live_request_for_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=RequestState.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="withdrawn_request_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.IN) | Q(came_in_at__isnull=False, days_late__isnull=False),
                name="request_in_says_when_it_came",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.PROMISED) | Q(promised_for__isnull=False),
                name="promised_request_says_for_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(paper__isnull=False),
                name="live_request_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_awaited(self) -> bool:
        return self.state in AWAITED

    @property
    def is_of_guest(self) -> bool:
        """Its author has no account and writes by a link."""
        return not self.author.is_active

    def is_late(self, *, on: date) -> bool:
        """Past the day it was due, and not in."""
        return self.is_awaited and on > self.due_on

    def is_to_chase(self, *, on: date) -> bool:
        """Late, and no promise still holds: nobody is chased on Thursday for what they promised for Friday."""
        return self.is_late(on=on) and (self.promised_for is None or on > self.promised_for)

    def late_by(self, *, on: date, days: Calendar = ENGLAND) -> int:
        """Working days after the day it was due: how late it is, or would be if it came in on this day.

        Due on Friday and in on Saturday is late, by the working day that is lost.
        """
        return 0 if on <= self.due_on else max(1, days.working_days_left(self.due_on, on))

    def standing(self, *, on: date, days: Calendar = ENGLAND) -> str:
        """Where it stands on a day, in a sentence or two."""
        match self.state:
            case RequestState.WITHDRAWN:
                return "No longer asked for."
            case RequestState.IN:
                assert self.came_in_at is not None
                came = timezone.localdate(self.came_in_at)
                return f"Came in {_said(came)}. {self.punctuality}"
        words = f"Due {_said(self.due_on)}{self._how_far(on, days)}."
        if self.promised_for:
            words += f" Promised for {_said(self.promised_for)}."
        return words

    @property
    def punctuality(self) -> str:
        """How late it first came in; nothing before it has."""
        if self.days_late is None:
            return ""
        return f"{_working_days(self.days_late)} late." if self.days_late else "In time."

    def _how_far(self, on: date, days: Calendar) -> str:
        if on == self.due_on:
            return ", today"
        if on < self.due_on:
            return f", {_working_days(days.working_days_left(on, self.due_on))} left"
        return f", {_working_days(self.late_by(on=on, days=days))} late"


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _working_days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


class RequestLink(models.Model):
    """The key of someone without an account to the one paper they were asked for. Only its hash is kept."""

    request = models.ForeignKey(PaperRequest, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="request_link_expires_after_it_is_made"
            ),
        ]

    def __str__(self) -> str:
        return f"A link for {self.request_id}"

    def opens(self, *, at: datetime) -> bool:
        """Not ended, not expired, and the paper is still asked for."""
        return self.ended_at is None and at < self.expires_at and self.request.is_live


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    def missing(self, paper: Any) -> Any:
        """What a paper waits to be cleared by, or was not cleared by, as one value each: read together with the papers."""
        missing = self.filter(
            request__paper=paper,
            request__withdrawn_at__isnull=True,
            state__in=[ClearanceState.ASKED, ClearanceState.REFUSED],
        )
        said = JSONObject(kind="kind", state="state", is_required="is_required")
        return missing.order_by("asked_at", "pk").values(said=said)


class Clearance(models.Model):
    """Somebody's word that a paper may go out, from the law, the money or the chair."""

    request = models.ForeignKey(PaperRequest, on_delete=models.CASCADE, related_name="clearances")
    kind = models.CharField(max_length=8, choices=ClearanceKind)
    # Null: someone without an account, whose answer the clerk records.
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The clerk's choice: the paper is not issued before it is cleared.
    is_required = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ClearanceState, default=ClearanceState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "kind"], name="one_clearance_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(state__in=[ClearanceState.CLEARED, ClearanceState.REFUSED])
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_clearance_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClearanceState.REFUSED) | ~Q(words=""), name="refused_clearance_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state=ClearanceState.WITHDRAWN) ^ Q(withdrawn_reason=""),
                name="withdrawn_clearance_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        """Asked for, and not given."""
        return self.state in {ClearanceState.ASKED, ClearanceState.REFUSED}
