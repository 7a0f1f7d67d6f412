"""Written questions to the force before a meeting, about a report or after a challenge; and what is answered."""

from datetime import date

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from governance.models.challenge import Challenge
from governance.models.inspection import Inspection
from governance.models.owner import is_theirs
from governance.states.questions import (
    HAS_ANSWER,
    OWED,
    TO_ANSWER,
    Means,
    QuestionState,
    QuestionStep,
)
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Organisation, Person, Post, User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models.private_file import PrivateFile
from pcc_portal.meetings.models import Body, Entry, Meeting

S = QuestionState


def _put_to(user: User, *, to_force: str) -> Q:
    """One's own, and for the chief's office all that were put to its force."""
    forces = held_by(user).organisations(Power.ANSWER_FOR_FORCE)
    return ~Q(state=S.DRAFT) & (is_theirs(user) | Q(**{f"{to_force}__in": forces}))


class QuestionSetQuerySet(models.QuerySet["QuestionSet"]):
    def visible_to(self, user: User | AnonymousUser) -> "QuestionSetQuerySet":
        """The office; of the force, whoever a question of it was put to (Specified Information Order 2011 para 5(c): what
        is public of a Board is its minutes)."""
        if not isinstance(user, User):
            return self.none()
        offices = held_by(user).organisations(Power.READ_BOARD)
        asked = Question.objects.filter(_put_to(user, to_force="question_set__force"))
        return self.filter(Q(body__host__in=offices) | Q(pk__in=asked.values("question_set")))


class QuestionSet(models.Model):
    """Questions that belong together, with a day by which they are to be answered. Not public."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    force = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    # What it hangs on: one of the three.
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    challenge = models.ForeignKey(
        Challenge, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="question_set_has_a_title"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, inspection__isnull=True, challenge__isnull=True)
                | Q(meeting__isnull=True, inspection__isnull=False, challenge__isnull=True)
                | Q(meeting__isnull=True, inspection__isnull=True, challenge__isnull=False),
                name="question_set_hangs_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Meeting | Inspection | Challenge:
        """What it hangs on."""
        found = self.meeting or self.inspection or self.challenge
        assert found is not None, "the database holds one of the three"
        return found


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, user: User | AnonymousUser) -> "QuestionQuerySet":
        """The office sees all; of the force, its chief's office what was put to it, and an owner what was put to them."""
        if not isinstance(user, User):
            return self.none()
        offices = held_by(user).organisations(Power.READ_BOARD)
        return self.filter(
            Q(question_set__body__host__in=offices) | _put_to(user, to_force="question_set__force")
        )

    def owned_by(self, user: User | AnonymousUser) -> "QuestionQuerySet":
        """What was put to this person: by name, to a post that they hold today, or to whoever lets them act."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(~Q(state=S.DRAFT) & is_theirs(user))

    def owed(self) -> "QuestionQuerySet":
        return self.filter(state__in=OWED)

    def late(self, *, on: date) -> "QuestionQuerySet":
        return self.owed().filter(due_on__lt=on)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Question(models.Model):
    """Asked once, under a heading, of one person or post. A supplementary one follows the question that it comes of."""

    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="questions")
    reference = models.SlugField(unique=True)  # q-2026-014
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supplementary"
    )
    # The topic or measure that it stands under in the minutes.
    heading = models.CharField(max_length=200)
    words = models.TextField()
    owner_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.DRAFT)
    asked_on = models.DateField(null=True, blank=True)
    # Accepted or withdrawn.
    closed_on = models.DateField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["owner_post", "state"], name="question_of_post"),
            models.Index(fields=["owner_person", "state"], name="question_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(heading=""), name="question_has_words_and_heading"
            ),
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True, owner_post__isnull=False)
                | Q(owner_person__isnull=False, owner_post__isnull=True),
                name="question_is_put_to_one",
            ),
            models.CheckConstraint(
                condition=Q(state=S.DRAFT, asked_on__isnull=True)
                | (~Q(state=S.DRAFT) & Q(asked_on__isnull=False)),
                name="question_says_when_it_was_put",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[S.ACCEPTED, S.WITHDRAWN], closed_on__isnull=False)
                | (~Q(state__in=[S.ACCEPTED, S.WITHDRAWN]) & Q(closed_on__isnull=True)),
                name="closed_question_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference.upper()

    @property
    def is_draft(self) -> bool:
        return self.state == S.DRAFT

    @property
    def is_owed(self) -> bool:
        return self.state in OWED

    @property
    def is_answered(self) -> bool:
        return self.state == S.ANSWERED

    @property
    def is_accepted(self) -> bool:
        return self.state == S.ACCEPTED

    @property
    def has_answer(self) -> bool:
        return self.state in HAS_ANSWER

    @property
    def takes_answers(self) -> bool:
        return self.state in TO_ANSWER

    def is_late(self, *, on: date) -> bool:
        return self.is_owed and self.due_on < on


class Answer(models.Model):
    """What was answered. Changed, it is a new row under the next number; the last one counts and the others stay.

    Its words may stand in open minutes. What only the Board may know is in ``RestrictedAnswer``, a table of its own.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    is_restricted = models.BooleanField(default=False)  # some of it, or all
    means = models.CharField(max_length=8, choices=Means, default=Means.PORTAL)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="one_answer_of_a_number"),
            models.CheckConstraint(
                condition=~Q(words="") | Q(is_restricted=True), name="answer_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.number} to {self.question_id}"

    @property
    def restricted_words(self) -> str:
        return self.restricted.words if self.is_restricted else ""


class RestrictedAnswer(models.Model):
    """What of an answer the Board alone may know: read by the office and whoever was asked, written into closed rows."""

    answer = models.OneToOneField(
        Answer, on_delete=models.PROTECT, related_name="restricted", primary_key=True
    )
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="restricted_answer_has_words")]

    def __str__(self) -> str:
        return f"Restricted part of {self.answer_id}"


class QuestionFile(PrivateFile):
    """A PDF that came with an answer. Of a restricted one nobody hears but who reads the question: not its name either."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="files")
    is_restricted = models.BooleanField(default=False)

    class Meta(PrivateFile.Meta):
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="question_file_has_a_title")]


class QuestionLine(models.Model):
    """One line of the trail. Rows are only added; why something was given back is the office's and its owner's."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="trail")
    step = models.CharField(max_length=10, choices=QuestionStep)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.get_step_display()}"


class MinutedAnswer(models.Model):
    """The row of the Board's minutes that an answer was written into, once open and once closed; gone with that row."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="minuted")
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="+")
    is_closed = models.BooleanField()
    number = models.PositiveSmallIntegerField()  # of the answer, as it stood

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "is_closed"], name="an_answer_is_minuted_once")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} in {self.entry_id}"
