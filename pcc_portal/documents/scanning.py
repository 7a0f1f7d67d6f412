"""Ask clamd about a file over INSTREAM. "Not scanned" is never taken for clean: see DocumentVersion.needs_confirming."""

import socket
import struct
import time
from enum import Enum
from urllib.parse import urlsplit

CHUNK = 64 * 1024
SECONDS = 30.0
LONGEST_ANSWER = 4096  # of a scanner that does not stop talking


class Verdict(Enum):
    """What the scanner said, if there was one and it answered."""

    CLEAN = "clean"
    NOT_SCANNED = "not scanned"


class Infected(Exception):
    """The scanner found something; the file is not kept."""

    def __init__(self) -> None:
        super().__init__(
            "The virus scanner found something in this file, so it was not kept. Ask its author for a clean copy."
        )


def scan(data: bytes, *, url: str, seconds: float = SECONDS) -> Verdict:
    """CLEAN only if clamd said OK; silence, a limit or an unknown answer is NOT_SCANNED. Raises Infected.

    ``url`` is tcp://host:port or unix:///path; empty means that there is no scanner. ``seconds`` are for all of it,
    however slowly the scanner takes or answers: a person waits for the page.
    """
    if not url:
        return Verdict.NOT_SCANNED
    try:
        answer = _ask(data, url, seconds)
    except OSError:
        return Verdict.NOT_SCANNED
    if answer.endswith(b"FOUND"):
        # Over the scanner's own size limit it reports a find of that name (AlertExceedsMax): nobody has looked.
        if b"Heuristics.Limits.Exceeded" in answer:
            return Verdict.NOT_SCANNED
        raise Infected
    return Verdict.CLEAN if answer.endswith(b"stream: OK") else Verdict.NOT_SCANNED


def _ask(data: bytes, url: str, seconds: float) -> bytes:
    ends = time.monotonic() + seconds
    with _connected(url, seconds) as line:
        _send(line, b"zINSTREAM\0", ends)
        for start in range(0, len(data), CHUNK):
            piece = data[start : start + CHUNK]
            _send(line, struct.pack("!I", len(piece)) + piece, ends)
        _send(line, struct.pack("!I", 0), ends)
        answer = b""
        while len(answer) < LONGEST_ANSWER:
            line.settimeout(_left(ends))
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            answer += more
        return answer.strip(b"\0\r\n ")


def _send(line: socket.socket, data: bytes, ends: float) -> None:
    line.settimeout(_left(ends))  # sendall counts it for all of its data
    line.sendall(data)


def _left(ends: float) -> float:
    """Seconds to go. Raises TimeoutError when there are none; zero would mean not to wait at all."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(url: str, seconds: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(seconds)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=seconds)
