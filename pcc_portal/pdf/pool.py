"""Render processes kept alive, fed from threads; a part that hangs or crashes is dropped, the others go on.

Started with subprocess, not multiprocessing: a Celery child may not have children of the latter.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO, Any, Self, cast

from pcc_portal.pdf import wire
from pcc_portal.pdf.parts import Cancelled, CannotLayOut, Part, Rendered
from pcc_portal.pdf.uploads import Inspection, Refused

ROOT = Path(__file__).resolve().parents[2]
WARM_SECONDS = 60.0
TICK = 0.2  # seconds between two looks at ``cancelled``
FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'

type Result = Rendered | CannotLayOut


class WorkerGone(Exception):
    """The process ended in the middle of a request."""


class TookTooLong(Exception):
    """The request passed its time; its process was killed."""


class WorkerError(Exception):
    """The process answered that the request failed; ``kind`` is the name of the error there."""

    def __init__(self, kind: str, words: str) -> None:
        self.kind = kind
        super().__init__(words)


class Worker:
    """One render process in a session of its own, with a private folder and no secrets around it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="pdf-")
        self._process: subprocess.Popen[bytes] | None = None
        self._warm = False

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def ask(self, header: dict[str, Any], *blobs: bytes, seconds: float) -> wire.Frame:
        """One request, one answer. Raises WorkerGone, TookTooLong or WorkerError."""
        if header["op"] == "render" and not (self._alive() and self._warm):
            self._exchange({"op": "warm"}, (), WARM_SECONDS)
            self._warm = True
        answer, out = self._exchange(header | {"seconds": seconds}, blobs, seconds)
        if "error" in answer:
            raise WorkerError(answer["error"], answer["words"])
        return answer, out

    def kill(self) -> None:
        """End the process group now; the next request starts a new one."""
        process, self._process, self._warm = self._process, None, False
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", pipe).close()

    def close(self) -> None:
        self.kill()
        self._folder.cleanup()

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _exchange(self, header: dict[str, Any], blobs: Sequence[bytes], seconds: float) -> wire.Frame:
        process = self._started()
        late = threading.Event()
        clock = threading.Timer(seconds, _expire, (process, late))
        clock.daemon = True
        clock.start()
        frame = None
        try:
            with contextlib.suppress(OSError, EOFError, ValueError):
                wire.send(cast("IO[bytes]", process.stdin), header, *blobs)  # type: ignore[arg-type]
                frame = wire.receive(cast("IO[bytes]", process.stdout))  # type: ignore[arg-type]
        finally:
            clock.cancel()
            if frame is None or late.is_set():
                self.kill()
        if frame is None:
            raise TookTooLong if late.is_set() else WorkerGone
        return frame

    def _started(self) -> subprocess.Popen[bytes]:
        if not self._alive():
            self.kill()
            self._process = self._start()
        return cast("subprocess.Popen[bytes]", self._process)

    def _start(self) -> subprocess.Popen[bytes]:
        folder = Path(self._folder.name)
        (folder / "fonts.conf").write_text(FONTS.format(folder), encoding="utf-8")
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "pcc_portal.pdf.worker", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )


def _environment(folder: Path) -> dict[str, str]:
    """All a worker needs: no database address, no key, no machine fonts, no home."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }


def _expire(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


class RenderPool:
    """``size`` render processes for one job; a context manager that leaves no process behind.

    ``seconds`` is the wall-clock and CPU limit of one part.
    """

    def __init__(self, size: int = 2, *, seconds: float = 180.0) -> None:
        self.size, self.seconds = max(1, size), seconds
        self._workers = [Worker() for _ in range(self.size)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.close()

    @property
    def pids(self) -> list[int]:
        return [worker.pid for worker in self._workers if worker.pid]

    def render(self, part: Part) -> Rendered:
        """One part, now. Raises CannotLayOut."""
        result = self._render(part, threading.Event())
        if isinstance(result, CannotLayOut):
            raise result
        return result

    def render_all(
        self,
        parts: Sequence[Part],
        *,
        on_done: Callable[[int, Result], None] = lambda index, result: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Result]:
        """All parts, in parallel; a CannotLayOut stands in the place of a part that failed.

        ``on_done`` and ``cancelled`` are called in the caller's thread. Raises Cancelled.
        """
        stop = threading.Event()
        with ThreadPoolExecutor(self.size) as threads:
            futures = {threads.submit(self._render, part, stop): index for index, part in enumerate(parts)}
            try:
                return _collect(futures, on_done, cancelled)
            except BaseException:
                stop.set()
                for future in futures:
                    future.cancel()
                for worker in self._workers:
                    worker.kill()
                raise

    def inspect(self, data: bytes, *, max_bytes: int, max_pages: int) -> Inspection:
        """Parse and clean an upload in a render process. Raises uploads.Refused."""
        header = {"op": "inspect", "max_bytes": max_bytes, "max_pages": max_pages}
        if len(data) > max_bytes:
            data = data[: max_bytes + 1]
        try:
            found, (pdf,) = self._ask(header, data)
        except WorkerError as trouble:
            raise Refused(str(trouble) if trouble.kind == "Refused" else Refused.UNREADABLE) from trouble
        except (WorkerGone, TookTooLong) as trouble:
            raise Refused(Refused.UNREADABLE) from trouble
        return Inspection(pdf=pdf, **found)

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        """A PNG of one page (0-based), ``width`` pixels wide. Raises Refused."""
        try:
            return self._ask({"op": "picture", "page": page, "width": width}, pdf)[1][0]
        except (WorkerError, WorkerGone, TookTooLong) as trouble:
            raise Refused(f"Page {page + 1} could not be drawn.") from trouble

    def _ask(self, header: dict[str, Any], *blobs: bytes) -> wire.Frame:
        with self._worker() as worker:
            return worker.ask(header, *blobs, seconds=self.seconds)

    @contextlib.contextmanager
    def _worker(self) -> Iterator[Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def _render(self, part: Part, stop: threading.Event) -> Result:
        """A crash is tried once more (the machine may have killed the process); a time-out is not."""
        for _attempt in range(2):
            if stop.is_set():
                raise Cancelled
            try:
                return self._rendered(part)
            except WorkerGone:
                continue
            except (TookTooLong, WorkerError) as trouble:
                return _failure(part, trouble)
        return CannotLayOut(part.title)

    def _rendered(self, part: Part) -> Rendered:
        names = list(part.assets)
        header = {"op": "render", "title": part.title, "stylesheets": part.stylesheets, "assets": names}
        found, (pdf,) = self._ask(header, part.html.encode(), *(part.assets[name] for name in names))
        return Rendered(
            pdf=pdf,
            pages=found["pages"],
            anchors=found["anchors"],
            sizes=tuple((width, height) for width, height in found["sizes"]),
            notes=tuple(found["notes"]),
        )


def _failure(part: Part, trouble: Exception) -> CannotLayOut:
    within = isinstance(trouble, TookTooLong) or getattr(trouble, "kind", "") == "MemoryError"
    failure = CannotLayOut(part.title) if within else CannotLayOut(part.title, "could not be laid out")
    failure.__cause__ = trouble
    return failure


def _collect(
    futures: dict[Future[Result], int],
    on_done: Callable[[int, Result], None],
    cancelled: Callable[[], bool],
) -> list[Result]:
    results: dict[int, Result] = {}
    pending = set(futures)
    while pending:
        if cancelled():
            raise Cancelled
        finished, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
        for future in sorted(finished, key=futures.__getitem__):
            results[futures[future]] = future.result()
            on_done(futures[future], future.result())
    return [results[index] for index in sorted(results)]
