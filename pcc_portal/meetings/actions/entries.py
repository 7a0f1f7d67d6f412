"""Add, save, move and remove the entries of minutes. Words go through ``writing``; facts are changed one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Max

from pcc_portal.accounts.models import Person, User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions import minutes as keeping
from pcc_portal.meetings.actions.drafts import Refusal, new_key
from pcc_portal.meetings.actions.minutes import MinutesClosed, hold, text_for
from pcc_portal.meetings.models import Entry, Item, Motion, Promise, Resolution
from pcc_portal.meetings.models.entry import BELOW_A_QUESTION, EntryKind
from pcc_portal.meetings.models.facts import COUNTS, FACTS, Change
from pcc_portal.meetings.states import Part
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.actions.saving import BothTexts, Saved
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block


class NoQuestionThere(Refusal):
    """An answer stands under a question of the same item, and under nothing else."""

    def __init__(self) -> None:
        super().__init__("An answer stands under its question. Choose the question first.")


@dataclass(frozen=True)
class EntrySaved:
    """``words`` tells what became of the words; ``taken`` names facts that somebody else changed first, as they stand."""

    entry: Entry
    words: Saved | BothTexts | None = None
    taken: dict[str, Any] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        return not self.taken and not isinstance(self.words, BothTexts)


@transaction.atomic
def add(
    item: Item,
    *,
    kind: str,
    by: User,
    at: datetime,
    parent: Entry | None = None,
    html: str = "",
    speaker: Person | None = None,
    verb: str = "",
    key: UUID | None = None,
    is_private: bool = False,
) -> Entry:
    """A new entry at the end of its item, or below its question. The same press again (``key``) gives what it has made.

    Under an exempt item, or said to be private, its words are held as exempt from the first character (LGA 1972
    s100I, Sch 12A). Nothing has to be filled in. Raises NoQuestionThere, NotIssuedYet, MinutesClosed.
    """
    minutes = hold(item.meeting, by=by, at=at)
    if key and (
        made := minutes.entries.select_related("block", "item__meeting").filter(pk=key, kind=kind).first()
    ):
        return made
    parent = _question(item, parent) if kind in BELOW_A_QUESTION and parent is not None else None
    if kind == EntryKind.ANSWER and parent is None:
        raise NoQuestionThere
    is_exempt = item.is_exempt or is_private or (parent is not None and parent.is_exempt)
    part = Part.EXEMPT if is_exempt else Part.OPEN
    text = text_for(minutes, part, by=by, at=at)
    siblings = Entry.objects.filter(minutes=minutes, item=item, parent=parent)
    last = siblings.aggregate(last=Max("position"))["last"] or 0
    entry = Entry(minutes=minutes, item=item, part=part, parent=parent, position=last + 1, kind=kind)
    entry.speaker, entry.verb, entry.added_by, entry.added_at = speaker, verb, by, at
    entry.pk = new_key(Entry.objects.all(), key)
    entry.block = blocks.append(text, kind=BlockKind.PARAGRAPH, html=html, by=by, at=at)
    entry.save(force_insert=True)
    _with_its_row(entry)
    record("meetings.entry.added", subject=entry, by=by, at=at, thread=item.meeting.ref, entry_kind=str(kind))
    return entry


def _question(item: Item, parent: Entry) -> Entry:
    found = Entry.objects.filter(pk=parent.pk, item=item, kind=EntryKind.QUESTION).first()
    if found is None:
        raise NoQuestionThere
    return found


def _with_its_row(entry: Entry) -> None:
    """The typed row in which its facts stand."""
    rows: dict[str, type[models.Model]] = {
        EntryKind.MOTION: Motion,
        EntryKind.RESOLUTION: Resolution,
        EntryKind.PROMISE: Promise,
    }
    if entry.kind in rows:
        rows[entry.kind](entry=entry).save()


@transaction.atomic
def save(
    entry: Entry,
    *,
    by: User,
    at: datetime,
    html: str | None = None,
    base_version: int = 0,
    changed: Mapping[str, Change] | None = None,
) -> EntrySaved:
    """Save what was typed over ``base_version``, and the facts that were changed. Neither overwrites what nobody saw.

    Writes no audit row: revisions and the rows' own history say who changed what. Raises MinutesClosed, TextLocked.
    """
    if not entry.minutes.is_open:
        raise MinutesClosed
    if changed:
        keeping.changed(entry.minutes)  # first, as everyone takes hold: the minutes' row, then their text
    words = None
    if html is not None:
        words = blocks.save_block(entry.block, base_version=base_version, html=html, by=by, at=at)
        if isinstance(words, Saved):
            entry.block = words.block
    return EntrySaved(entry, words, _change(entry, changed) if changed else {})


def _change(entry: Entry, changed: Mapping[str, Change]) -> dict[str, Any]:
    """Write the facts that still stand as their writer found them; give back the others as they stand now."""
    known, taken = FACTS[entry.kind], {}
    holders: dict[str, Any] = {}
    for name in sorted(changed.keys() & known.keys()):
        holder, column = known[name]
        if holder not in holders:
            holders[holder] = _locked(entry, holder)
        row, change = holders[holder], changed[name]
        standing = getattr(row, column)
        if standing not in {change.was, change.now}:
            taken[name] = standing
        else:
            setattr(row, column, change.now)
    for name, row in holders.items():
        if name == "motion":
            _all_or_none(row)
        row.save()
        if name != "entry":
            setattr(entry, name, row)
        else:
            entry.speaker_id, entry.verb = row.speaker_id, row.verb
    return taken


def _locked(entry: Entry, holder: str) -> Any:
    if holder == "entry":
        return Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    row = getattr(entry, holder)
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def _all_or_none(motion: Motion) -> None:
    """Three figures: what nobody gave counts as none, once one of them is given."""
    given = [getattr(motion, name) for name in COUNTS]
    if any(value is not None for value in given):
        for name in COUNTS:
            setattr(motion, name, getattr(motion, name) or 0)


@transaction.atomic
def move(entry: Entry, *, to: Literal["up", "down"], by: User, at: datetime) -> Entry:
    """Change places with the entry before or after, under the same item; at the end of the row it stays."""
    minutes = hold(entry.item.meeting, by=by, at=at)
    row = list(Entry.objects.filter(minutes=minutes, item=entry.item_id, parent=entry.parent_id))
    here = next(n for n, other in enumerate(row) if other.pk == entry.pk)
    there = here + (-1 if to == "up" else 1)
    if 0 <= there < len(row):
        one, other = row[here], row[there]
        one.position, other.position = other.position, one.position
        Entry.objects.bulk_update([one, other], ["position"])
        ref = entry.item.meeting.ref
        record("meetings.entry.moved", subject=entry, by=by, at=at, thread=ref, to=to)
    return Entry.objects.get(pk=entry.pk)


@transaction.atomic
def remove(entry: Entry, *, by: User, at: datetime) -> None:
    """Take an entry out with the answers below it; their revisions keep the words."""
    meeting = entry.item.meeting
    minutes = hold(meeting, by=by, at=at)
    found = Entry.objects.select_related("block__text").filter(pk=entry.pk, minutes=minutes).first()
    if found is None:
        return
    below = list(found.answers.select_related("block__text"))
    gone: list[Block] = [each.block for each in [*below, found]]
    for each in [*below, found]:
        record(
            "meetings.entry.removed", subject=each, by=by, at=at, thread=meeting.ref, block=str(each.block_id)
        )
        each.delete()
    for block in gone:
        blocks.remove(block, by=by, at=at)
    later = Entry.objects.filter(minutes=minutes, item=found.item_id, parent=found.parent_id)
    later.filter(position__gt=found.position).update(position=F("position") - 1)
