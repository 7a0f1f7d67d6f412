"""The lines of old minutes as entries: their words as they stand, with the facts that are certain beside them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pcc_portal.accounts.models import Person, User
from pcc_portal.meetings.actions.brought_places import Places
from pcc_portal.meetings.actions.minutes import changed, text_for
from pcc_portal.meetings.actions.motions import kind_of
from pcc_portal.meetings.models import BroughtLine, Entry, Item, Minutes, Motion, Promise, Resolution
from pcc_portal.meetings.models.brought import ENTRIES, LineRole
from pcc_portal.meetings.models.entry import EntryKind, Wording
from pcc_portal.meetings.models.motion import ResolutionKind
from pcc_portal.meetings.printing.wording import UNSEEN, html_of
from pcc_portal.meetings.states import Part
from pcc_portal.writing.actions import texts
from pcc_portal.writing.html import clean
from pcc_portal.writing.kinds import BlockKind

_KINDS = {
    LineRole.TEXT: EntryKind.STATEMENT,
    LineRole.RESOLVED: EntryKind.STATEMENT,
    LineRole.QUESTION: EntryKind.QUESTION,
    LineRole.ANSWER: EntryKind.ANSWER,
    LineRole.MOTION: EntryKind.MOTION,
    LineRole.RESOLUTION: EntryKind.RESOLUTION,
    LineRole.PROMISE: EntryKind.PROMISE,
    LineRole.NOTED: EntryKind.NOTED,
    LineRole.NONE: EntryKind.NONE,
}


@dataclass
class _Made:
    """An entry to be, with its words and what was read out of them."""

    entry: Entry
    html: str
    facts: Mapping[str, Any]


def write(
    minutes: Minutes,
    lines: list[BroughtLine],
    places: Places,
    who: Mapping[str, Person | None],
    *,
    by: User | None,
    at: datetime,
) -> None:
    """All entries at once: a file of three hundred pages has thousands."""
    made = list(_Entries(minutes, who, by=by, at=at).of(lines, places))
    for part in Part:
        own = [one for one in made if one.entry.part == part]
        if own:
            text = text_for(minutes, part, by=by, at=at)
            for one, block in zip(
                own, texts.fill(text, [one.html for one in own], by=by, at=at), strict=True
            ):
                one.entry.block = block
    Entry.objects.bulk_create([one.entry for one in made], batch_size=1_000)
    _facts(made, who)
    changed(minutes)


class _Entries:
    """Goes down the lines: each is one entry, or as many as it has parts."""

    def __init__(
        self, minutes: Minutes, who: Mapping[str, Person | None], *, by: User | None, at: datetime
    ) -> None:
        self.minutes, self.who, self.by, self.at = minutes, who, by, at
        self.last: Counter[tuple[UUID, UUID | None]] = Counter()
        self.question: Entry | None = None

    def of(self, lines: list[BroughtLine], places: Places) -> list[_Made]:
        found: list[_Made] = []
        for line in lines:
            item = places.under.get(line.position)
            if line.role not in ENTRIES or item is None:
                self.question = None
                continue
            for n, (start, end, role, facts) in enumerate(_cut(line)):
                html = html_of(line.text[start:end]) if line.parts else whole(line)
                entry = self._entry(item, LineRole(role), facts, is_exempt=line.is_exempt or item.is_exempt)
                entry.wording = Wording.RUNS_ON if n else Wording.AS_WRITTEN
                found.append(_Made(entry, html, facts))
        return found

    def _entry(self, item: Item, role: LineRole, facts: Mapping[str, Any], *, is_exempt: bool) -> Entry:
        part = Part.EXEMPT if is_exempt else Part.OPEN
        kind = _KINDS[role]
        asked = self.question
        parent = asked if kind in {EntryKind.ANSWER, EntryKind.PROMISE} and asked is not None else None
        if parent is not None and (parent.item_id != item.pk or parent.part != part):
            parent = None
        if kind == EntryKind.ANSWER and parent is None:
            kind = EntryKind.STATEMENT
        entry = Entry(minutes=self.minutes, item=item, part=part, parent=parent, kind=kind)
        if kind in {EntryKind.STATEMENT, EntryKind.QUESTION, EntryKind.ANSWER}:
            entry.speaker = self.who.get(facts.get("speaker", ""))
        key = (item.pk, parent.pk if parent is not None else None)
        self.last[key] += 1
        entry.position, entry.added_by, entry.added_at = self.last[key], self.by, self.at
        if parent is None:
            self.question = entry if kind == EntryKind.QUESTION else None
        return entry


def _cut(line: BroughtLine) -> list[tuple[int, int, str, Mapping[str, Any]]]:
    if not line.parts:
        return [(0, len(line.text), line.role, line.facts)]
    ends = [part[0] for part in line.parts[1:]] + [len(line.text)]
    return [(start, end, role, facts) for (start, role, facts), end in zip(line.parts, ends, strict=True)]


def whole(line: BroughtLine) -> str:
    """With its emphasis and links where it has any; words that nobody marked are clean as they stand."""
    said = UNSEEN.sub("", line.html)
    if not re.search(r"<(?!br>)", said):
        return html_of(line.text)
    return clean(said, BlockKind.PARAGRAPH).html


def _facts(made: list[_Made], who: Mapping[str, Person | None]) -> None:
    motions, resolutions, promises = [], [], []
    last: Motion | None = None
    item = None
    for one in made:
        entry, facts = one.entry, one.facts
        if entry.item_id != item:
            last, item = None, entry.item_id
        if entry.kind == EntryKind.MOTION:
            last = _motion(entry, facts, who)
            motions.append(last)
        elif entry.kind == EntryKind.RESOLUTION:
            resolutions.append(Resolution(entry=entry, motion=last, kind=_kind(facts)))
        elif entry.kind == EntryKind.PROMISE:
            due = facts.get("due_on")
            promise = Promise(entry=entry, by=who.get(facts.get("owner", "")))
            promise.due_on = date.fromisoformat(due) if due else None
            promises.append(promise)
    Motion.objects.bulk_create(motions)
    Resolution.objects.bulk_create(resolutions)
    Promise.objects.bulk_create(promises)


def _motion(entry: Entry, facts: Mapping[str, Any], who: Mapping[str, Person | None]) -> Motion:
    motion = Motion(
        entry=entry, mover=who.get(facts.get("mover", "")), seconder=who.get(facts.get("seconder", ""))
    )
    motion.result, motion.unanimous = facts.get("result", ""), bool(facts.get("unanimous"))
    motion.excludes_public = bool(facts.get("excludes"))
    if "for" in facts:
        motion.votes_for, motion.votes_against, motion.abstained = (
            facts["for"],
            facts["against"],
            facts["none"],
        )
    return motion


def _kind(facts: Mapping[str, Any]) -> str:
    if facts.get("excludes"):
        return ResolutionKind.EXCLUDE
    said = re.sub(r"^that\s+(?:the\s+\w+\s+)?", "", facts.get("text", ""), flags=re.IGNORECASE)
    return kind_of(said)
