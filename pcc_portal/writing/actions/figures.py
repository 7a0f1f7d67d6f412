"""Pictures and drawings come in, and stand in a text as figures."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.writing import pictures
from pcc_portal.writing.actions import blocks
from pcc_portal.writing.actions.texts import open_for_writing
from pcc_portal.writing.kinds import BlockKind, MediaType
from pcc_portal.writing.models import Asset, Block, Text


class NoAlternative(ValueError):
    """A figure came without words for those who cannot see it."""

    def __init__(self) -> None:
        super().__init__("Say in words what the picture shows, for those who cannot see it.")


@transaction.atomic
def keep(text: Text, picture: pictures.Picture, *, name: str, by: User | None, at: datetime) -> Asset:
    """Store a checked picture in the private store, under ids only. Raises TextLocked."""
    open_for_writing(text)
    asset = Asset(
        text=text,
        name=name[:200],
        media_type=picture.media_type,
        sha256=hashlib.sha256(picture.content).hexdigest(),
        width=picture.width,
        height=picture.height,
        made_here=picture.media_type == MediaType.SVG,
    )
    asset.file.save(asset.file_name, ContentFile(picture.content), save=False)
    asset.save()
    record("writing.picture.kept", subject=asset, by=by, at=at, text=str(text.pk), sha256=asset.sha256)
    return asset


@transaction.atomic
def insert(
    text: Text,
    *,
    after: Block | None,
    picture: pictures.Picture,
    name: str,
    caption: str,
    alt: str,
    by: User | None,
    at: datetime,
) -> Block:
    """A figure with its picture, caption and alternative text. Raises NoAlternative, TextLocked."""
    if not alt.strip():
        raise NoAlternative
    asset = keep(text, picture, name=name, by=by, at=at)
    return blocks.insert(
        text,
        after=after,
        kind=BlockKind.FIGURE,
        caption=caption.strip(),
        alt=alt.strip(),
        asset=asset,
        by=by,
        at=at,
    )
