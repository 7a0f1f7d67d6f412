"""Makes .venv from requirements.lock and checks the system libraries of WeasyPrint.

Run by ./portal as a file, with whatever Python there is, before anything is installed: it may import the standard
library only.
"""

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

STEPS = 7  # of ./portal demo; the set-up is the first
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


class NotSetUp(Exception):
    """The set-up failed; the message says what to do."""


def say(text: str) -> None:
    """A line for people, on stderr."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path) -> bool:
    """Run a command with its words on stderr; True when it succeeded."""
    try:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0
        )
    except OSError:
        return False


def is_usable(python: Path) -> bool:
    """Whether this interpreter runs and is new enough."""
    try:
        return (
            subprocess.run(
                [python, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"],
                capture_output=True,
                check=False,
            ).returncode
            == 0
        )
    except OSError:
        return False


def make_venv(venv: Path, uv: str | None) -> None:
    """An empty environment of this Python. Raises NotSetUp when it cannot be made."""
    for entry in venv.iterdir():
        if entry.name != "setup.lock":
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    if uv and run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, venv):
        return
    if run(sys.executable, "-m", "venv", venv):
        return
    if may_install():
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "python3-venv")
        if run(sys.executable, "-m", "venv", venv):
            return
    raise NotSetUp(
        "Python could not make .venv. On Debian and Ubuntu this helps: sudo apt-get install -y python3-venv"
    )


def pinned(lock: Path, package: str) -> str:
    """The lines of one package in the lock: its pin and its hashes."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    begin = next((n for n, line in enumerate(lines) if line.startswith(f"{package}==")), None)
    if begin is None:
        raise NotSetUp(f"{package} is not in requirements.lock.")
    end = begin + 1
    while end < len(lines) and lines[end].startswith("    --hash"):
        end += 1
    return "\n".join(lines[begin:end]).removesuffix("\\").rstrip() + "\n"


def install(venv: Path, lock: Path, uv: str | None) -> None:
    """Make .venv hold what the lock says. Raises NotSetUp when neither uv nor pip manages."""
    python = venv / "bin" / "python"
    if uv is None and not (venv / "bin" / "uv").exists():
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as first:
            first.write(pinned(lock, "uv"))
            first.flush()
            run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", first.name)
    if uv is None and is_usable(python) and (venv / "bin" / "uv").exists():
        uv = str(venv / "bin" / "uv")
    if uv and run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock):
        return
    say("uv did not manage; trying pip, which takes about a minute.")
    if not run(python, "-m", "pip", "--version") and not run(python, "-m", "ensurepip"):
        raise NotSetUp("Neither uv nor pip could be used to install the packages of requirements.lock.")
    if not run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock):
        raise NotSetUp("The packages of requirements.lock could not be installed. Is the network there?")


def set_up(root: Path) -> None:
    """Bring .venv in line with requirements.lock, once, however many ask at the same time."""
    venv, lock = root / ".venv", root / "requirements.lock"
    stamp, wanted = venv / "lock.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()

    def is_done() -> bool:
        has_stamp = stamp.exists() and stamp.read_text(encoding="utf-8").strip() == wanted
        return has_stamp and is_usable(venv / "bin" / "python")

    # Asked first without the lock, so that one who may only read the checkout can use what is there.
    if is_done():
        return
    venv.mkdir(exist_ok=True)
    with (venv / "setup.lock").open("a", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if is_done():
            return
        say("Installing the packages of requirements.lock into .venv ...")
        stamp.unlink(missing_ok=True)
        uv = shutil.which("uv")
        if not is_usable(venv / "bin" / "python"):
            make_venv(venv, uv)
        install(venv, lock, uv)
        stamp.write_text(f"{wanted}\n", encoding="utf-8")


def may_install() -> bool:
    """Whether apt may be used: root on Debian, Ubuntu or one of their children."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def missing_libraries() -> Sequence[str]:
    """The Debian names of the libraries that cannot be loaded."""
    missing = []
    for file, package in LIBRARIES.items():
        try:
            ctypes.CDLL(file)
        except OSError:
            missing.append(package)
    return missing


def check_libraries(root: Path) -> None:
    """Install WeasyPrint's libraries where that is allowed. Raises NotSetUp with the line to run where not."""
    if sys.platform != "linux" or not (missing := missing_libraries()):
        return
    with (root / ".venv" / "setup.lock").open("a", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if may_install() and missing_libraries():
            say(f"Installing the libraries that make PDF files: {' '.join(missing)} ...")
            os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
            run("apt-get", "update", "-qq")
            run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
    # Asked of a new process, because this one has remembered where it did not find them.
    program = "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]"
    if not run(sys.executable, "-c", program, *LIBRARIES):
        raise NotSetUp(
            "The libraries that make PDF files are missing. On Debian and Ubuntu this line installs them:\n"
            f"  sudo apt-get install -y {' '.join(LIBRARIES.values())}"
        )


def main() -> int:
    """Set up the checkout named by the first argument; the second is the command of ./portal."""
    root = Path(sys.argv[1])
    if sys.argv[2:3] == ["demo"]:
        print(f"step 1 of {STEPS}: Python packages and system libraries", flush=True)
    try:
        set_up(root)
        check_libraries(root)
    except (NotSetUp, OSError) as problem:
        say(f"The set-up stopped: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
