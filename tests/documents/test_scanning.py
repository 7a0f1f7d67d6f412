"""The scanner's answers, from a server that speaks clamd's protocol."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pcc_portal.documents.scanning import Infected, Verdict, scan


@contextmanager
def clamd(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """One connection; hands back what it was sent."""
    got: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = server.accept()
        with line:
            line.settimeout(5)
            said = b""
            while not said.endswith(b"zINSTREAM\0"):
                said += line.recv(1)
            body = b""
            while size := struct.unpack("!I", _exactly(line, 4))[0]:
                body += _exactly(line, size)
            got.append(body)
            line.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"tcp://127.0.0.1:{server.getsockname()[1]}", got
    thread.join(5)
    server.close()


def _exactly(line: socket.socket, size: int) -> bytes:
    out = b""
    while len(out) < size:
        out += line.recv(size - len(out))
    return out


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.NOT_SCANNED),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Verdict.NOT_SCANNED),
        (b"", Verdict.NOT_SCANNED),
    ],
)
def test_answers(answer: bytes, verdict: Verdict) -> None:
    data = b"x" * 200_000
    with clamd(answer) as (url, got):
        assert scan(data, url=url, seconds=5) == verdict
    assert got == [data]


def test_a_find_is_refused_in_words() -> None:
    with clamd(b"stream: Eicar-Signature FOUND\0") as (url, _), pytest.raises(Infected, match="was not kept"):
        scan(b"bad", url=url, seconds=5)


def test_no_scanner_is_not_scanned() -> None:
    assert scan(b"x", url="") == Verdict.NOT_SCANNED
    assert scan(b"x", url="unix:///nonexistent/clamd.sock") == Verdict.NOT_SCANNED
