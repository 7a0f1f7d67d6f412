"""A line of enquiry: a question that a member prepares against a paragraph, and what becomes of it."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from panel.states import EnquiryState
from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Meeting, Paper

SHARED = [EnquiryState.SHARED, EnquiryState.REACHED]
ASKED = [EnquiryState.WRITTEN, EnquiryState.ANSWERED]


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> "EnquiryQuerySet":
        """Private until its owner shares it with the Chair; a written question also for the members, the clerk and who answers.

        Who may no longer read the exempt part sees none, not even their own: it may speak of it.
        """
        rights = held_by(user)
        if not isinstance(user, User):
            return self.none()
        members = Q(meeting__body__organisation__in=rights.organisations(Power.READ_EXEMPT))
        chairs = Q(meeting__body__organisation__in=rights.organisations(Power.HEAR_ENQUIRIES))
        answers = Q(paper__document__organisation__in=rights.organisations(Power.WRITE_PAPERS))
        return self.filter(
            (members & Q(owner=user))
            | (chairs & Q(state__in=SHARED))
            | ((members | answers) & Q(state__in=ASKED))
        )


class Enquiry(models.Model):
    """Private, then shared with the Chair; reached at the meeting, or turned into a written question with a due date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=12)
    quote = models.CharField(max_length=400, blank=True)
    words = models.TextField()
    state = models.CharField(max_length=8, choices=EnquiryState, default=EnquiryState.PRIVATE)
    created_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # in writing
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["meeting", "state"])]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="an_enquiry_asks_something"),
            models.CheckConstraint(
                condition=Q(state=EnquiryState.PRIVATE, shared_at__isnull=True)
                | (~Q(state=EnquiryState.PRIVATE) & Q(shared_at__isnull=False)),
                name="what_is_shared_says_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=ASKED, asked_at__isnull=False, asked_by__isnull=False, due_on__isnull=False
                )
                | (
                    ~Q(state__in=ASKED) & Q(asked_at__isnull=True, asked_by__isnull=True, due_on__isnull=True)
                ),
                name="a_written_question_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=EnquiryState.ANSWERED, answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                )
                | (
                    ~Q(state=EnquiryState.ANSWERED)
                    & Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                ),
                name="an_answer_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Line of enquiry, page {self.page}"

    @property
    def is_private(self) -> bool:
        return self.state == EnquiryState.PRIVATE

    @property
    def is_shared(self) -> bool:
        return self.state == EnquiryState.SHARED

    @property
    def is_written(self) -> bool:
        return self.state == EnquiryState.WRITTEN
