"""The data folder: marked as ours, held by two locks, with a note of what runs for it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from pcc_portal.embedded.locks import FileLock
from pcc_portal.embedded.words import NotStarted

MARKER = ".pcc-portal"
OWNER_LOCK = "services.lock"
USERS_LOCK = "users.lock"
STATE = "services.json"


def claim(data: Path) -> FileLock:
    """Make the folder if need be, mark it as ours, and open its owner's lock. Raises NotStarted when it is not for us."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (data / MARKER).exists():
            if any(entry.name != OWNER_LOCK for entry in data.iterdir()):
                raise NotStarted(
                    f"The folder {data} holds other things than the portal's data. Choose an empty one with --data."
                )
            (data / MARKER).write_text(
                "Data of the PCC governance portal. Made by ./portal.\n", encoding="utf-8"
            )
        return FileLock(data / OWNER_LOCK)
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise NotStarted(
            f"The data folder {data} cannot be written ({why}). Choose another one with --data, or ask for the right to it."
        ) from problem


def users_lock(data: Path) -> FileLock:
    """The lock that each user of the services holds shared, and their owner waits for before stopping them."""
    return FileLock(data / USERS_LOCK)


def empty(data: Path) -> None:
    """Delete everything in it but what makes it ours."""
    for entry in data.iterdir():
        if entry.name not in {MARKER, OWNER_LOCK, USERS_LOCK}:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def read_state(data: Path) -> Mapping[str, str]:
    """The note of what runs; empty when there is none that can be read."""
    try:
        state = json.loads((data / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(data: Path, state: Mapping[str, object]) -> None:
    """Note what runs, all of it or nothing."""
    new = data / f"{STATE}.new"
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    new.replace(data / STATE)


def remove_state(data: Path) -> None:
    """From here on nothing runs that could be joined."""
    (data / STATE).unlink(missing_ok=True)
