"""What was put to the vote and what came of it; its words are those of its entry."""

import pghistory
from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person
from pcc_portal.meetings.models.entry import Entry


class MotionResult(models.TextChoices):
    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Fell without a seconder"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Motion(models.Model):
    """Mover, seconder and result may follow: while the meeting goes on nothing waits for them.

    Votes are counted (three figures, all or none) or, where they are taken by name, read from ``votes``.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="motion")
    mover = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seconder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # An amendment, to the motion that it would change.
    amends = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="amendments"
    )
    result = models.CharField(max_length=10, choices=MotionResult, blank=True)
    unanimous = models.BooleanField(default=False)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    # LGA 1972 s100A(4): it excludes the public.
    excludes_public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True, abstained__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="votes_are_counted_all_or_none",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | ~Q(amends=F("id")), name="no_motion_amends_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"Motion of {self.entry_id}"

    @property
    def counted(self) -> tuple[int, int, int] | None:
        """For, against, abstained: from the names where there are any, else as they were counted."""
        given = [vote.choice for vote in self.votes.all()]
        if given:
            return (
                given.count(VoteChoice.FOR),
                given.count(VoteChoice.AGAINST),
                given.count(VoteChoice.ABSTAINED),
            )
        if self.votes_for is None:
            return None
        return self.votes_for, self.votes_against or 0, self.abstained or 0


class VoteChoice(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Vote(models.Model):
    """How one member voted, where it is taken by name."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=VoteChoice)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["motion", "person"], name="one_vote_a_member")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_choice_display()}"


class ResolutionKind(models.TextChoices):
    NOTE = "note", "Notes"
    CONFIRM = "confirm", "Confirms"
    ACCEPT = "accept", "Agrees, accepts or approves"
    REVISIT = "revisit", "Returns to it"
    ASK = "ask", "Asks for something"
    EXCLUDE = "exclude", "Excludes the public"
    OTHER = "other", "Another"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Resolution(models.Model):
    """What the body decided, by a motion or without one. One prints as a sentence, several together are numbered."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="resolution")
    motion = models.ForeignKey(
        Motion, on_delete=models.SET_NULL, null=True, blank=True, related_name="resolutions"
    )
    kind = models.CharField(max_length=8, choices=ResolutionKind, default=ResolutionKind.OTHER)

    def __str__(self) -> str:
        return f"Resolution of {self.entry_id}"
