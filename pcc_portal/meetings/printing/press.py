"""The render processes of this worker, kept alive between jobs, and the cache of what they made."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from django.conf import settings

from pcc_portal.documents import stores
from pcc_portal.meetings.models import RenderedPart
from pcc_portal.pdf.parts import CannotLayOut, Part, Rendered, fingerprint
from pcc_portal.pdf.pool import RenderPool
from pcc_portal.pdf.uploads import Inspection
from pcc_portal.writing.importing import closed, verbatim


@cache
def pool() -> RenderPool:
    """Two seconds of import are paid once a worker, not once a pack."""
    made = RenderPool(settings.PDF_RENDER_WORKERS, seconds=settings.PDF_PART_SECONDS)
    atexit.register(made.__exit__)
    return made


class Laid:
    """A part as laid out, from the cache or fresh."""

    def __init__(self, pdf: bytes, pages: int, anchors: dict[str, int], *, cached: bool) -> None:
        self.pdf, self.pages, self.anchors, self.cached = pdf, pages, anchors, cached


type Outcome = Laid | CannotLayOut


def unsaid(done: int, of: int) -> None:
    """Progress that nobody watches."""


def lay_out(
    parts: Sequence[Part],
    *,
    at: datetime,
    on_done: Callable[[int, int], None] = unsaid,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Outcome]:
    """Every part, those seen before from the cache; raises what ``on_done`` raises and pdf.parts.Cancelled.

    The cache is the worker's own bookkeeping: each new part is kept at once, so that a killed build goes on
    where it was.
    """
    prints = [fingerprint(part) for part in parts]
    known = {row.fingerprint: row for row in RenderedPart.objects.filter(fingerprint__in=prints)}
    RenderedPart.objects.filter(fingerprint__in=known).update(used_at=at)
    out: list[Outcome | None] = [_kept(known[p]) if p in known else None for p in prints]
    missing = [n for n, laid in enumerate(out) if laid is None]
    ready = len(parts) - len(missing)
    on_done(ready, len(parts))
    counted = 0

    def keep(index: int, result: Rendered | CannotLayOut) -> None:
        nonlocal counted
        place = missing[index]
        counted += 1
        out[place] = result if isinstance(result, CannotLayOut) else _keep(prints[place], result, at=at)
        on_done(ready + counted, len(parts))

    if missing:
        pool().render_all([parts[n] for n in missing], on_done=keep, cancelled=cancelled)
    return [laid for laid in out if laid is not None]


def _kept(row: RenderedPart) -> Laid:
    return Laid(stores.get(row.key), row.pages, dict(row.anchors), cached=True)


def _keep(print_: str, made: Rendered, *, at: datetime) -> Laid:
    RenderedPart.objects.get_or_create(
        fingerprint=print_,
        defaults={
            "key": stores.put(made.pdf, folder="parts", suffix=".pdf"),
            "pages": made.pages,
            "anchors": dict(made.anchors),
            "used_at": at,
        },
    )
    return Laid(made.pdf, made.pages, dict(made.anchors), cached=False)


def page_picture(pdf: bytes, *, page: int, width: int = 1000) -> bytes:
    """One page (from 0) as PNG, drawn in the closed process."""
    return pool().picture(pdf, page=page, width=width)


def inspect(data: bytes) -> Inspection:
    """An upload, parsed and cleaned in the closed process. Raises pdf.uploads.Refused."""
    return pool().inspect(data, max_bytes=settings.UPLOAD_MAX_BYTES, max_pages=settings.UPLOAD_MAX_PAGES)


def read_verbatim(data: bytes) -> verbatim.Verbatim:
    """A Word file row by row, read in the closed process. Raises writing.importing.refusing.Refused."""
    return verbatim.ask(
        pool(), data, max_bytes=settings.UPLOAD_MAX_BYTES, seconds=settings.UPLOAD_WORD_SECONDS
    )


def read_word(data: bytes) -> closed.Found:
    """A Word file, read in the closed process. Raises writing.importing.refusing.Refused."""
    return closed.read(
        pool(), data, max_bytes=settings.UPLOAD_MAX_BYTES, seconds=settings.UPLOAD_WORD_SECONDS
    )
