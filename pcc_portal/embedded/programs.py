"""Programs of the portal run to their end: command line, environment, exit status."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PREPARED = "prepared"  # in the data folder, once its database has been prepared
# The demo and the tests never touch a real store, post office or host name, whatever the shell has set.
REAL_WORLD = (
    *("SECRET_KEY", "SECRET_KEY_FILE", "ALLOWED_HOSTS", "MAILER_URL", "STORAGE_URL", "PUBLIC_STORAGE_URL"),
    *("CLAMAV_URL", "PUBLIC_BASE_URL", "DEMO", "PORTAL_DATA"),
)


class Failed(Exception):
    """A command that we ran has failed; carries its exit status."""

    def __init__(self, status: int) -> None:
        """Keep the status, which becomes ours."""
        super().__init__(status)
        self.status = status


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This shell's environment without the real world's addresses, with `extra`, and able to import the portal."""
    env = {name: value for name, value in os.environ.items() if name not in REAL_WORLD}
    return {**env, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "pcc_portal.settings", **extra}


def run(
    argv: Sequence[str], env: Mapping[str, str], *, cwd: Path | None = None, to_stderr: bool = False
) -> int:
    """Run to the end and return the exit status. A stop signal ends the process first and then passes on."""
    process = subprocess.Popen(argv, env=dict(env), cwd=cwd, stdout=sys.stderr if to_stderr else None)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def prepare(data: Path, env: Mapping[str, str]) -> None:
    """Migrate and make what every portal needs. Raises Failed when the command fails."""
    if status := run(manage("prepare"), env, to_stderr=True):
        raise Failed(status)
    (data / PREPARED).touch()
