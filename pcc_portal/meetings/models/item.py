"""A line of the agenda. Its public title is always shown; a private title lives in a table of its own."""

import uuid
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from django.db import models
from django.db.models import Q

from pcc_portal.documents.models import Exemption
from pcc_portal.meetings.models.meeting import Meeting
from pcc_portal.meetings.states import ItemKind, Part


class Item(models.Model):
    """``position`` orders the siblings under one parent; the printed number is worked out from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ItemKind, default=ItemKind.PAPERS)
    part = models.CharField(max_length=8, choices=Part, default=Part.OPEN)
    public_title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=500, blank=True)
    exemption = models.ForeignKey(
        Exemption, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # An urgent item comes with a supplement; it takes a number that nothing issued has.
    supplement = models.ForeignKey(
        "meetings.Supplement", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )

    # Printed under its title, once that meeting is public.
    deferred_from = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The meeting was broken off before this was dealt with.
    is_unfinished = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "parent", "position"],
                name="item_position_once",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(part=Part.OPEN, exemption__isnull=True)
                | Q(part=Part.EXEMPT, exemption__isnull=False),
                name="exempt_item_says_why",
            ),
            models.CheckConstraint(
                condition=Q(part=Part.OPEN) | Q(parent__isnull=True), name="exempt_item_stands_alone"
            ),
        ]

    def __str__(self) -> str:
        return self.public_title

    @property
    def deferred_words(self) -> str:
        """Printed under its title. A meeting that was never called is named to nobody."""
        if self.deferred_from is None or self.deferred_from.is_planned:
            return ""
        day = self.deferred_from.held_on
        return f"Deferred from the meeting of {day.day} {day:%B %Y}."

    @property
    def is_exempt(self) -> bool:
        return self.part == Part.EXEMPT

    @property
    def issue(self) -> int:
        """0 for the agenda itself, then the number of the supplement that it came with."""
        return self.supplement.number if self.supplement is not None else 0

    @property
    def is_open(self) -> bool:
        """It can still be changed: what it belongs to has not been issued, and is not being issued."""
        return self.supplement.is_draft if self.supplement is not None else self.meeting.is_draft


class PrivateTitle(models.Model):
    """What the clerk and the members call an exempt item or paper; never public."""

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, null=True, blank=True, related_name="private_title"
    )
    paper = models.OneToOneField(
        "meetings.Paper", on_delete=models.CASCADE, null=True, blank=True, related_name="private_title"
    )
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True, paper__isnull=False)
                | Q(item__isnull=False, paper__isnull=True),
                name="private_title_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return "A private title"


def numbers_of(row: Sequence[Item]) -> dict[uuid.UUID, str]:
    """1, 2, 3 in the order they stand. What comes late changes no number: the next one at the end, "7A" in the middle."""
    found: dict[uuid.UUID, str] = {}
    last = 0
    for issue in sorted({item.issue for item in row}):
        known = [item for item in row if item.issue <= issue]
        for place, item in enumerate(known):
            if item.issue < issue:
                continue
            if any(other.issue < issue for other in known[place + 1 :]):
                base = found[known[place - 1].pk].rstrip(ascii_uppercase) if place else ""
                taken = sum(n.rstrip(ascii_uppercase) == base != n for n in found.values())
                found[item.pk] = f"{base}{ascii_uppercase[taken]}"
            else:
                last += 1
                found[item.pk] = str(last)
    return found


def letters_in_turn() -> Iterator[str]:
    """A, B, ... Z, AA, AB: of appendices."""
    yield from ascii_uppercase
    for first in ascii_uppercase:
        for second in ascii_uppercase:
            yield first + second
