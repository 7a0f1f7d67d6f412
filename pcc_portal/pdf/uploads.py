"""Other people's PDFs."""

from dataclasses import dataclass, field
from typing import ClassVar


class Refused(Exception):
    """The file cannot be taken; the words are fit to show."""

    UNREADABLE: ClassVar[str] = "This file could not be read as a PDF. Save it again as a PDF and upload the new file."


@dataclass(frozen=True, kw_only=True)
class Inspection:
    pdf: bytes
    pages: int
    warnings: list[str] = field(default_factory=list)
