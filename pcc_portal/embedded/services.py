"""One private Postgres and one private Valkey for a data folder: start, join, stop."""

import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from pcc_portal.embedded import data_folders, postgres, servers, socket_folders, valkey
from pcc_portal.embedded.children import Child
from pcc_portal.embedded.locks import FileLock
from pcc_portal.embedded.words import NotStarted


class InUse(NotStarted):
    """Another process holds this data folder."""


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
            data_folders.remove_state(self.data)
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
    lock = data_folders.claim(data)
    deadline = time.monotonic() + servers.PATIENCE
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


def _start_all(running: Services, *, durable: bool, fresh: bool, under: Path | None) -> None:
    data = running.data
    # What a start that was killed has left behind. We hold the lock, so nobody uses it any more.
    if left := data_folders.read_state(data).get("sockets"):
        socket_folders.remove_left(Path(left))
    data_folders.remove_state(data)
    if fresh:
        data_folders.empty(data)
    running._users = data_folders.users_lock(data)  # noqa: SLF001 - one object, built in two steps
    (data / "logs").mkdir(mode=0o700, exist_ok=True)
    sockets = running.sockets = socket_folders.make(under)
    # Valkey comes up beside the making of the database.
    broker = valkey.server(data, sockets)
    servers.launch(broker)
    running.children.append(broker)
    database, running.is_new = postgres.server(data, sockets, durable=durable)
    servers.launch(database)
    running.children.append(database)
    valkey.wait_for(broker, sockets)
    postgres.wait_for(database, sockets)
    running.database_url = postgres.url(sockets)
    running.redis_url = valkey.url(sockets)
    data_folders.write_state(
        data,
        {
            "database_url": running.database_url,
            "redis_url": running.redis_url,
            "sockets": str(sockets),
            "pids": {"owner": os.getpid(), **{child.name: child.pid for child in running.children}},
        },
    )


def _join(data: Path) -> Services | None:
    """The services that another process runs for this folder, once they answer; None while they do not."""
    users = data_folders.users_lock(data)
    # Held shared for as long as we use them: their owner waits for it before it stops them.
    state = data_folders.read_state(data) if users.take(shared=True) else {}
    try:
        postgres.ping(state["database_url"])
        valkey.ping(Path(state["sockets"]))
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
