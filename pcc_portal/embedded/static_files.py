"""The collected static files of a data folder, collected again only when something has changed."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pcc_portal.embedded.programs import ROOT, Failed, manage


@contextmanager
def collecting(data: Path, env: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """Collect them beside other work, unless nothing has changed; call what it gives to wait for the end.

    The call raises Failed when collecting has failed.
    """
    wanted, stamp = digest_of_sources(), data / "static.sha256"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and (data / "static").is_dir():
        yield lambda: None
        return
    stamp.unlink(missing_ok=True)
    process = subprocess.Popen(manage("collectstatic", "--noinput", "-v0"), env=dict(env), stdout=sys.stderr)

    def finish() -> None:
        if status := process.wait():
            raise Failed(status)
        stamp.write_text(wanted, encoding="utf-8")

    try:
        yield finish
    finally:
        process.terminate()
        process.wait()


def digest_of_sources() -> str:
    """What decides the collected files: our own static files, the packages, and the settings that say how."""
    digest = hashlib.sha256()
    ours = (
        path
        for folder in (ROOT / "static", *ROOT.glob("*/static"))
        for path in folder.rglob("*")
        if path.is_file()
    )
    for path in sorted((*ours, ROOT / "requirements.lock", ROOT / "pcc_portal" / "settings.py")):
        digest.update(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
