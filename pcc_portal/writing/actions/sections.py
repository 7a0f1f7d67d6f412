"""Save one section as its editor holds it: cut into blocks, each settled by itself, so one conflict spoils nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.writing.actions.saving import BothTexts, add, drop, put_in_order, settle
from pcc_portal.writing.actions.texts import open_for_writing
from pcc_portal.writing.content import Content
from pcc_portal.writing.cutting import Piece, cut
from pcc_portal.writing.kinds import BlockKind
from pcc_portal.writing.models import Block, Revision, Text
from pcc_portal.writing.sectioning import blocks_of, merged


@dataclass
class SectionSaved:
    """``blocks`` are those the HTML stood for, in its order; ``ids`` tells the editor of ids it must change.

    ``newer`` holds blocks that somebody else changed and this writer did not; ``gone`` those that somebody else
    removed and this writer did not touch. Nothing typed is lost: it is in a block or in ``conflicts``.
    """

    blocks: list[Block] = field(default_factory=list)
    conflicts: list[BothTexts] = field(default_factory=list)
    newer: list[Block] = field(default_factory=list)
    removed: list[UUID] = field(default_factory=list)
    gone: list[UUID] = field(default_factory=list)
    ids: dict[UUID, UUID] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


@transaction.atomic
def save(
    text: Text,
    section_heading_id: UUID | None,
    *,
    base: Mapping[UUID, int],
    html: str,
    by: User | None,
    at: datetime,
) -> SectionSaved:
    """Save what the editor of a section shows. ``base`` maps the blocks it was given to the versions it saw.

    Blocks of ``base`` that the HTML no longer holds are removed, unless somebody changed them meanwhile: then that
    is a conflict too. Blocks added by others stay where they are. Raises TextLocked.
    """
    text = open_for_writing(text)
    pieces, dropped = cut(html)
    work = _Section(text, section_heading_id, base, by, at)
    work.out.dropped = dropped
    for piece in pieces:
        work.take(piece)
    work.remove_missing()
    work.order()
    return work.out


class _Section:
    """One save under way."""

    def __init__(
        self, text: Text, heading: UUID | None, base: Mapping[UUID, int], by: User | None, at: datetime
    ) -> None:
        self.text, self.heading, self.base, self.by, self.at = text, heading, base, by, at
        self.standing = list(text.blocks.order_by("position"))
        self.current = {block.pk: block for block in self.standing}
        self.out = SectionSaved()
        self.free = max((block.position for block in self.standing), default=-1) + 1

    def take(self, piece: Piece) -> None:
        current = self.current.get(piece.id) if piece.id else None
        if current is None:
            if piece.kind != BlockKind.FIGURE:
                self.take_new(piece)
            elif piece.id:
                self.take_figure_back(piece.id)
        elif BlockKind.FIGURE in {current.kind, piece.kind}:
            self.out.blocks.append(current)
            if piece.kind != BlockKind.FIGURE:
                self.take_new(piece)
        else:
            self.take_known(current, piece)

    def take_known(self, current: Block, piece: Piece) -> None:
        kept = {} if current.kind != piece.kind else {"caption": current.caption, "alt": current.alt}
        mine = Content(kind=piece.kind, level=piece.level, html=piece.html, **kept)
        base_version = self.base.get(current.pk, 0)
        result = settle(current, mine, base_version=base_version, by=self.by, at=self.at, dropped=[])
        self.out.blocks.append(current)
        if isinstance(result, BothTexts):
            self.out.conflicts.append(result)
        elif not mine.same_as(Content.of(result.block)):
            self.out.newer.append(result.block)

    def take_new(self, piece: Piece) -> None:
        """New words, or words that come back: an undo, or an edit of what somebody else removed."""
        mine = Content(kind=piece.kind, level=piece.level, html=piece.html)
        last = self.last_revision(piece.id)
        if last and piece.id and self.was_left_alone(piece.id, mine):
            self.out.gone.append(piece.id)
            return
        elsewhere = last is not None and last.text_id != self.text.pk
        taken = elsewhere or Block.objects.filter(pk__in=[piece.id] if piece.id else []).exists()
        block_id = uuid4() if piece.id is None or taken else piece.id
        if piece.id and block_id != piece.id:
            self.out.ids[piece.id] = block_id
        version = last.version + 1 if last and block_id == piece.id else 1
        if last and version > 1 and last.kind == mine.kind:
            mine = Content(kind=mine.kind, level=mine.level, html=mine.html, caption=last.caption)
        self.put(mine, block_id, version)

    def take_figure_back(self, block_id: UUID) -> None:
        """An undo of removing a figure: its picture is in its last revision."""
        last = self.last_revision(block_id)
        if last is None or last.text_id != self.text.pk or last.asset is None:
            return
        if block_id in self.base:
            self.out.gone.append(block_id)
        else:
            self.put(Content.of(last), block_id, last.version + 1, last)

    def put(self, mine: Content, block_id: UUID, version: int, picture_of: Revision | None = None) -> None:
        asset = picture_of.asset if picture_of else None
        block = add(
            self.text,
            mine,
            position=self.free,
            by=self.by,
            at=self.at,
            block_id=block_id,
            version=version,
            asset=asset,
        )
        self.free += 1
        self.out.blocks.append(block)

    def last_revision(self, block_id: UUID | None) -> Revision | None:
        return Revision.objects.filter(block_id=block_id).order_by("-version").first() if block_id else None

    def was_left_alone(self, block_id: UUID, mine: Content) -> bool:
        """Whether this writer shows the block only because they had been given it."""
        version = self.base.get(block_id, 0)
        seen = Revision.objects.filter(text=self.text, block_id=block_id, version=version).first()
        return seen is not None and mine.html == seen.html

    def remove_missing(self) -> None:
        shown = {block.pk for block in self.out.blocks}
        for block_id, version in self.base.items():
            block = self.current.get(block_id)
            if block is None or block_id in shown:
                continue
            if block.version == version:
                drop(block, by=self.by, at=self.at)
                self.out.removed.append(block_id)
            else:
                refused = Content(kind=block.kind, level=block.level, html="")
                self.out.conflicts.append(BothTexts(block, refused, block_id))

    def order(self) -> None:
        removed = set(self.out.removed)
        standing = [block for block in self.standing if block.pk not in removed]
        put_in_order(merged(standing, self.out.blocks, after=self.place(standing)))

    def place(self, standing: list[Block]) -> Block | None:
        """Behind what should words stand of which nothing stood before: where the old words were, or the section's end."""
        first = next((i for i, block in enumerate(self.standing) if block.pk in self.base), None)
        before = blocks_of(standing, self.heading) if first is None else self.standing[:first]
        return before[-1] if before else None
