"""Old minutes of the Board become its record: who was there, numbered rows open and closed, and actions of the log."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from governance.actions import actions
from governance.actions.brought_people import Attended, attend, explain_letters, keep_head
from governance.models import Action
from governance.queries.board import board_of
from governance.queries.brought import owner_of
from governance.queries.initials import meanings_on
from pcc_portal.accounts.models import Person, Post, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import brought, mending
from pcc_portal.meetings.actions.brought import Begun
from pcc_portal.meetings.actions.brought_entries import whole
from pcc_portal.meetings.actions.minutes import changed, text_for
from pcc_portal.meetings.importing import board as reading
from pcc_portal.meetings.importing.board import MinuteRow
from pcc_portal.meetings.models import BroughtFinding, BroughtLine, Entry, Item, Meeting, MinutesFile
from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.printing.wording import html_of
from pcc_portal.meetings.states import Part
from pcc_portal.writing.actions import texts

OWNER = "owner"  # what somebody chose beside an action: "post-3", "person-12", or nothing
NO_ROW = frozenset({LineRole.FRONT, LineRole.ATTENDANCE, LineRole.ITEM, LineRole.HEAD, LineRole.CLOSING})


@dataclass
class Owned:
    """A paragraph of the column of actions, and whose it is."""

    line: BroughtLine
    owner: dict[str, Person | Post | None]
    due_on: date | None


@dataclass
class Made:
    """An entry to be, its words, and the actions that come of it."""

    entry: Entry
    html: str
    owned: list[Owned] = field(default_factory=list)


@transaction.atomic
def settle(
    file: MinutesFile, *, owners: Mapping[int, str], closed: Collection[int], by: User, at: datetime
) -> None:
    """What somebody says of the rows before they are accepted: whose an action is, and which lines were heard in private.

    Raises Accepted.
    """
    file = mending.held(file)
    lines = list(file.lines.all())
    for line in lines:
        line.is_exempt = line.pk in closed
        if line.pk in owners:
            line.facts[OWNER] = owners[line.pk]
    BroughtLine.objects.bulk_update(lines, ["is_exempt", "facts"], batch_size=1_000)
    record("meetings.minutes_file.put_right", subject=file, by=by, at=at, names=0, lines=len(owners))


@transaction.atomic
def accept(file: MinutesFile, *, by: User | None, at: datetime) -> Meeting:
    """Write the record of the meeting; nothing of it is public. Pressed again, it is there.

    An action whose owner is certain goes to the log, and its owner is told; any other stands in the words of its row.
    Raises NoDate, NotHeldYet, MinutedAlready.
    """
    begun = brought.begin(file, by=by, at=at)
    if isinstance(begun, Meeting):
        return begun
    attended = Attended.of(begun)
    attend(begun, attended, at=at, by=by)
    explain_letters(begun, by=by, at=at)
    keep_head(begun, by=by, at=at)
    made = list(_Rows(begun, by=by, at=at).made())
    _write(begun, made, by=by, at=at)
    _open_actions(begun, made, by=by, at=at)
    BroughtFinding.objects.bulk_create([BroughtFinding(file=begun.file, line=line, name=name, message=message) for name, line, message in attended.findings])  # fmt: skip
    return brought.finish(begun, by=by, at=at)


class _Rows:
    """Every row below its item, in the order of the file."""

    def __init__(self, begun: Begun, *, by: User | None, at: datetime) -> None:
        self.begun, self.by, self.at = begun, by, at
        self.meanings = meanings_on(begun.meeting.held_on)
        self.last: Counter[UUID] = Counter()

    def made(self) -> Iterator[Made]:
        places = self.begun.places
        homeless = {line.position for _, line, _ in places.findings if line.role == LineRole.TEXT}
        for line in self.begun.lines:
            if line.position in homeless:  # a title that the agenda does not have heads the rows below it
                line.facts["topic"] = True
        inside = [
            line for line in self.begun.lines if line.role not in NO_ROW and line.position in places.under
        ]
        for _, group in groupby(inside, lambda line: places.under[line.position].pk):
            own = list(group)
            item = places.under[own[0].position]
            for row, closed in _with_audience(reading.rows_of(own), item):
                yield self._entry(item, row, closed=closed)

    def _entry(self, item: Item, row: MinuteRow, *, closed: bool) -> Made:
        kind = EntryKind.TOPIC if row.is_topic else EntryKind.ROW
        entry = Entry(
            minutes=self.begun.minutes, item=item, part=Part.EXEMPT if closed else Part.OPEN, kind=kind
        )
        self.last[item.pk] += 1
        entry.position, entry.added_by, entry.added_at = self.last[item.pk], self.by, self.at
        if row.is_topic:
            return Made(entry, " ".join(html_of(line.text) for line in row.text))
        owned: list[Owned] = []
        words = [whole(line) for line in row.reference if not reading.is_reference(line.text)]
        words += [_paragraph(line) for line in row.text]
        for line in row.action:
            owner = self._owner(line) if line in row.asked else {}
            is_twice = any((one.line.text, one.owner) == (line.text, owner) for one in owned)
            if owner and not is_twice:
                owned.append(Owned(line, owner, _due(line, row)))
            else:
                words.append(f"Action: {whole(line)}")
        words += [f"Due: {whole(line)}" for line in row.due if not any(one.due_on for one in owned)]
        return Made(entry, "<br>".join(words), owned)

    def _owner(self, line: BroughtLine) -> dict[str, Person | Post | None]:
        """As somebody chose it, else whoever its letters certainly mean; nobody who has left since."""
        if self.by is None:  # an action is opened in somebody's name
            return {}
        chosen = line.facts.get(OWNER)
        person, post = (
            owner_of(line.facts.get("owners", []), self.begun.who, self.meanings)
            if chosen is None
            else chosen_owner(chosen)
        )
        try:
            actions.may_own(person, post, on=timezone.localdate(self.at))
        except (actions.NoOwner, actions.OwnerHasLeft):
            return {}
        return {"owner_person": person, "owner_post": post}


def _with_audience(rows: list[MinuteRow], item: Item) -> list[tuple[MinuteRow, bool]]:
    """A row is closed if any line of it is; a sub-heading goes with the row right below it, since it names what that is about."""
    found: list[tuple[MinuteRow, bool]] = []
    below = False
    for row in reversed(rows):
        below = item.is_exempt or row.is_closed or (row.is_topic and below)
        found.append((row, below))
    return found[::-1]


def _paragraph(line: BroughtLine) -> str:
    """With the number or the sign that Word shows before it; every sign is a dash."""
    if not line.mark:
        return whole(line)
    return f"{line.mark if any(letter.isalnum() for letter in line.mark) else '-'} {whole(line)}"


def chosen_owner(words: str) -> tuple[Person | None, Post | None]:
    """ "post-3" or "person-12", as the form that offered them says it."""
    kind, _, key = words.partition("-")
    if kind == "post":
        return None, Post.objects.filter(pk=key).first()
    return (Person.objects.filter(pk=key).first() if kind == "person" else None), None


def _due(line: BroughtLine, row: MinuteRow) -> date | None:
    said = line.facts.get("due_on") or next((one.facts["due_on"] for one in row.due if "due_on" in one.facts), None)  # fmt: skip
    return date.fromisoformat(said) if said else None


def _write(begun: Begun, made: list[Made], *, by: User | None, at: datetime) -> None:
    """All entries at once, those of each audience in a text of their own."""
    for part in Part:
        own = [one for one in made if one.entry.part == part]
        if own:
            text = text_for(begun.minutes, part, by=by, at=at)
            blocks = texts.fill(text, [one.html for one in own], by=by, at=at)
            for one, block in zip(own, blocks, strict=True):
                one.entry.block = block
    Entry.objects.bulk_create([one.entry for one in made], batch_size=1_000)
    changed(begun.minutes)


def _open_actions(begun: Begun, made: list[Made], *, by: User | None, at: datetime) -> None:
    """Into the log, with the reference that the portal gives their row; their owners are told."""
    rows = [one for one in made if one.owned]
    references = board_of(begun.meeting).references if rows else {}
    for one in rows:
        for said in one.owned:
            facts: dict[str, Any] = {"text": said.line.text, "due_on": said.due_on, "entry": one.entry}
            facts |= said.owner | {"reference": references.get(one.entry.pk, ""), "by": by, "at": at}
            actions.open(begun.meeting, **facts)


def opened_from(meeting: Meeting) -> list[Action]:
    """The actions that its minutes brought with them."""
    return list(Action.objects.filter(meeting=meeting).select_related("owner_person", "owner_post"))
