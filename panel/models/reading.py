"""How far somebody has read, and how they like to read. Theirs alone."""

from django.db import models
from django.db.models import Q

from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Paper


class Reading(models.Model):
    """Which version of a paper somebody has read, and the page they stopped at. No page shows it to anybody else."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    # Empty while a page was kept and what changed is still to be read.
    version = models.PositiveIntegerField(null=True, blank=True)
    is_exempt = models.BooleanField(default=False)  # which table that version is kept in
    read_at = models.DateTimeField(null=True, blank=True)
    page = models.CharField(max_length=12, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "paper"], name="a_paper_is_read_once_by_each"),
            models.CheckConstraint(
                condition=Q(version__isnull=True, read_at__isnull=True)
                | Q(version__isnull=False, read_at__isnull=False),
                name="what_was_read_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Reading {self.pk}"

    @property
    def is_read(self) -> bool:
        return self.version is not None


class TextSize(models.TextChoices):
    USUAL = "100", "100%"
    LARGER = "150", "150%"
    LARGE = "200", "200%"
    LARGEST = "300", "300%"


class Spacing(models.TextChoices):
    USUAL = "usual", "Usual"
    WIDE = "wide", "Wide"


class PaperColour(models.TextChoices):
    WHITE = "white", "White"
    CREAM = "cream", "Cream"
    BLUE = "blue", "Pale blue"


class ReadingChoice(models.Model):
    """Kept with the person, so that it holds on every device and without JavaScript."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", primary_key=True)
    text = models.CharField(max_length=3, choices=TextSize, default=TextSize.USUAL)
    space = models.CharField(max_length=5, choices=Spacing, default=Spacing.USUAL)
    paper = models.CharField(max_length=5, choices=PaperColour, default=PaperColour.WHITE)

    def __str__(self) -> str:
        return f"{self.text} {self.space} {self.paper}"
