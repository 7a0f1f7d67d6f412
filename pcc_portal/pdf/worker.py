"""The render process: ``python -m pcc_portal.pdf.worker``, driven over its standard input and output.

It holds no secret, reaches no network and no database, and ends with its parent. The pool starts it.
"""

import contextlib
import ctypes
import gc
import importlib
import math
import os
import resource
import select
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from pcc_portal.pdf import wire
from pcc_portal.pdf.parts import Part

MEMORY = 2 * 1024**3  # bytes of address space; a part of 60 pages needs about 0.4 GiB
FILE = 256 * 1024**2
OBJECTS = 50_000  # made, and not gone again, before rings are looked for
_NO_NEW_PRIVILEGES = 38

type Answer = tuple[dict[str, Any], list[bytes]]


def render(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    from pcc_portal.pdf.render import render as render_part

    html, *assets = blobs
    done = render_part(
        Part(
            title=header["title"],
            html=html.decode(),
            stylesheets=tuple(header["stylesheets"]),
            assets=dict(zip(header["assets"], assets, strict=True)),
        )
    )
    return {
        "pages": done.pages,
        "anchors": done.anchors,
        "sizes": done.sizes,
        "notes": done.notes,
    }, [done.pdf]


def warm(_header: dict[str, Any], _blobs: list[bytes]) -> Answer:
    """Import the layout engine before the clock of a part starts.

    What was imported is never garbage, and a part's rings are cleared away after its answer: looking for them as
    often as Python does by itself takes an eighth of all rendering.
    """
    import pcc_portal.pdf.render  # noqa: F401

    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)
    return {}, []


def inspect(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    from dataclasses import asdict

    from pcc_portal.pdf import uploads

    found = asdict(uploads.inspect(blobs[0], max_bytes=header["max_bytes"], max_pages=header["max_pages"]))
    return found, [found.pop("pdf")]


def picture(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    from pcc_portal.pdf.uploads import picture as draw

    return {}, [draw(blobs[0], page=header["page"], width=header["width"])]


OPERATIONS: dict[str, Callable[[dict[str, Any], list[bytes]], Answer]] = {
    "render": render,
    "warm": warm,
    "inspect": inspect,
    "picture": picture,
}


def operation(name: str) -> Callable[[dict[str, Any], list[bytes]], Answer]:
    """One of ours by its word, or one of a package above by its full name, "pcc_portal.x.y:function".

    The parent names it, which could run anything anyway; a document never does.
    """
    if ":" not in name:
        return OPERATIONS[name]
    module, _, function = name.partition(":")
    found: Callable[[dict[str, Any], list[bytes]], Answer] = getattr(
        importlib.import_module(module), function
    )
    return found


def main() -> None:
    parent = int(sys.argv[1])
    requests, answers = _take_pipes()
    _close_doors()
    threading.Thread(target=_follow, args=(parent, requests.fileno()), daemon=True).start()
    while frame := wire.receive(requests):
        header, blobs = _answer(*frame)
        wire.send(answers, header, *blobs)
        gc.collect()


def _answer(header: dict[str, Any], blobs: list[bytes]) -> Answer:
    try:
        _allow_seconds(header.get("seconds", 180))
        found, out = operation(header["op"])(header, blobs)
    except Exception as trouble:  # noqa: BLE001  # whatever a document sets off is an answer; the worker lives on
        return {"error": type(trouble).__name__, "words": str(trouble)[:1000]}, []
    else:
        return found, out


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes for frames; stray prints go to standard error, stray reads find nothing."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return requests, answers


def _close_doors() -> None:
    """Limit memory and files; give up the network and new privileges where the system lets us."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # An ordinary user needs a user namespace for it; hardened systems refuse that, and the fetcher still stands.
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWNET | (os.CLONE_NEWUSER if os.geteuid() else 0))


def _allow_seconds(seconds: float) -> None:
    """CPU time for one request: the limit counts from the start of the process, so it moves along."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds) + 1, hard))


def _follow(parent: int, requests: int) -> None:
    """End with the parent, also in the middle of a part."""
    hang_up = select.poll()
    hang_up.register(requests, 0)
    while os.getppid() == parent:
        if any(event & select.POLLHUP for _, event in hang_up.poll(1000)):
            break
    os._exit(0)


if __name__ == "__main__":
    main()
