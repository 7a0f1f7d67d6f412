"""Frames between the pool and its workers: a JSON header, then binary blobs, all with their lengths in front."""

import json
import struct
from typing import Any, BinaryIO

_HEAD = struct.Struct(">I")
_BIGGEST_HEADER = 64 * 1024 * 1024

type Frame = tuple[dict[str, Any], list[bytes]]


def send(stream: BinaryIO, header: dict[str, Any], *blobs: bytes) -> None:
    """Write one frame and flush. Raises OSError when the other side is gone."""
    head = json.dumps(header | {"blobs": [len(blob) for blob in blobs]}).encode()
    stream.write(_HEAD.pack(len(head)))
    stream.write(head)
    stream.writelines(blobs)
    stream.flush()


def receive(stream: BinaryIO) -> Frame | None:
    """The next frame, or None at a clean end. Raises EOFError when it breaks off or makes no sense."""
    start = stream.read(_HEAD.size)
    if not start:
        return None
    if len(start) < _HEAD.size or (size := _HEAD.unpack(start)[0]) > _BIGGEST_HEADER:
        raise EOFError
    header = json.loads(_exactly(stream, size))
    return header, [_exactly(stream, length) for length in header.pop("blobs")]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
