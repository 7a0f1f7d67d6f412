"""What every benchmark does the same way: rounds in turn, medians, bars, one line of JSON at the end."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

ROUNDS = 5
Clock = Callable[[], float]


def asked_for_quick(description: str) -> bool:
    """Whether the command line asks for the short form."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="one round, smaller inputs")
    return bool(parser.parse_args().quick)


def say(words: str) -> None:
    """Progress, beside the answer."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def timed(work: Callable[[], object], *, clock: Clock = time.perf_counter) -> float:
    """Seconds that one call takes."""
    started = clock()
    work()
    return clock() - started


def in_turn(
    works: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    clock: Clock = time.perf_counter,
    times: int = 1,
) -> dict[str, float]:
    """The median seconds of each, called in turn in every round: what disturbs the machine disturbs all of them.

    ``times`` calls make one measurement, for work that is shorter than the clock is exact.
    """
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            started = clock()
            for _ in range(times):
                work()
            found[name].append((clock() - started) / times)
    return medians(found)


def medians(found: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: median(values) for name, values in found.items()}


class Report:
    """Measures, and beside some of them the bar that they must not pass."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.measured: dict[str, object] = {}
        self.bars: dict[str, float] = {}

    def add(self, **measured: object) -> None:
        """Figures without a bar."""
        self.measured |= {key: _rounded(value) for key, value in measured.items()}

    def hold(self, key: str, value: float, *, at_most: float) -> None:
        """A figure that must meet its bar."""
        self.measured[key], self.bars[key] = _rounded(value), at_most
        verdict = "ok" if value <= at_most else "MISSED"
        say(f"{verdict:>6}  {key}: {_rounded(value)} (at most {at_most})")

    @property
    def is_ok(self) -> bool:
        return all(float(str(self.measured[key])) <= bar for key, bar in self.bars.items())

    def end(self) -> int:
        """Print the line and return the exit status."""
        line = {"name": self.name, "measured": self.measured, "bars": self.bars, "ok": self.is_ok}
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()
        return 0 if self.is_ok else 1


def _rounded(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value
