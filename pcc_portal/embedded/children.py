"""Child processes that die with us, and that we end with everything they have started themselves."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# The last link of the chain before the program itself: it asks the kernel for a signal when the parent dies.
# It stands after any change of user, because that change would clear the request.
TETHER = """
import ctypes, os, sys
parent, number, *argv = sys.argv[1:]
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, int(number), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit(0)
os.execv(argv[0], argv)
"""


@dataclass
class Child:
    """One process of ours: how it is started, where it logs, and the signal that asks it to end.

    `wrapper` stands in front of the command, to change the user. `stop_signal` is also what the process gets
    when we die without a word.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    cwd: Path
    stop_signal: signal.Signals = signal.SIGTERM
    wrapper: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0

    @property
    def pid(self) -> int:
        """The process id, or 0 when it has not been started."""
        return self.process.pid if self.process else 0

    def start(self) -> None:
        """Start it, in a process group of its own. Raises OSError when it cannot be run at all."""
        tether = [sys.executable, "-I", "-S", "-c", TETHER, str(os.getpid()), str(int(self.stop_signal))]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.wrapper, *tether, *self.argv],
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def is_running(self) -> bool:
        """Whether it still runs. Leaves a dead process unreaped, so that its number cannot become another's."""
        if self.process is None or self.process.returncode is not None:
            return False
        try:
            return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None
        except ChildProcessError:
            return False

    def clear(self) -> int | None:
        """End what a dead process has left behind in its group, and return its exit status."""
        if self.process is None or self.process.returncode is not None:
            return self.process.returncode if self.process else None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def ask_to_stop(self) -> None:
        """Send the stop signal, to the process itself only."""
        if self.is_running():
            os.kill(self.pid, self.stop_signal)

    def stop(self, *, patience: float = 15.0) -> int | None:
        """Ask, wait for `patience` seconds, then end it and its group by force. Returns the exit status."""
        self.ask_to_stop()
        deadline = time.monotonic() + patience
        while self.is_running() and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.clear()

    def last_words(self, lines: int = 12) -> str:
        """The end of its log, for a message."""
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return ""
