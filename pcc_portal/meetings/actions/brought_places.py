"""Under which item of the agenda each line of old minutes stands."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Max

from pcc_portal.meetings.models import BroughtLine, Item, Meeting, PrivateTitle
from pcc_portal.meetings.models.brought import ENTRIES, LineRole
from pcc_portal.meetings.queries import agenda_of
from pcc_portal.meetings.states import ItemKind, Part

IN_PRIVATE = "Heard in private"
WITHOUT_TITLE = "Minutes"
_TITLES = {LineRole.ITEM, LineRole.PART}


@dataclass
class Places:
    """``under`` is the item of each line, by its position; ``by_number`` items by the number that the file prints."""

    under: dict[int, Item] = field(default_factory=dict)
    by_number: dict[str, Item] = field(default_factory=dict)
    findings: list[tuple[str, BroughtLine, str]] = field(default_factory=list)


def places_of(meeting: Meeting, lines: list[BroughtLine]) -> Places:
    """The items of an agenda that was issued stay as they are; to any other, those that it lacks are added.

    A title that finds no item of an issued agenda is a paragraph under the item above it.
    """
    known = [(line.number, line.item) for line in agenda_of(meeting).walk()]
    made = _Items(meeting, known)
    found = Places()
    item: Item | None = None
    for line in lines:
        if line.role in _TITLES:
            is_new, item = made.of(line, found, above=item)
            if not is_new:
                line.role = LineRole.TEXT
        elif line.role in ENTRIES and item is None:
            item = made.without_title()
        if item is not None:
            found.under[line.position] = item
    made.save()
    return found


class _Items:
    """Matches titles with the agenda, and makes the items that it lacks."""

    def __init__(self, meeting: Meeting, known: list[tuple[str, Item]]) -> None:
        self.meeting = meeting
        self.free = {
            item.pk: (number, item)
            for number, item in known
            if item.kind != ItemKind.EXCLUSION or meeting.is_issued
        }
        self.first = next((item for _, item in known), None)
        self.new: list[Item] = []
        self.private: list[PrivateTitle] = []
        self.main: Item | None = None
        tops = Item.objects.filter(meeting=meeting, parent=None)
        self.last: Counter[object] = Counter({None: tops.aggregate(last=Max("position"))["last"] or 0})

    def of(self, line: BroughtLine, found: Places, *, above: Item | None) -> tuple[bool, Item | None]:
        title = line.text[line.facts.get("start", 0) :].strip()
        item = self._known(line.number, title)
        if item is None and self.meeting.is_issued:
            found.findings.append(("item-not-on-agenda", line, "No item of the agenda has this title or number. It stands as a paragraph under the item above it."))  # fmt: skip
            return False, above or self.first
        if item is None:
            item = self._make(line, title)
        elif _key(item.public_title) != _key(title):
            found.findings.append(("title-differs", line, f"The agenda calls this item “{item.public_title}”. Its title was left as the agenda has it."))  # fmt: skip
        if item.parent_id is None:
            self.main = item
        found.by_number.setdefault(re.sub(r"\s", "", line.number), item)
        return True, item

    def without_title(self) -> Item:
        if self.first is not None:
            return self.first
        return self._add(Item(meeting=self.meeting, public_title=WITHOUT_TITLE), None)

    def _known(self, number: str, title: str) -> Item | None:
        """By its title; else by its number, which is that of one item only."""
        key = _key(title)
        match = next((pk for pk, (_, item) in self.free.items() if _key(item.public_title) == key), None)
        if match is None and number and self.meeting.is_issued:
            match = next(
                (pk for pk, (given, _) in self.free.items() if given == re.sub(r"\s", "", number)), None
            )
        return self.free.pop(match)[1] if match else None

    def _make(self, line: BroughtLine, title: str) -> Item:
        parent = (
            self.main
            if line.role == LineRole.PART and self.main is not None and self.main.part == Part.OPEN
            else None
        )
        item = Item(meeting=self.meeting, public_title=" ".join(title.split())[:300], kind=ItemKind.NONE)
        if line.is_exempt:
            self.private.append(PrivateTitle(item=item, title=item.public_title))
            item.public_title = IN_PRIVATE
        return self._add(item, parent)

    def _add(self, item: Item, parent: Item | None) -> Item:
        key = parent.pk if parent is not None else None
        self.last[key] += 1
        item.parent, item.position = parent, self.last[key]
        self.new.append(item)
        self.first = self.first or item
        return item

    def save(self) -> None:
        Item.objects.bulk_create(self.new)
        PrivateTitle.objects.bulk_create(self.private)


def _key(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()
