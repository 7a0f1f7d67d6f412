"""Bring a Word file into a text, and take that back. What stood there before stays in its history either way."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing.actions import figures
from pcc_portal.writing.actions.saving import add, drop
from pcc_portal.writing.actions.texts import open_for_writing, repointed
from pcc_portal.writing.content import Content
from pcc_portal.writing.html import clean
from pcc_portal.writing.importing.captions import LONGEST_CAPTION
from pcc_portal.writing.importing.closed import Found, Piece
from pcc_portal.writing.models import Asset, Revision, Text, WordFile

NAME_OF_PICTURES = "picture from a Word file"


class NothingBefore(ValueError):
    """Nothing stood in the text before this file, or it was taken back already."""

    def __init__(self) -> None:
        super().__init__("There is no earlier text to put back.")


@transaction.atomic
def bring(
    text: Text,
    found: Found,
    *,
    name: str,
    sha256: str,
    size: int,
    is_scanned: bool,
    by: User | None,
    at: datetime,
) -> WordFile:
    """Replace what stands by what the file says, cleaned again as if it had been typed. Raises TextLocked."""
    text = open_for_writing(text)
    before = _clear(text, by=by, at=at)
    known = {piece.id: uuid4() for piece in found.pieces}
    shown = _keep_pictures(text, found, by=by, at=at)
    for position, piece in enumerate(found.pieces):
        add(
            text,
            _content(piece, known),
            position=position,
            by=by,
            at=at,
            block_id=known[piece.id],
            asset=shown.get(id(piece.picture)),
        )
    made = WordFile.objects.create(
        text=text,
        name=name[-255:],
        sha256=sha256,
        size=size,
        is_scanned=is_scanned,
        changed=found.changed,
        dropped=found.dropped,
        before=before,
        by=by,
        at=at,
    )
    record(
        "writing.word_file.brought_in", subject=text, by=by, at=at, blocks=len(found.pieces), sha256=sha256
    )
    return made


@transaction.atomic
def put_back(file: WordFile, *, by: User, at: datetime) -> WordFile:
    """The text as it stood before this file, under the ids it had. Raises TextLocked, NothingBefore."""
    text = open_for_writing(file.text)
    file = WordFile.objects.select_for_update().get(pk=file.pk)
    if not file.before or file.undone_at is not None:
        raise NothingBefore
    _clear(text, by=by, at=at)
    for position, revision in enumerate(earlier(file)):
        last = Revision.objects.filter(block_id=revision.block_id).order_by("-version").first()
        assert last is not None
        add(
            text,
            Content.of(revision),
            position=position,
            by=by,
            at=at,
            block_id=revision.block_id,
            version=last.version + 1,
            asset=revision.asset,
        )
    file.undone_by, file.undone_at = by, at
    file.save(update_fields=["undone_by", "undone_at"])
    record("writing.word_file.put_back", subject=text, by=by, at=at, blocks=len(file.before))
    return file


def earlier(file: WordFile) -> list[Revision]:
    """What stood before this file, in its order."""
    rows = Revision.objects.filter(text=file.text_id, block_id__in=[key for key, _ in file.before])
    known = {(str(row.block_id), row.version): row for row in rows.select_related("asset")}
    return [known[key, version] for key, version in file.before]


def _clear(text: Text, *, by: User | None, at: datetime) -> list[tuple[str, int]]:
    """Take all blocks out of a text; says which they were."""
    standing = list(text.blocks.order_by("position"))
    for block in standing:
        drop(block, by=by, at=at)
    return [(str(block.pk), block.version) for block in standing]


def _keep_pictures(text: Text, found: Found, *, by: User | None, at: datetime) -> dict[int, Asset]:
    """Each picture once, however often it is shown; under a name of ours, since theirs may tell."""
    kept: dict[int, Asset] = {}
    for piece in found.pieces:
        if piece.picture is not None and id(piece.picture) not in kept:
            kept[id(piece.picture)] = figures.keep(text, piece.picture, name=NAME_OF_PICTURES, by=by, at=at)
    return kept


def _content(piece: Piece, known: Mapping[UUID, UUID]) -> Content:
    """The same cleaning as for what is typed; an id that the file brings is never the id of a block."""
    return Content(
        kind=piece.kind,
        level=piece.level,
        html=clean(repointed(piece.html, known), piece.kind).html,
        caption=piece.caption[:LONGEST_CAPTION],
        alt=piece.alt,
    )
