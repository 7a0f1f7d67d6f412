"""What a block says, apart from where it stands: the thing that is saved, compared and given back."""

from dataclasses import dataclass, replace
from typing import Self

from pcc_portal.writing.models import Block, Revision
from pcc_portal.writing.references import settled


@dataclass(frozen=True, kw_only=True)
class Content:
    """Clean words of one block. Two contents are equal when a reader sees no difference but numbers."""

    kind: str
    level: int | None = None
    html: str = ""
    caption: str = ""
    alt: str = ""

    @classmethod
    def of(cls, source: Block | Revision) -> Self:
        return cls(
            kind=source.kind,
            level=source.level,
            html=source.html,
            caption=source.caption,
            alt=source.alt,
        )

    def same_as(self, other: "Content") -> bool:
        return replace(self, html=settled(self.html)) == replace(other, html=settled(other.html))
