"""An entry of the minutes: one thing that was said, moved or resolved under an item."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.models.minutes import Minutes
from pcc_portal.meetings.states import Part
from pcc_portal.writing.models import Block


class EntryKind(models.TextChoices):
    STATEMENT = "statement", "Statement"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    NOTED = "noted", "Noted"
    NONE = "none", "Nothing to report"
    MOTION = "motion", "Motion"
    RESOLUTION = "resolution", "Resolution"
    PROMISE = "promise", "Promise"
    # Of the Board: a row of its table, and the topic or measure that heads the rows after it.
    ROW = "row", "Row"
    TOPIC = "topic", "Sub-heading"


OF_THE_BOARD = frozenset({EntryKind.ROW, EntryKind.TOPIC})


class Wording(models.TextChoices):
    """Whose sentence an entry is: ours, composed of its facts; or that of old minutes, which is printed as it stands."""

    COMPOSED = "", "Composed"
    AS_WRITTEN = "written", "As it was written"
    RUNS_ON = "on", "As it was written, in one paragraph with the one before"


# What stands under a question: who answered it, and what was promised then.
BELOW_A_QUESTION = frozenset({EntryKind.ANSWER, EntryKind.PROMISE})


class Verb(models.TextChoices):
    """How somebody said it; printed as it stands."""

    ADVISED = "advised that", "advised that"
    SAID = "said that", "said that"
    EXPLAINED = "explained that", "explained that"
    CONFIRMED = "confirmed that", "confirmed that"
    REPORTED = "reported that", "reported that"
    ADDED = "added that", "added that"
    AGREED = "agreed that", "agreed that"
    UNDERTOOK = "undertook to", "undertook to"
    THANKED = "thanked", "thanked"
    ASKED = "asked that", "asked that"


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User | AnonymousUser) -> "EntryQuerySet":
        """Of meetings that one may know of; exempt ones for those who read the exempt part (LGA 1972 s100F)."""
        readers = held_by(user).organisations(Power.READ_EXEMPT)
        return self.filter(
            Q(part=Part.OPEN) | Q(minutes__meeting__body__organisation__in=readers),
            minutes__meeting__in=Meeting.objects.visible_to(user),
        )


class Entry(models.Model):
    """Its words are one block: of the open text, or of the exempt one (``part``). What it says of whom is in typed rows.

    ``position`` orders the entries of one item, and the answers below one question.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    part = models.CharField(max_length=8, choices=Part, default=Part.OPEN)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EntryKind)
    # Who speaks, asks or answers.
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=20, choices=Verb, blank=True)
    wording = models.CharField(max_length=8, choices=Wording, default=Wording.COMPOSED, blank=True)
    block = models.OneToOneField(Block, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "item", "parent", "position"],
                name="entry_position_once",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.ANSWER) | Q(parent__isnull=False), name="answer_has_its_question"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(kind__in=sorted(BELOW_A_QUESTION)),
                name="only_answers_and_promises_stand_below",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    @property
    def is_exempt(self) -> bool:
        return self.part == Part.EXEMPT
