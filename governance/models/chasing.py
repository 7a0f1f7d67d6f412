"""How what is owed is chased: the steps of the ladder, each one that was taken, and more time that was asked for."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from governance.states.owed import ExtensionState
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.accounts.models.person import DatedQuerySet
from pcc_portal.meetings.models import Body
from pcc_portal.notices.models import Message

EARLIEST, LATEST = -60, 365  # days from the day on which it is due


class LadderRung(models.Model):
    """One step: how many days after its day (or before it, below nothing) somebody is told of what is owed, and who.

    In force from a day on, for one body: a ladder that is set anew leaves the one before on record.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    days = models.SmallIntegerField()
    # None: whoever owes it; otherwise whoever holds the post.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                condition=Q(to_on__isnull=True),
                name="one_rung_of_a_number_in_force",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=EARLIEST, days__lte=LATEST), name="rung_is_near_the_day"
            ),
            # Set anew on the day on which it began, it was never in force.
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on") - 1), name="rung_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.when}: {self.post or 'whoever owes it'}"

    @property
    def when(self) -> str:
        if not self.days:
            return "On the day itself"
        number = abs(self.days)
        return f"{number} day{'' if number == 1 else 's'} {'after' if self.days > 0 else 'before'}"


class AboutSomethingOwed(models.Model):
    """Kind and key of a thing, as the registry of what is owed names it: things of several apps, so no foreign key."""

    kind = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    name = models.CharField(max_length=120)  # what it was called: it may be closed when this is read

    class Meta:
        abstract = True


class ChaseStep(AboutSomethingOwed):
    """A step that was taken: who was told of what, and with which mail. Rows are only added."""

    due_on = models.DateField()  # the day it was due then: with another day the ladder begins anew
    number = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # None: nobody held the post that day, or the owner has no account, so that nobody could be told.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_on = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["told_on", "number", "pk"]
        indexes = [models.Index(fields=["kind", "thing"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing", "due_on", "number", "person"],
                name="each_step_is_taken_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(person__isnull=False), name="a_mail_goes_to_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, step {self.number}"


class Extension(AboutSomethingOwed):
    """More time, asked for with a reason and answered by the office. The day that was due before is kept."""

    due_was = models.DateField()
    asked_for = models.DateField()
    why = models.TextField()  # between the force and the office: in no mail and no audit row
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ExtensionState, default=ExtensionState.ASKED)
    due_now = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "thing"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"],
                condition=Q(state=ExtensionState.ASKED),
                name="one_extension_waits_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=Q(asked_for__gt=F("due_was")), name="more_time_is_after_the_day"
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=ExtensionState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="answered_extension_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.GRANTED, due_now__isnull=False, due_now__gt=F("due_was"))
                | (~Q(state=ExtensionState.GRANTED) & Q(due_now__isnull=True)),
                name="granted_extension_names_the_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExtensionState.REFUSED) | ~Q(answer=""), name="refused_extension_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, until {self.asked_for}"

    @property
    def is_asked(self) -> bool:
        return self.state == ExtensionState.ASKED

    @property
    def day(self) -> date:
        return self.due_now or self.asked_for
