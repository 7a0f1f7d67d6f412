"""How Postgres, which refuses to run as root, is run when we are root."""

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Way:
    """A command prefix, the owner (user, group) that files need for it, and whether it passes closed folders."""

    name: str
    wrapper: Sequence[str]
    owner: tuple[int, int] | None
    passes_closed_folders: bool = True


AS_WE_ARE = Way("as we are", (), None)


def ways() -> Iterator[Way]:
    """The ways open to this process, best first.

    An ordinary user has one: to run it directly. Root drops to `nobody` with the one ambient capability that lets
    a checkout under a closed home folder work without changing anybody's permissions; where that is not to be had,
    it maps itself to an ordinary user in a namespace; last, it becomes `nobody` with no more than others may do.
    """
    if os.geteuid() != 0:
        yield AS_WE_ARE
        return
    nobody = pwd.getpwnam("nobody")
    user, group = nobody.pw_uid, nobody.pw_gid
    setpriv, unshare = shutil.which("setpriv"), shutil.which("unshare")
    if setpriv:
        drop = (setpriv, f"--reuid={user}", f"--regid={group}", "--clear-groups")
        caps = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
        yield Way("nobody with one capability", (*drop, *caps), (user, group))
    if unshare:
        namespace = (unshare, "--user", f"--map-user={user}", f"--map-group={group}")
        yield Way("a namespace of its own", namespace, (0, 0))
    if setpriv:
        yield Way("nobody", drop, (user, group), passes_closed_folders=False)


def works(way: Way, *, program: Path, folder: Path) -> bool:
    """Whether, in this way, the program runs and the folder (already of the right owner) takes a file."""
    script = '"$1" --version >/dev/null && : >"$2/.try" && rm "$2/.try"'
    try:
        answer = subprocess.run(
            [*way.wrapper, "/bin/sh", "-c", script, "sh", str(program), str(folder)],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def give(folder: Path, owner: tuple[int, int] | None) -> None:
    """Give a folder of ours, with all that is in it, to the owner that the chosen way needs."""
    if owner is None:
        return
    for path in (folder, *folder.rglob("*")):
        # A server that was killed may still be clearing its files away while we look.
        with contextlib.suppress(FileNotFoundError):
            state = path.lstat()
            if (state.st_uid, state.st_gid) != owner:
                os.chown(path, *owner, follow_symlinks=False)
