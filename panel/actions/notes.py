"""A member's own notes: written, changed, taken away, and found again in a paper that was issued anew.

None of this has an audit row: who reads a record of acts would read what a member marks, and when.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from panel.models import Anchor, Note
from panel.states import AnchorState
from pcc_portal.accounts.models import User
from pcc_portal.writing.anchoring import Paper as Searched


class NotThere(Exception):
    """The words that were chosen do not stand in the paragraph."""

    fit_to_show = True

    def __init__(self) -> None:
        super().__init__(
            "These words do not stand in that paragraph. Copy them from the paper, or leave this empty."
        )


@transaction.atomic
def write(
    paper: UUID,
    searched: Searched,
    *,
    block: str,
    quote: str = "",
    words: str = "",
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Note:
    """A note beside a passage, or on some words of it; without words of its own it marks them. Raises NotThere.

    ``key`` makes it once, however often it is sent: from a page pressed twice, or from a device that was offline.
    """
    made = Note.objects.filter(pk=key, owner=by).first() if key else None
    if made is not None:
        return made
    found = searched.anchor(block, quote)
    if found is None or (quote.strip() and found.quote != " ".join(quote.split())[: len(found.quote)]):
        raise NotThere
    pk = uuid4() if key is None or Note.objects.filter(pk=key).exists() else key
    note = Note.objects.create(pk=pk, owner=by, words=words.strip(), created_at=at, changed_at=at)
    Anchor.objects.create(
        note=note,
        paper_id=paper,
        block=found.block,
        page=searched.passages[searched.by_key[block]].page,
        quote=found.quote,
        before=found.before,
        after=found.after,
        is_whole=not quote.strip(),
        made_at=at,
    )
    return note


@transaction.atomic
def change(note: Note, *, words: str, at: datetime) -> Note:
    """Other words, at the same place."""
    note.words, note.changed_at = words.strip(), at
    note.save(update_fields=["words", "changed_at"])
    return note


@transaction.atomic
def remove(note: Note) -> None:
    """For good: nobody keeps a copy."""
    note.delete()


@transaction.atomic
def follow(old: Iterable[Anchor], new: UUID, searched: Searched, *, at: datetime) -> list[Anchor]:
    """Each of these notes stands in the paper that replaces its own: where its words are found again, or as lost, with them.

    The anchor in the old paper stays as it was. Done twice, it is done once.
    """
    rows = [_followed(anchor, new, searched, at=at) for anchor in old]
    Anchor.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


def _followed(anchor: Anchor, new: UUID, searched: Searched, *, at: datetime) -> Anchor:
    place = searched.place(anchor.words)
    row = Anchor(note_id=anchor.note_id, paper_id=new, is_whole=anchor.is_whole, made_at=at)
    if place is None:
        row.state, row.block, row.page = AnchorState.LOST, "", anchor.page
        row.quote, row.before, row.after = anchor.quote, anchor.before, anchor.after
        return row
    there = searched.anchor(place.passage.key, "" if anchor.is_whole else place.quote)
    assert there is not None, "a place is in the paper that was searched"
    row.state, row.block, row.page = AnchorState.MOVED, there.block, place.passage.page
    row.quote, row.before, row.after = there.quote, there.before, there.after
    return row
