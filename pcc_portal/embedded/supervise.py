"""Keeps a set of child processes running until it is told to stop."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from pcc_portal.embedded.children import Child
from pcc_portal.embedded.words import say

# A service that is killed again and again is never away for longer than the last of these.
BACK_OFF = (0.2, 1.0, 2.0, 5.0, 10.0)
SETTLED = 60.0  # seconds of life after which earlier deaths are forgotten


class Stopped(BaseException):
    """SIGINT or SIGTERM has come. Not an Exception: nothing on the way may take it for a failure and go on."""


@contextmanager
def stop_signals() -> Iterator[None]:
    """Raise Stopped on the first SIGINT, SIGTERM or SIGHUP inside; later ones do not disturb the stopping."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class Supervisor:
    """Starts children, starts a dead one again with a growing pause, stops them the youngest first."""

    children: list[Child]
    patience: float = 15.0
    _deaths: dict[str, int] = field(default_factory=dict)
    _due: dict[str, float] = field(default_factory=dict)

    def add(self, child: Child) -> None:
        """Start a child and look after it from now on. Raises OSError when it cannot be run at all."""
        child.start()
        self.children.append(child)

    def deaths(self, child: Child) -> int:
        """How often this child has died lately."""
        return self._deaths.get(child.name, 0)

    def look_after(self) -> None:
        """One round: start again whoever has died and whose pause is over."""
        now = time.monotonic()
        for child in self.children:
            if child.is_running():
                continue
            if child.name not in self._due:
                lived = now - child.started
                deaths = 0 if lived > SETTLED else self._deaths.get(child.name, 0)
                pause = BACK_OFF[min(deaths, len(BACK_OFF) - 1)]
                self._deaths[child.name] = deaths + 1
                self._due[child.name] = now + pause
                say(
                    f"{child.name} ended (status {child.clear()}); it is started again in {pause:g} s. Its log: {child.log}"
                )
            elif now >= self._due[child.name]:
                del self._due[child.name]
                child.start()

    def run_until(self, is_done: Callable[[], bool]) -> None:
        """Look after the children until `is_done` says so. Stopped passes through."""
        while not is_done():
            self.look_after()
            time.sleep(0.2)

    def stop(self, *, but: Sequence[Child] = ()) -> None:
        """Stop its children, `but` those somebody else will stop: all are asked first, then each is waited for."""
        ours = [child for child in reversed(self.children) if child not in but]
        for child in ours:
            child.ask_to_stop()
        deadline = time.monotonic() + self.patience
        for child in ours:
            child.stop(patience=max(0.0, deadline - time.monotonic()))
