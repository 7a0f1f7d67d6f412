"""A lock on a file that the kernel drops when its holder dies, whatever the death."""

import fcntl
import os
import time
from pathlib import Path


class FileLock:
    """A lock that the kernel drops when its holder dies, whatever the death."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`. Raises OSError when it cannot be written."""
        self.descriptor: int = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, shared: bool = False, wait: float = 0.0) -> bool:
        """Take the lock within `wait` seconds; False when somebody else kept it."""
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self.descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.05)
            else:
                return True

    def drop(self) -> None:
        """Give the lock back for good."""
        os.close(self.descriptor)
