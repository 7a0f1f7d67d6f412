"""One render process: started, asked, killed.

With subprocess, not multiprocessing: a Celery child may not have children of the latter.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, cast

from pcc_portal.pdf import wire

ROOT = Path(__file__).resolve().parents[2]
WARM_SECONDS = 60.0
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{}</cachedir></fontconfig>
"""


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
            if answer["error"] == "MemoryError":
                self.kill()
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
