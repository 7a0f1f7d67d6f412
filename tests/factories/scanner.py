"""A server that speaks clamd's protocol, as quick or as slow as a test wants it."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def judged(body: bytes) -> bytes:
    """What clamd says of a file: it knows the test file, wherever in it that stands."""
    return b"stream: Eicar-Signature FOUND\0" if EICAR in body else b"stream: OK\0"


@contextmanager
def clamd(
    answer=judged, *, each_letter: float = 0.0, before: float = 0.0
) -> Iterator[tuple[str, list[bytes]]]:
    """As many connections as come. ``answer`` is said, or made of what was sent; ``before`` seconds pass first, and
    ``each_letter`` seconds before each letter of it. Hands back its address and what it was sent."""
    got: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, suppress(OSError, struct.error):
                line.settimeout(5)
                got.append(_asked(line))
                said = answer(got[-1]) if callable(answer) else answer
                stop.wait(before)
                for letter in said:
                    stop.wait(each_letter)
                    line.sendall(bytes([letter]))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"tcp://127.0.0.1:{server.getsockname()[1]}", got
    stop.set()
    with suppress(OSError):
        server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


@contextmanager
def deaf() -> Iterator[str]:
    """A server that takes the call and never reads a byte."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def _asked(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"zINSTREAM\0"):
        more = line.recv(1)
        if not more:
            raise OSError
        said += more
    body = b""
    while size := struct.unpack("!I", _exactly(line, 4))[0]:
        body += _exactly(line, size)
    return body


def _exactly(line: socket.socket, size: int) -> bytes:
    out = b""
    while len(out) < size:
        more = line.recv(size - len(out))
        if not more:
            raise OSError
        out += more
    return out
