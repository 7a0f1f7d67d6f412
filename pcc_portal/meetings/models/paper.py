"""A paper of an item: the report, then lettered appendices, each with its own file or text, author, marking and state."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Document, DocumentVersion
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.states import PaperRole, PaperState
from pcc_portal.writing.models import Text

if TYPE_CHECKING:
    from pcc_portal.meetings.models.request import PaperRequest


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "PaperQuerySet":
        """Those who prepare the body's papers see all; authors see the papers that their own organisation supplies.

        Whoever is asked for a paper, or asked to clear one, sees that one.
        """
        seen = Q(item__meeting__body__organisation__in=held_by(user).organisations(Power.PREPARE)) | Q(
            document__organisation__in=held_by(user).organisations(Power.WRITE_PAPERS)
        )
        if isinstance(user, User):
            seen |= Q(pk__in=Paper.objects.asked_of(user).values("pk"))
            seen |= Q(pk__in=Paper.objects.to_clear_by(user).values("pk"))
        return self.filter(seen)

    def asked_of(self, user: User) -> "PaperQuerySet":
        return self.filter(requests__author=user, requests__withdrawn_at__isnull=True)

    def to_clear_by(self, user: User) -> "PaperQuerySet":
        """Asked to clear it, whatever they answered: they may look at it again."""
        return self.filter(
            requests__withdrawn_at__isnull=True,
            requests__clearances__asked_of=user,
            requests__clearances__withdrawn_reason="",
        )


class Paper(models.Model):
    """Written here (``text``) or uploaded (``version``); neither while it is awaited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=PaperRole, default=PaperRole.REPORT)
    public_title = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True)  # name, as printed on the cover
    author_role = models.CharField(max_length=200, blank=True)
    report_on = models.DateField(null=True, blank=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    text = models.OneToOneField(Text, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(
        DocumentVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=PaperState, default=PaperState.DRAFTING)
    # The author's office has the draft in hand: the clerk does not read it before it is sent in (law.md finding 1).
    is_with_author = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    # With which issue it comes: empty for the agenda's own. A paper that the agenda announced keeps what it said of it
    # ("to follow"), so that taken out of the supplement again it is announced as before.
    supplement = models.ForeignKey(
        "meetings.Supplement", on_delete=models.PROTECT, null=True, blank=True, related_name="papers"
    )
    announced_as = models.CharField(max_length=12, choices=PaperState, blank=True)
    # The issued paper that this one puts right; both stay, and each names the other.
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    # What it still waits to be cleared by, on the papers of queries.agenda_of: [{kind, state, is_required}].
    uncleared: Sequence[dict[str, Any]]

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="paper_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(text__isnull=True) | Q(version__isnull=True), name="paper_written_or_uploaded"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PaperState.IN, PaperState.SUBMITTED])
                | Q(text__isnull=False)
                | Q(version__isnull=False),
                name="paper_in_has_something_to_print",
            ),
            models.CheckConstraint(
                condition=Q(is_with_author=False) | ~Q(state__in=[PaperState.SUBMITTED, PaperState.IN]),
                name="paper_sent_in_is_not_with_its_author",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.TO_FOLLOW) | Q(due_on__isnull=False),
                name="paper_to_follow_says_when",
            ),
            models.CheckConstraint(
                condition=Q(announced_as="") | Q(supplement__isnull=False), name="announced_paper_comes_late"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(supplement__isnull=False), name="correction_comes_late"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="no_paper_corrects_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.public_title

    @property
    def is_written(self) -> bool:
        return self.text_id is not None

    @property
    def is_open(self) -> bool:
        """It can still be changed: what it belongs to has not been issued, and is not being issued."""
        if self.supplement is not None:
            return self.supplement.is_draft
        return self.item.meeting.is_draft

    @cached_property
    def live_request(self) -> "PaperRequest | None":
        """The request that stands for it; pages that ask of many papers prefetch ``requests``."""
        return next((row for row in self.requests.all() if row.is_live), None)
