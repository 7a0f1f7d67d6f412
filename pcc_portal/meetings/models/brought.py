"""Minutes that were brought in from Word: what the file says, line by line, and what was taken to be what."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from pcc_portal.accounts.access import held_by
from pcc_portal.accounts.models import Person, User
from pcc_portal.accounts.roles import Power
from pcc_portal.meetings.models.body import Body
from pcc_portal.meetings.models.meeting import Meeting


class LineRole(models.TextChoices):
    """What a line of old minutes is."""

    FRONT = "front", "Title of the minutes"
    ATTENDANCE = "attendance", "Who was there"
    ITEM = "item", "Title of an item"
    PART = "part", "Title of a part of an item"
    TEXT = "text", "Paragraph"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    MOTION = "motion", "Motion"
    RESOLVED = "resolved", "Words above a resolution"
    RESOLUTION = "resolution", "Resolution"
    PROMISE = "promise", "Promise"
    NOTED = "noted", "Noted"
    NONE = "none", "Nothing to report"
    HEAD = "head", "Heading of a table"
    CLOSING = "closing", "Line below the minutes"


# Those that the minutes take over as entries under an item.
ENTRIES = frozenset(set(LineRole) - {LineRole.FRONT, LineRole.ATTENDANCE, LineRole.ITEM, LineRole.PART, LineRole.HEAD, LineRole.CLOSING})  # fmt: skip


class MinutesFileQuerySet(models.QuerySet["MinutesFile"]):
    def visible_to(self, user: User | AnonymousUser) -> "MinutesFileQuerySet":
        """For those who write the minutes of the body: it may hold exempt words."""
        return self.filter(body__organisation__in=held_by(user).organisations(Power.PREPARE))


class MinutesFile(models.Model):
    """One file of one body; brought in again, it is this one. The file itself is not kept, as no Word file is.

    ``meeting`` is the one whose record was written from it.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_scanned = models.BooleanField()
    held_on = models.DateField(null=True, blank=True)
    # In words fit to show to those who write the minutes.
    changed = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="brought_from"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesFileQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "sha256"], name="minutes_file_of_a_body_once"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, accepted_at__isnull=True)
                | Q(meeting__isnull=False, accepted_at__isnull=False),
                name="accepted_minutes_have_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BroughtLine(models.Model):
    """A paragraph as it stands. ``facts`` is what was read out of its words, in its words: who moved, who asked.

    ``mark`` is the number that Word shows before it; ``number`` that of the item whose title it is. ``parts`` says
    where its words are cut, [start, role, facts] each, if they are more than one thing: a question and its answer.
    """

    file = models.ForeignKey(MinutesFile, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    text = models.TextField()
    html = models.TextField(blank=True)
    mark = models.CharField(max_length=40, blank=True)
    table = models.PositiveIntegerField(default=0)
    line = models.PositiveIntegerField(default=0)
    column = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=12, choices=LineRole)
    number = models.CharField(max_length=20, blank=True)
    # What the table of a Board calls the column: reference, text or action.
    slot = models.CharField(max_length=12, blank=True)
    is_exempt = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    parts = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="brought_line_position_once"),
        ]

    def __str__(self) -> str:
        return f"Line {self.position}"


class BroughtName(models.Model):
    """Somebody as the file names them, and who that is: nobody, as long as it is not certain."""

    file = models.ForeignKey(MinutesFile, on_delete=models.CASCADE, related_name="names")
    words = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Why it is not certain; empty when it is.
    doubt = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "words"], name="brought_name_once"),
        ]

    def __str__(self) -> str:
        return self.words


class BroughtFinding(models.Model):
    """Something uncertain, beside its line; of no line, about the file as a whole. ``check`` is one of docs/checks.md."""

    file = models.ForeignKey(MinutesFile, on_delete=models.CASCADE, related_name="findings")
    line = models.ForeignKey(
        BroughtLine, on_delete=models.CASCADE, null=True, blank=True, related_name="findings"
    )
    name = models.CharField(max_length=40)
    message = models.TextField()
    is_seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
