"""A Word file read in a render process: what is made to break its reader breaks that, and is a refusal here."""

from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from pcc_portal.pdf import wire
from pcc_portal.pdf.process import TookTooLong, WorkerError, WorkerGone
from pcc_portal.writing.importing.refusing import Refused
from pcc_portal.writing.kinds import MediaType
from pcc_portal.writing.pictures import Picture

OPERATION = "pcc_portal.writing.importing.reading:answer"


class Pool(Protocol):
    """What runs it (pcc_portal.pdf.pool.RenderPool)."""

    def ask(self, operation: str, data: bytes, *, seconds: float, **header: Any) -> wire.Frame: ...


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A block to be, under the id by which others refer to it. ``picture`` is that of a figure."""

    id: UUID
    kind: str
    html: str
    level: int | None
    caption: str
    alt: str
    picture: Picture | None


@dataclass(frozen=True)
class Found:
    """What a Word file says, and in words what of it was changed and dropped."""

    pieces: list[Piece]
    changed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def read(pool: Pool, data: bytes, *, max_bytes: int, seconds: float) -> Found:
    """Raises Refused, and nothing else, whatever the bytes are and whatever becomes of the process."""
    try:
        answer, blobs = pool.ask(OPERATION, data[: max_bytes + 1], seconds=seconds, max_bytes=max_bytes)
    except WorkerError as trouble:
        raise Refused(str(trouble) if trouble.kind == "Refused" else Refused.DAMAGED) from trouble
    except (WorkerGone, TookTooLong) as trouble:
        raise Refused(Refused.TOO_LONG) from trouble
    shown = [
        Picture(content=content, media_type=MediaType(kind), width=width, height=height)
        for content, (kind, width, height) in zip(blobs, answer["pictures"], strict=True)
    ]
    return Found([_piece(said, shown) for said in answer["pieces"]], answer["changed"], answer["dropped"])


def _piece(said: dict[str, Any], shown: list[Picture]) -> Piece:
    place = said["shows"]
    return Piece(
        id=UUID(said["id"]),
        kind=said["kind"],
        html=said["html"],
        level=said["level"],
        caption=said["caption"],
        alt=said["alt"],
        picture=None if place is None else shown[place],
    )
