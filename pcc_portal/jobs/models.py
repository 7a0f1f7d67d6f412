"""The job: a row in Postgres is the queue, the broker is only the doorbell. See ADR 0006."""

import time
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Q

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.jobs.states import LIVE, OVER, JobState


class Refused(Exception):
    """The work cannot be done, in words fit to show: the job fails with them at once, another attempt would not help.

    An exception of a package that may not import this one says the same with a class attribute ``fit_to_show = True``.
    """

    fit_to_show = True


class Cancelled(Exception):
    """Someone pressed Stop."""


class LeaseLost(Exception):
    """Another worker has taken this job over, or it is finished: whatever this one was about to write must not stand."""


# What follows the title in a heading.
HEADINGS = {
    JobState.QUEUED: "waiting to start",
    JobState.RUNNING: "under way",
    JobState.DONE: "done",
    JobState.FAILED: "could not be done",
    JobState.CANCELLED: "stopped",
}


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User | AnonymousUser) -> "JobQuerySet":
        """The jobs of a power they hold in that organisation today; where none is named, those they asked for.

        Having asked for it gives no right to it once the power has ended.
        """
        if not isinstance(user, User):
            return self.none()
        seen = Q(by=user, power="")
        for power, organisation_id in user.rights.powers:
            seen |= Q(power=power, organisation_id=organisation_id)
        return self.filter(seen)

    def live(self) -> "JobQuerySet":
        return self.filter(state__in=LIVE)

    def dropped(self, *, at: datetime) -> "JobQuerySet":
        """Running by the row, held by nobody: see ``Job.is_held``."""
        held = Q(leased_until__gt=at, leased_until__lte=at + longest_lease())
        return self.filter(~held, state=JobState.RUNNING)

    def about(self, subject: models.Model) -> "JobQuerySet":
        """The jobs of one record, newest first: what a page shows of its work."""
        kind, pk = subject_key(subject)
        return self.filter(subject_kind=kind, subject_id=pk).order_by("-queued_at")


class Job(models.Model):
    """One piece of long work. Words in it (title, message, error) are shown to whoever may see the job: ids and public words only, never a private title."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=80)
    queue = models.CharField(max_length=8, choices=[("quick", "Quick"), ("render", "Render")])
    title = models.CharField(max_length=120, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    thread = models.CharField(max_length=60, blank=True)
    # What the work is made from, so that the same work asked for twice is one job and changed work is another.
    input_hash = models.CharField(max_length=64, blank=True)

    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict, blank=True)
    result_url = models.CharField(max_length=300, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    rung_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who else may see and stop it: holders of this power in this organisation.
    power = models.CharField(max_length=24, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-queued_at"]),
            models.Index(fields=["queued_at"], condition=Q(state__in=LIVE), name="jobs_live"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "subject_kind", "subject_id", "input_hash"],
                condition=Q(state__in=LIVE),
                name="one_live_job_for_one_input",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=JobState.RUNNING, lease_token__isnull=False, leased_until__isnull=False)
                    | (~Q(state=JobState.RUNNING) & Q(lease_token__isnull=True, leased_until__isnull=True))
                ),
                name="job_has_a_lease_while_it_runs",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=OVER, finished_at__isnull=False) | Q(state__in=LIVE, finished_at__isnull=True)
                ),
                name="job_says_when_it_was_over",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.FAILED) | ~Q(error=""), name="failed_job_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    def is_held(self, at: datetime) -> bool:
        """A worker's lease on it still runs. One from beyond any lease was given before the clock was set back."""
        return self.leased_until is not None and at < self.leased_until <= at + longest_lease()

    @property
    def heading(self) -> str:
        """Building the pack: step 4 of 7."""
        title = self.title or "Work in hand"
        if self.state == JobState.RUNNING and self.done:
            return f"{title}: step {self.done} of {self.of}"
        return f"{title}: {HEADINGS[JobState(self.state)]}"

    @property
    def words(self) -> str:
        """One sentence on where it stands, in plain words."""
        if self.state == JobState.FAILED:
            return self.error
        if self.is_live and self.cancel_asked_at:
            return "Stopping at the end of this step."
        if self.state == JobState.QUEUED:
            return "It starts as soon as a worker is free. You can go on working."
        if self.state == JobState.CANCELLED:
            return "Stopped. Nothing was changed."
        return self.message or ("Under way." if self.is_live else "Done.")

    @property
    def subject(self) -> Any:
        """The record the work is about, read afresh; its DoesNotExist if it is gone, None if there was none."""
        if not self.subject_kind:
            return None
        return apps.get_model(self.subject_kind)._base_manager.get(pk=self.subject_id)  # noqa: SLF001  Django's public name

    @property
    def stamp(self) -> str:
        """Changes when what the page shows of this job changes."""
        shown = (self.state, self.done, self.of, self.message, bool(self.cancel_asked_at))
        return uuid.uuid5(self.pk, repr(shown)).hex[:12]

    def claimed_at(self, at: datetime) -> None:
        """From here on ``clock()`` tells the time of this attempt."""
        self._from = (at, time.monotonic())

    def clock(self) -> datetime:
        """The moment the claim was given, plus what has passed since: time stays an argument, also inside long work."""
        at, ticks = self._from
        return at + timedelta(seconds=time.monotonic() - ticks)

    def step(self, done: int, of: int, message: str = "", *, at: datetime | None = None) -> None:
        """Say which step is being done ("step 4 of 7") and what it is, and hold the lease for as long again.

        Written and committed at once, so the page and the other workers see it: refuses (RuntimeError) to run
        inside a transaction, because long work must not hold one. Raises Cancelled when someone pressed Stop and
        LeaseLost when another worker has the job.
        """
        self.done, self.of, self.message = done, of, message[:300]
        self.hold(at=at, done=self.done, of=self.of, message=self.message)

    def hold(self, *, at: datetime | None = None, **also: Any) -> None:
        """Renew the lease. See ``step`` for what it promises and raises."""
        now = at or self.clock()
        self.leased_until = now + timedelta(seconds=settings.JOBS_LEASE_SECONDS)
        with transaction.atomic(durable=True):
            mine = Job.objects.filter(pk=self.pk, state=JobState.RUNNING, lease_token=self.lease_token)
            held = mine.update(leased_until=self.leased_until, **also)
            asked = held and mine.values_list("cancel_asked_at", flat=True).first()
        if not held:
            raise LeaseLost
        if asked:
            raise Cancelled


def longest_lease() -> timedelta:
    """As far ahead as any worker's lease can lie: twice its length, since no two clocks are quite the same."""
    return timedelta(seconds=2 * settings.JOBS_LEASE_SECONDS)


def subject_key(subject: models.Model | None) -> tuple[str, str]:
    """How a job names its record: no foreign key, since jobs lie below every app."""
    return ("", "") if subject is None else (subject._meta.label_lower, str(subject.pk))  # noqa: SLF001  Django's public name
