"""Interests that members declare at a meeting, and what they did about them."""

from django.db import models
from django.db.models import F, Q

from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.models.item import Item
from pcc_portal.meetings.models.meeting import Meeting


class InterestKind(models.TextChoices):
    PECUNIARY = "pecuniary", "Pecuniary"
    NON_PECUNIARY = "non_pecuniary", "Non-pecuniary"


class Declaration(models.Model):
    """One member's interest in one item; of no item, in the business as a whole (Localism Act 2011 s31).

    ``matter`` is printed in the minutes. What is said of an exempt item, and a sensitive interest (s32), has its words in
    a table of its own.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, null=True, blank=True, related_name="declarations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=InterestKind)
    matter = models.CharField(max_length=500, blank=True)
    # Of an exempt item, or sensitive: copied here, since a constraint sees one table.
    is_private = models.BooleanField(default=False)
    # By whom and when it was granted (s33): then they may take part.
    dispensation = models.CharField(max_length=300, blank=True)
    left = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    # Nobody, where old minutes were brought in by a command.
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "item", "person"], name="declared_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(is_private=False) | Q(matter=""), name="private_interest_has_no_public_words"
            ),
            models.CheckConstraint(
                condition=Q(left=True) | Q(left_at__isnull=True, back_at__isnull=True),
                name="who_left_says_when",
            ),
            models.CheckConstraint(
                condition=Q(back_at__isnull=True) | Q(left_at__isnull=False, back_at__gte=F("left_at")),
                name="comes_back_after_leaving",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} interest of {self.person}"

    @property
    def bars(self) -> bool:
        """They may not take part: pecuniary and no dispensation (s31(4)), or they left the room for it."""
        return self.left or (self.kind == InterestKind.PECUNIARY and not self.dispensation)


class PrivateMatter(models.Model):
    """What an interest is about, where that is not for the public: for those who read the exempt part."""

    declaration = models.OneToOneField(
        Declaration, on_delete=models.CASCADE, primary_key=True, related_name="private_matter"
    )
    words = models.CharField(max_length=500)

    def __str__(self) -> str:
        return "A private interest"
