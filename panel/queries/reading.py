"""The papers of a meeting as one person may read them, what they have read of them, and their own notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from panel.models import Anchor, Reading, ReadingChoice
from pcc_portal.accounts.models import User
from pcc_portal.accounts.roles import Power
from pcc_portal.documents.models import Release, Withheld
from pcc_portal.documents.reading import apart
from pcc_portal.meetings.models import Meeting, Paper
from pcc_portal.writing.anchoring import Paper as Searched
from pcc_portal.writing.comparing import Changes, compare
from pcc_portal.writing.passages import Passage, passages

PAPER = "meetings.paper"
# The contents and pages of a text repeat its words for search; the reader shows its HTML alone.
OPEN = ("kind", "subject_id", "position", "title", "facts", "version", "released_at")
HELD = ("html", "contents", "pages", "files")


@dataclass
class Sheet:
    """One paper, open or exempt, in the version that is live."""

    row: Release | Withheld
    replaces: Sheet | None = None
    replaced_by: Sheet | None = None

    @property
    def pk(self) -> UUID:
        return UUID(self.row.subject_id)

    @property
    def is_exempt(self) -> bool:
        return isinstance(self.row, Withheld)

    @property
    def is_gone(self) -> bool:
        """Only its place is left."""
        return "gone" in self.row.facts

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def facts(self) -> dict[str, Any]:
        return self.row.facts

    @property
    def item(self) -> str:
        return str(self.row.facts.get("item", ""))

    @property
    def first(self) -> str:
        return str(self.row.facts.get("first", ""))

    @property
    def last(self) -> str:
        return str(self.row.facts.get("last", ""))

    @property
    def let_out_at(self) -> datetime:
        return self.row.issued_at if isinstance(self.row, Withheld) else self.row.released_at

    @property
    def html(self) -> str:
        return self.row.html if isinstance(self.row, Withheld) else self.row.text.html

    @property
    def contents(self) -> list[Any]:
        found: list[Any] = self.row.contents if isinstance(self.row, Withheld) else self.row.text.contents
        return found

    @cached_property
    def passages(self) -> list[Passage]:
        return [] if self.is_gone else passages(self.html)

    @cached_property
    def searched(self) -> Searched:
        return Searched(self.passages)


def notice_of(ref: str) -> Release | None:
    """The public row of a meeting that was called."""
    return Release.objects.live().filter(kind="meetings.notice", collection=ref).first()


def holds(user: User, power: Power, ref: str) -> bool:
    """Whether this person has a power in the body whose meeting it is; a power in another body is none here."""
    bodies = user.rights.organisations(power)
    return bool(bodies) and Meeting.objects.filter(ref=ref, body__organisation__in=bodies).exists()


def sheets(ref: str, user: User) -> list[Sheet]:
    """Every paper of a meeting that this person may read, open ones first, each as often as it is one; without its words."""
    released = Release.objects.live().filter(kind=PAPER, collection=ref).only(*OPEN)
    held = Withheld.objects.visible_to(user).live().filter(kind=PAPER, collection=ref).defer(*HELD)
    opened, exempt = apart(released.order_by("position", "pk"), held)
    rows: list[Release | Withheld] = [*opened, *exempt]
    found = {row.subject_id: Sheet(row) for row in rows}
    for new, old in Paper.objects.filter(pk__in=found, replaces__isnull=False).values_list("pk", "replaces"):
        if str(old) in found:
            found[str(new)].replaces, found[str(old)].replaced_by = found[str(old)], found[str(new)]
    return list(found.values())


def with_words(sheet: Sheet) -> Sheet:
    """The same paper with its words, in one query."""
    row = sheet.row
    if isinstance(row, Withheld):
        sheet.row = Withheld.objects.get(pk=row.pk)
    else:
        sheet.row = Release.objects.select_related("text").get(pk=row.pk)
    return sheet


def of_paper(found: Sequence[Sheet], pk: UUID) -> Sheet | None:
    """One of them with its words, if this person may read it."""
    return next((with_words(sheet) for sheet in found if sheet.pk == pk), None)


def readings(user: User, found: Sequence[Sheet]) -> dict[UUID, Reading]:
    """What this person has read of these papers."""
    rows = Reading.objects.filter(user=user, paper__in=[sheet.pk for sheet in found])
    return {row.paper_id: row for row in rows}


def anchors(user: User, ref: str, found: Sequence[Sheet], *, of: Sheet | None = None) -> list[Anchor]:
    """This person's notes on these papers (or on one ``of`` them), with the words that they may be shown.

    A paper can be exempt from some day on. Who may not read the exempt part then keeps the words of their note, and not
    those of the paper, nor of one that it replaced.
    """
    papers = [of.pk] if of else [sheet.pk for sheet in found]
    rows = list(Anchor.objects.filter(note__owner=user, paper__in=papers).select_related("note"))
    gone = {sheet.pk for sheet in found if sheet.is_gone}
    if gone and rows and holds(user, Power.READ_EXEMPT, ref):
        gone = set()
    for row in rows:
        is_closed = row.paper_id in gone or (row.is_lost and bool(gone))
        row.shown = "" if is_closed else row.quote
    return rows


def changes(sheet: Sheet, read: Reading | None, before: Sheet | None, read_before: Reading | None) -> Changes:
    """What this paper says anew since it was read, or since the paper was read that it replaces."""
    if sheet.is_gone:
        return Changes()
    if read is not None and read.is_read:
        old = version(read)
        return compare(passages(old), sheet.passages) if old is not None else Changes()
    if before is not None and read_before is not None and read_before.is_read and not before.is_gone:
        return compare(before.passages, sheet.passages)
    return Changes()


def version(read: Reading) -> str | None:
    """The words of the version that was read, unless nobody may read them any more; None if it is the live one."""
    same = {
        "kind": PAPER,
        "subject_id": str(read.paper_id),
        "version": read.version,
        "withdrawn_at__isnull": True,
    }
    if read.is_exempt:
        held = Withheld.objects.filter(superseded_at__isnull=False, **same).first()
        return held.html if held else None
    row = Release.objects.filter(superseded_at__isnull=False, **same).select_related("text").first()
    return row.text.html if row else None


def choice_of(user: User) -> ReadingChoice:
    """How this person likes to read; as everyone does until they choose."""
    return ReadingChoice.objects.filter(pk=user.pk).first() or ReadingChoice(user=user)
