"""Render processes kept alive, fed from threads; a part that hangs or crashes is dropped, the others go on."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Self

from pcc_portal.pdf import wire
from pcc_portal.pdf.parts import Cancelled, CannotLayOut, Part, Rendered
from pcc_portal.pdf.process import TookTooLong, Worker, WorkerError, WorkerGone
from pcc_portal.pdf.uploads import Inspection, Refused

TICK = 0.2  # seconds between two looks at ``cancelled``

type Result = Rendered | CannotLayOut


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
        on_done: Callable[[int, Result], None] = lambda _index, _result: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Result]:
        """All parts, in parallel, the longest first; a CannotLayOut stands in the place of a part that failed.

        ``on_done`` and ``cancelled`` are called in the caller's thread. Raises Cancelled.
        """
        stop = threading.Event()
        with ThreadPoolExecutor(self.size) as threads:
            # A long part begun last would keep one process busy while the others have nothing left to do.
            longest_first = sorted(enumerate(parts), key=lambda pair: len(pair[1].html), reverse=True)
            futures = {threads.submit(self._render, part, stop): index for index, part in longest_first}
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
        found["sizes"] = [(width, height) for width, height in found["sizes"]]
        return Inspection(pdf=pdf, **found)

    def picture(self, pdf: bytes, *, page: int, width: int) -> bytes:
        """A PNG of one page (0-based), ``width`` pixels wide. Raises Refused."""
        try:
            return self._ask({"op": "picture", "page": page, "width": width}, pdf)[1][0]
        except (WorkerError, WorkerGone, TookTooLong) as trouble:
            raise Refused(f"Page {page + 1} could not be drawn.") from trouble

    def ask(self, operation: str, data: bytes, *, seconds: float, **header: Any) -> wire.Frame:
        """Have a package above read other people's files here too: see ``worker.operation``.

        Raises WorkerError, WorkerGone or TookTooLong.
        """
        return self._ask(header | {"op": operation}, data, seconds=seconds)

    def _ask(self, header: dict[str, Any], *blobs: bytes, seconds: float | None = None) -> wire.Frame:
        with self._worker() as worker:
            return worker.ask(header, *blobs, seconds=self.seconds if seconds is None else seconds)

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
