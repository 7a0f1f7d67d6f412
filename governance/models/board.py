"""What the Board's minutes have besides their rows: chair, minute-taker, the next meeting, initials, glossary, the month's focus."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.accounts.models.person import DatedQuerySet
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models import Entry, Meeting


class BoardRecord(models.Model):
    """One a meeting. Who was there, and from which section on, are ``meetings.Attendance`` rows."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="board_record")
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minute_taker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # As it was said at the meeting: it may be wrong, which is flagged and stops approval alone (domain.md D1).
    next_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Record of {self.meeting}"


class Initials(models.Model):
    """Whom letters mean in minutes, from a day to a day: a person, or whoever holds a post ("CC")."""

    letters = models.CharField(max_length=6)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["letters", "pk"]
        verbose_name_plural = "initials"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, post__isnull=False)
                | Q(person__isnull=False, post__isnull=True),
                name="initials_mean_one",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="initials_end_after_start"
            ),
            models.CheckConstraint(condition=Q(letters__regex=r"^[A-Z]{2,6}$"), name="initials_are_capitals"),
            models.UniqueConstraint(
                fields=["letters", "person", "post", "from_on"],
                name="initials_once_from_a_day",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letters}: {self.person or self.post}"


class GlossaryTerm(models.Model):
    """What an abbreviation of the Board's minutes means; printed below the minutes that use it."""

    letters = models.CharField(max_length=12)
    meaning = models.CharField(max_length=200)

    class Meta:
        ordering = ["letters"]
        constraints = [models.UniqueConstraint(Upper("letters"), name="one_meaning_of_an_abbreviation")]

    def __str__(self) -> str:
        return f"{self.letters}: {self.meaning}"


class FocusTopic(models.Model):
    """What the Board looks at in depth in one month (domain.md 1B). Public."""

    month = models.DateField(unique=True)  # its first day
    topic = models.CharField(max_length=200)

    class Meta:
        ordering = ["month"]
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="focus_is_of_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}: {self.topic}"


class RowCommentQuerySet(models.QuerySet["RowComment"]):
    def visible_to(self, user: User | AnonymousUser) -> "RowCommentQuerySet":
        """The Board's own people, who read its closed rows as well."""
        readers = held_by(user).organisations(Power.READ_EXEMPT)
        return self.filter(entry__minutes__meeting__body__organisation__in=readers)


class RowComment(models.Model):
    """What somebody of the Board finds wrong with a row, before it is approved."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="comments")
    reference = models.CharField(max_length=30)  # as the version said that they read
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # What the officer says of it, once it is dealt with.
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RowCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="row_comment_has_words")]

    def __str__(self) -> str:
        return f"On {self.reference}"
