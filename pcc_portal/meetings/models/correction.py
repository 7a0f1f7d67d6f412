"""What a reader of draft minutes says is wrong with a paragraph, and what came of it."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.lifecycle import Moves
from pcc_portal.meetings.models.entry import Entry
from pcc_portal.meetings.models.minutes import Minutes
from pcc_portal.meetings.models.minutes_version import MinutesVersion
from pcc_portal.meetings.states import Part


class CorrectionState(models.TextChoices):
    PROPOSED = "proposed", "Not answered yet"
    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in_part", "Accepted in part"
    DECLINED = "declined", "Not accepted"
    TO_MEETING = "to_meeting", "Put to the meeting"
    WITHDRAWN = "withdrawn", "Withdrawn"


C = CorrectionState
ANSWERS = frozenset({C.ACCEPTED, C.IN_PART, C.DECLINED, C.TO_MEETING})
CORRECTION_MOVES: Moves = {
    C.PROPOSED: ANSWERS | {C.WITHDRAWN},
    # Until the minutes are confirmed the clerk may think again.
    **{answer: (ANSWERS - {answer}) | {C.WITHDRAWN} for answer in ANSWERS},
    C.WITHDRAWN: frozenset(),
}
NEEDS_WORDS = frozenset({C.IN_PART, C.DECLINED})


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: User | AnonymousUser) -> "CorrectionQuerySet":
        """Those who may propose one see them all: members of the body, their substitutes, the clerk."""
        rights = held_by(user)
        return self.filter(
            Q(minutes__meeting__body__organisation__in=rights.organisations(Power.READ_EXEMPT))
            | Q(minutes__meeting__ref__in=rights.refs(Power.READ_EXEMPT))
        )

    def standing(self) -> "CorrectionQuerySet":
        """Those that were not taken back."""
        return self.exclude(state=CorrectionState.WITHDRAWN)

    def open_part(self) -> "CorrectionQuerySet":
        """Those that may be named in a paper that everyone reads."""
        return self.filter(part=Part.OPEN)


class Correction(models.Model):
    """Against one paragraph as it was sent round; ``quoted`` keeps its words, whatever becomes of the entry.

    Private to those who read the draft: the words of an exempt paragraph may stand in it.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    version = models.ForeignKey(MinutesVersion, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    quoted = models.TextField()
    words = models.TextField()  # what it should say
    why = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="correction_says_what_is_right"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(NEEDS_WORDS)) | ~Q(answer=""),
                name="correction_is_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CorrectionState.PROPOSED, CorrectionState.WITHDRAWN])
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="correction_answered_by_someone_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == CorrectionState.PROPOSED

    @property
    def is_accepted(self) -> bool:
        return self.state in {CorrectionState.ACCEPTED, CorrectionState.IN_PART}
