"""A formal challenge: what the Commissioner asks of the Chief Constable by letter, what is answered, what came of it."""

from datetime import date

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from governance.models.owner import is_theirs
from governance.states.challenges import ChallengeState, LetterKind
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.meetings.models import Body, Meeting

S = ChallengeState
ANSWERED = (S.ANSWERED, S.DISCUSSED)


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, user: User | AnonymousUser) -> "ChallengeQuerySet":
        """The office; whoever it is addressed to, once it is sent; everyone else its release, and only if it has one."""
        if not isinstance(user, User):
            return self.none()
        offices = held_by(user).organisations(Power.READ_BOARD)
        return self.filter(Q(body__host__in=offices) | is_theirs(user) & ~Q(state=S.DRAFT))

    def late(self, *, on: date) -> "ChallengeQuerySet":
        return self.filter(state=S.SENT, due_on__lt=on)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Challenge(models.Model):
    """Its letters are words or PDFs. They are the office's and the addressee's; the public reads what is let out."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reference = models.SlugField(unique=True)  # c-2026-001
    subjects = ArrayField(models.CharField(max_length=120))
    letter = models.TextField(blank=True)
    # To whom: a post, so that an answer is its holder's of the day, or a person.
    owner_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ChallengeState, default=ChallengeState.DRAFT)
    received_on = models.DateField(null=True, blank=True)
    response = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    discussed_on = models.DateField(null=True, blank=True)
    discussion = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_why = models.TextField(blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(subjects__len__gt=0), name="challenge_has_a_subject"),
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True, owner_post__isnull=False)
                | Q(owner_person__isnull=False, owner_post__isnull=True),
                name="challenge_goes_to_one",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("written_on")), name="challenge_is_due_after_it_is_written"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | Q(received_on__isnull=False),
                name="answered_challenge_says_when",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("written_on")),
                name="challenge_is_answered_after_it_is_written",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.CLOSED)
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(closed_why=""),
                name="closed_challenge_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference.upper()

    @property
    def about(self) -> str:
        return "; ".join(self.subjects)

    @property
    def is_draft(self) -> bool:
        return self.state == S.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.state == S.SENT

    @property
    def is_answered(self) -> bool:
        return self.state == S.ANSWERED

    @property
    def is_closed(self) -> bool:
        return self.state == S.CLOSED

    def is_late(self, *, on: date) -> bool:
        return self.is_sent and self.due_on < on


class ChallengeFile(PrivateFile):
    """A letter as a PDF."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=LetterKind)

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="challenge_file_has_a_title")]
