"""What both our servers are: a program out of a Python package, started as a child, and waited for."""

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path

from pcc_portal.embedded.children import Child
from pcc_portal.embedded.words import NotStarted

ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
PATIENCE = 60.0


def package_folder(package: str) -> Path:
    """Where a package keeps its programs. Raises NotStarted when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise NotStarted(
            f"The Python package {package} is missing. Run ./portal again to complete the set-up."
        )
    return Path(spec.origin).parent


def launch(child: Child) -> None:
    """Start the server. Raises NotStarted when it cannot be run at all."""
    try:
        child.start()
    except OSError as problem:
        raise NotStarted(f"{child.name} could not be started: {problem.strerror or problem}.") from problem


def wait_for[T](child: Child, reach: Callable[[], T], *, failing: type[Exception]) -> T:
    """What `reach` gives once it no longer raises `failing`. Raises NotStarted, with the server's last words."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return reach()
        except failing as problem:
            if not child.is_running() or time.monotonic() > deadline:
                raise NotStarted(
                    f"{child.name.capitalize()} did not start. Its last words:\n{child.last_words()}"
                ) from problem
        time.sleep(0.01)
