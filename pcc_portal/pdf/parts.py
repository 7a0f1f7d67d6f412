"""A part: one paper's HTML with all it needs, and what rendering makes of it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

from pcc_portal.pdf.fonts import font_version

# Raise it when our own code changes what a rendered part looks like or holds: cached parts are then made anew.
FORMAT = 2


@dataclass(frozen=True, kw_only=True)
class Part:
    """One document to render without page numbers or markings; those are stamped at assembly.

    ``assets`` are reached in HTML and CSS as ``part:NAME``. Nothing else is: no disk, no network.
    ``title`` is for messages only; the document's own title is the HTML's.
    """

    title: str
    html: str
    stylesheets: tuple[str, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A tagged PDF; ``anchors`` maps each element id to its 0-based page, ``sizes`` are in points."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    sizes: tuple[tuple[float, float], ...]
    notes: tuple[str, ...] = ()


class CannotLayOut(Exception):
    """A part could not be rendered; the others of the pack can be."""

    def __init__(self, title: str, why: str = "could not be laid out within its limits") -> None:
        self.title = title
        super().__init__(f"“{title}” {why}.")


class Cancelled(Exception):
    """Rendering was stopped on request."""


def fingerprint(part: Part) -> str:
    """Equal for equal output: SHA-256 over HTML, style sheets, assets, font, engine and our own format."""
    digest = hashlib.sha256()
    for piece in _pieces(part):
        digest.update(len(piece).to_bytes(8))
        digest.update(piece)
    return digest.hexdigest()


@cache
def _engine() -> bytes:
    """Read once: the versions stand in files of their packages, two milliseconds away."""
    return f"{FORMAT} {font_version()} {version('weasyprint')} {version('pydyf')}".encode()


def _pieces(part: Part) -> Iterator[bytes]:
    yield _engine()
    yield part.html.encode()
    yield str(len(part.stylesheets)).encode()
    yield from (sheet.encode() for sheet in part.stylesheets)
    for name in sorted(part.assets):
        yield name.encode()
        yield part.assets[name]
