"""What of the minutes is not right yet: quiet while the meeting goes on, a stop when they are to be circulated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from pcc_portal.meetings.models import Attendance, Entry, Minutes, Motion
from pcc_portal.meetings.models.entry import EntryKind
from pcc_portal.meetings.models.motion import MotionResult
from pcc_portal.meetings.queries import attendance
from pcc_portal.meetings.queries.minutes import Heading, Record, Said, record_of
from pcc_portal.meetings.states import ItemKind

# Kinds that say nothing without words.
_NEED_WORDS = frozenset(set(EntryKind) - {EntryKind.QUESTION, EntryKind.NONE})


@dataclass(frozen=True)
class Flag:
    """An unmet rule, at its field: ``entry`` and ``name`` say where. Each has its way out; ``stops`` is circulating alone."""

    message: str
    entry: str = ""
    name: str = ""
    item: str = ""
    stops: bool = True


def flags(minutes: Minutes) -> list[Flag]:
    """Of the whole record, in the order of the agenda. What stops circulating, signing and publishing."""
    return flags_of(record_of(minutes.meeting))


def flags_of(record: Record) -> list[Flag]:
    """The same of a record that is at hand; five queries more, however long it is."""
    room = Room.of(record)
    found = [*_times(record), *_exclusion(record)]
    for heading, said in record.walk():
        found += _of_entry(record, room, heading, said)
    return found


@dataclass
class Room:
    """Who was there for which item, and whose interest keeps them out of it."""

    record: Record
    order: dict[UUID, int] = field(default_factory=dict)
    barred: dict[UUID | None, set[int]] = field(default_factory=dict)
    needed: int | None = None

    @classmethod
    def of(cls, record: Record) -> "Room":
        meeting = record.meeting
        quorum = attendance.counts(meeting, rows=record.people)
        return cls(record, attendance.order_of(meeting), attendance.conflicted(meeting), quorum.needed)

    def row(self, person_id: int | None) -> Attendance | None:
        return next((row for row in self.record.people if row.person_id == person_id), None)

    def members(self, heading: Heading) -> list[Attendance]:
        item = heading.line.item
        return [row for row in self.record.people if row.is_member and row.is_there(self.order, item.pk)]

    def is_barred(self, heading: Heading, person_id: int) -> bool:
        item = heading.line.item
        return any(person_id in self.barred.get(key, ()) for key in (item.pk, item.parent_id, None))


def _times(record: Record) -> Iterator[Flag]:
    minutes = record.minutes
    if minutes is None or minutes.began_at is None:
        yield Flag(
            "When did the meeting begin? Press “Meeting began”, or give the time under Times.",
            name="began_at",
        )
    if minutes is None or minutes.rose_at is None:
        yield Flag(
            "When did the meeting rise? Press “Meeting rose”, or give the time under Times.", name="rose_at"
        )


def _exclusion(record: Record) -> Iterator[Flag]:
    """LGA 1972 s100A(4): nothing is heard in private without the resolution, and the minutes say it was not needed."""
    not_needed = record.minutes is not None and record.minutes.exclusion_not_needed
    moved, private = record.exclusion, record.has_exempt_entries
    line = next((h.line for h in record.headings if h.line.item.kind == ItemKind.EXCLUSION), None)
    item = str(line.item.pk) if line else ""
    if private and not_needed:
        yield Flag(
            "The minutes say that the exempt part was not needed, and there are exempt entries. Take one of the two away.",
            item=item,
        )
    elif private and (moved is None or moved.result != MotionResult.CARRIED):
        yield Flag(
            "There are exempt entries, and no resolution to exclude the public was carried. Record it, with its result.",
            item=item,
        )
    elif line is not None and moved is None and not not_needed:
        yield Flag(
            "Was the exempt part of the agenda entered? Record the resolution, or press “Not needed”.",
            item=item,
        )
    if moved is not None and "…" in moved.entry.block.html:
        yield Flag(
            "Say what the public were excluded for, and by which paragraph.", str(moved.entry_id), "words"
        )


def _of_entry(record: Record, room: Room, heading: Heading, said: Said) -> Iterator[Flag]:
    entry = said.entry
    if entry.kind in _NEED_WORDS and not entry.block.html:
        yield _at(entry, "words", "Nothing is written here yet. Write it, or remove the entry.")
    rules: dict[str, Callable[[], Iterator[Flag]]] = {
        EntryKind.QUESTION: lambda: _named(entry, "speaker", entry.speaker_id, "Who asked?"),
        EntryKind.ANSWER: lambda: _named(entry, "speaker", entry.speaker_id, "Who answered?"),
        EntryKind.PROMISE: lambda: _promise(entry),
        EntryKind.MOTION: lambda: _motion(record, room, heading, entry.motion),
    }
    if entry.kind in rules:
        yield from rules[entry.kind]()
    if entry.speaker_id and not _was_here(room, entry.speaker_id):
        yield _at(
            entry,
            "speaker",
            f"{_name(record, entry)} is not down as present. Put the attendance right, or choose another.",
        )


def _at(entry: Entry, name: str, message: str, *, stops: bool = True) -> Flag:
    return Flag(message, str(entry.pk), name, str(entry.item_id), stops)


def _named(entry: Entry, name: str, person: int | None, question: str) -> Iterator[Flag]:
    if person is None:
        yield _at(entry, name, f"{question} Choose from who is there.")


def _name(record: Record, entry: Entry) -> str:
    name = record.name(entry.speaker)
    return name[:1].upper() + name[1:]


def _was_here(room: Room, person_id: int) -> bool:
    row = room.row(person_id)
    return row is not None and row.is_present


def _promise(entry: Entry) -> Iterator[Flag]:
    promise = entry.promise
    if promise.by_id is None:
        yield _at(entry, "by", "No owner yet. Who promised it?")
    if promise.due_meeting_id is None and promise.due_on is None:
        yield _at(entry, "due_on", "By when? Choose a meeting or a day.", stops=False)


def _motion(record: Record, room: Room, heading: Heading, motion: Motion) -> Iterator[Flag]:
    entry = motion.entry
    if not motion.result:
        yield _at(entry, "result", "What became of the motion?")
    lapsed = motion.result == MotionResult.LAPSED
    yield from _mover(room, heading, motion, "mover", "moved")
    if not lapsed:
        yield from _mover(room, heading, motion, "seconder", "seconded")
    if motion.mover_id is not None and motion.mover_id == motion.seconder_id:
        yield _at(entry, "seconder", "The same person moved and seconded. Choose another seconder.")
    if motion.result in {MotionResult.CARRIED, MotionResult.LOST}:
        yield from _votes(record, room, heading, motion)


def _mover(room: Room, heading: Heading, motion: Motion, name: str, verb: str) -> Iterator[Flag]:
    person = getattr(motion, name)
    if person is None:
        yield _at(motion.entry, name, f"Who {verb} it? Choose from the members who are there.")
        return
    said = room.record.name(person)
    said = said[:1].upper() + said[1:]
    if person.pk not in {row.person_id for row in room.members(heading)}:
        yield _at(
            motion.entry,
            name,
            f"{said} is no member who was there for this item. Choose another, or put the attendance right.",
        )
    elif room.is_barred(heading, person.pk):
        yield _at(motion.entry, name, f"{said} has an interest in this item and {verb} it. Choose another.")


def _votes(record: Record, room: Room, heading: Heading, motion: Motion) -> Iterator[Flag]:
    entry, members = motion.entry, room.members(heading)
    there = {row.person_id for row in members}
    counted = motion.counted
    if room.needed is not None and len(members) < room.needed:
        words = f"{len(members)} members were there for this item, and a quorum is {room.needed}. Put the attendance right."
        yield _at(entry, "result", words)
    if counted is not None and sum(counted) > len(members):
        words = (
            f"{sum(counted)} votes were counted, and {len(members)} members were there. Check the figures."
        )
        yield _at(entry, "votes_for", words)
    if counted is not None and (counted[0] > counted[1]) != (motion.result == MotionResult.CARRIED):
        # A tie is settled by the Chair's second vote, which is among the figures.
        yield _at(
            entry,
            "result",
            "The figures say otherwise. Check them, or the result.",
            stops=counted[0] != counted[1],
        )
    for vote in motion.votes.all():
        said = record.name(vote.person)
        said = said[:1].upper() + said[1:]
        if vote.person_id not in there:
            yield _at(entry, "votes", f"{said} voted and was not there for this item.")
        elif room.is_barred(heading, vote.person_id):
            yield _at(entry, "votes", f"{said} has an interest in this item and voted.")


def stopping(minutes: Minutes) -> list[Flag]:
    """Those that keep the minutes from being circulated."""
    return [flag for flag in flags(minutes) if flag.stops]
