"""What somebody is to do for the Board, and what became of it."""

from datetime import date

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from governance.models.owner import is_theirs
from governance.states.actions import STILL_TO_DO, ActionState, Source, Step
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.meetings.models import Body, Entry, Meeting
from pcc_portal.meetings.states import Part


class ActionQuerySet(models.QuerySet["Action"]):
    def kept_for(self, user: User | AnonymousUser) -> "ActionQuerySet":
        """All of the Boards whose office this person is of."""
        return self.filter(body__host__in=held_by(user).organisations(Power.READ_BOARD))

    def owned_by(self, user: User | AnonymousUser) -> "ActionQuerySet":
        """One's own, those of a post that one holds today, and those of whom one is a delegate."""
        return self.filter(is_theirs(user)) if isinstance(user, User) else self.none()

    def visible_to(self, user: User | AnonymousUser) -> "ActionQuerySet":
        """The office sees all of its Board, the owner their own, nobody else any (Specified Information Order 2011
        para 5(c): what is public of a Board is its minutes)."""
        if not isinstance(user, User):
            return self.none()
        offices = held_by(user).organisations(Power.READ_BOARD)
        return self.filter(Q(body__host__in=offices) | is_theirs(user))

    def still_to_do(self) -> "ActionQuerySet":
        return self.filter(state__in=STILL_TO_DO)

    def late(self, *, on: date) -> "ActionQuerySet":
        return self.filter(state=ActionState.OPEN, due_on__lt=on)

    def in_public(self) -> "ActionQuerySet":
        """Of no closed row: what may be spoken of where the public reads."""
        return self.filter(is_closed=False).exclude(entry__part=Part.EXEMPT)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Action(models.Model):
    """Its owner is a person or a post, never a copy of who holds it. Its words are read by the office and its owner only."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reference = models.SlugField(unique=True)  # a-2026-014
    text = models.TextField()
    owner_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # For whom, where somebody asked for it.
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_on = models.DateField()
    source = models.CharField(max_length=12, choices=Source, default=Source.MEETING)
    # "PEEL 2025, recommendation 3": where it comes from, when that is no meeting.
    source_words = models.CharField(max_length=200, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    row_reference = models.CharField(max_length=40, blank=True)  # of the minutes: 01.06/12/2026
    # Said in a closed row, or about something that is; a row of the minutes that is closed later closes it too.
    is_closed = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_why = models.TextField(blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["raised_on", "pk"]
        indexes = [
            models.Index(fields=["body", "state", "due_on"]),
            models.Index(fields=["owner_post", "state"]),
            models.Index(fields=["owner_person", "state"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True, owner_post__isnull=False)
                | Q(owner_person__isnull=False, owner_post__isnull=True),
                name="action_has_one_owner",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.MEETING) | Q(meeting__isnull=False),
                name="action_of_a_meeting_names_it",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(STILL_TO_DO),
                    closed_on__isnull=True,
                    closed_by__isnull=True,
                    closed_why="",
                )
                | (
                    ~Q(state__in=sorted(STILL_TO_DO))
                    & Q(closed_on__isnull=False, closed_by__isnull=False)
                    & ~Q(closed_why="")
                ),
                name="closed_action_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference.upper()

    @property
    def is_owed(self) -> bool:
        return self.state in STILL_TO_DO

    @property
    def is_open(self) -> bool:
        return self.state == ActionState.OPEN

    @property
    def is_claimed(self) -> bool:
        return self.state == ActionState.CLAIMED

    def is_late(self, *, on: date) -> bool:
        """Open, and its day is over; what its owner says is done waits for the office and is not late."""
        return self.is_open and self.due_on is not None and self.due_on < on


class ActionUpdate(models.Model):
    """One line of the trail: who, when, in what words, and what shows it. Rows are only added."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    step = models.CharField(max_length=8, choices=Step, default=Step.UPDATED)
    words = models.TextField()
    link = models.URLField(blank=True, max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="action_update_says_something")]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.get_step_display()}"


class ActionFile(PrivateFile):
    """Evidence that came with an update."""

    line = models.OneToOneField(ActionUpdate, on_delete=models.PROTECT, related_name="file")

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="action_file_has_a_title")]
