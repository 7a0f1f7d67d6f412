"""A member's own notes and highlights. Nobody else ever sees that there is one."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states import AnchorState
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Paper
from pcc_portal.writing.anchoring import AROUND, LONGEST
from pcc_portal.writing.anchoring import Anchor as Words


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "NoteQuerySet":
        """One's own, and no other for anybody: not for the clerk, the Chair or the administrator."""
        return self.filter(owner=user) if isinstance(user, User) else self.none()


class Note(models.Model):
    """Words beside a passage; without words it is a highlight.

    It has no audit row and no history, and is deleted for good: a record of what a member marks would tell others what
    that member reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["owner"])]

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Anchor(models.Model):
    """Where a note stands in one paper. A paper issued anew gets an anchor of its own; the one before it stays as it was.

    So nothing that was pointed at is ever overwritten, and what is not found again says so beside its old words.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="anchors")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=AnchorState, default=AnchorState.MADE)
    block = models.CharField(max_length=60, blank=True)
    page = models.CharField(max_length=12)
    quote = models.TextField(max_length=LONGEST)
    before = models.CharField(max_length=AROUND, blank=True)
    after = models.CharField(max_length=AROUND, blank=True)
    is_whole = models.BooleanField()  # beside the passage, and not on some words of it
    made_at = models.DateTimeField()

    # The words, as far as its owner may still read them: see queries.reading.anchors.
    shown: str

    class Meta:
        ordering = ["note__created_at"]
        constraints = [
            models.UniqueConstraint(fields=["note", "paper"], name="a_note_stands_once_in_a_paper"),
            models.CheckConstraint(condition=~Q(quote=""), name="an_anchor_keeps_the_words_it_points_at"),
            models.CheckConstraint(
                condition=(Q(state=AnchorState.LOST) & Q(block=""))
                | (~Q(state=AnchorState.LOST) & ~Q(block="")),
                name="what_is_lost_stands_beside_no_block",
            ),
        ]

    def __str__(self) -> str:
        return f"Page {self.page}"

    @property
    def words(self) -> Words:
        """What is looked for."""
        return Words(self.block, self.quote, self.before, self.after)

    @property
    def is_lost(self) -> bool:
        return self.state == AnchorState.LOST

    @property
    def is_moved(self) -> bool:
        return self.state == AnchorState.MOVED
