"""The private folder of our Unix sockets, under a path short enough for the kernel."""

import os
import shutil
import tempfile
from pathlib import Path

from pcc_portal.embedded.words import NotStarted

SUN_PATH = 107  # bytes of a Unix socket's path that the kernel takes
LONGEST_NAME = ".s.PGSQL.5432.lock"  # Postgres keeps a lock beside its socket
PREFIX = "pcc-"


def make(under: Path | None) -> Path:
    """A new private folder whose path leaves room for a socket's name. Raises NotStarted when none does."""
    places = [under] if under else [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - mkdtemp makes it private
    room = SUN_PATH - len(f"/{PREFIX}12345678/{LONGEST_NAME}")
    for place in places:
        if len(os.fsencode(place)) <= room:
            return Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    raise NotStarted(
        f"The path {places[0]} is too long for a Unix socket ({room} bytes at most). Set TMPDIR to a folder with a shorter path."
    )


def remove_left(folder: Path) -> None:
    """Remove the folder of a start that was killed, when it is one of ours."""
    if folder.name.startswith(PREFIX) and folder.is_dir() and folder.stat().st_uid == os.geteuid():
        shutil.rmtree(folder, ignore_errors=True)
