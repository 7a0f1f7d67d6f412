"""What a camera or a program writes into a picture beside the picture: place, author, an earlier version of it. It goes.

The picture itself is not touched, so it is not drawn worse. Source: ASVS 5.0, 14.2.8.
"""

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Callable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

BIGGEST = 256 * 1024 * 1024
_START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
# Segments for programs: what is needed to draw the picture in its colours stays, all others and comments go.
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_FOR_PROGRAMS = {*range(0xE0, 0xF0), 0xFE}
_MARK = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_BOX, _LONG = struct.Struct(">I4s"), struct.Struct(">Q")
_SAYING = {b"xml ", b"uuid", b"uinf"}


class Broken(ValueError):
    """Not built as a picture of its kind is; it is left as it came."""


def jpeg(data: bytes) -> bytes:
    """A JPEG without what is not its picture, and without what was hung on behind it. Raises Broken."""
    if not data.startswith(_START):
        raise Broken
    return _START + b"".join(_segments(data))


def _segments(data: bytes) -> Iterator[bytes]:
    at = len(_START)
    while True:
        found = _MARK.search(data, at)
        if found is None:
            raise Broken
        kind = found[1][0]
        yield data[at : found.start()]  # the points of the picture, between two marks
        start = found.end() - 2
        if kind == _END:
            yield data[start : found.end()]
            return
        at = found.end() if kind in _NO_LENGTH else found.end() + _length(data, found.end())
        segment = data[start:at]
        if kind not in _FOR_PROGRAMS or (kind in _NEEDED and segment[4:].startswith(_NEEDED[kind])):
            yield segment


def _length(data: bytes, at: int) -> int:
    if at + 2 > len(data):
        raise Broken
    length: int = struct.unpack_from(">H", data, at)[0]
    if length < 2 or at + length > len(data):  # noqa: PLR2004  it counts its own two bytes
        raise Broken
    return length


def jpeg_2000(data: bytes) -> bytes:
    """A JPEG 2000 file without the boxes that say something about it. Raises Broken."""
    out, at = b"", 0
    while at < len(data):
        if at + _BOX.size > len(data):
            raise Broken
        length, kind = _BOX.unpack_from(data, at)
        if length == 1:
            if at + 16 > len(data):
                raise Broken
            (length,) = _LONG.unpack_from(data, at + _BOX.size)
        length = length or len(data) - at
        if length < _BOX.size or at + length > len(data):
            raise Broken
        out += b"" if kind in _SAYING else data[at : at + length]
        at += length
    return out


def _inflated(data: bytes) -> bytes:
    work = zlib.decompressobj()
    out = work.decompress(data, BIGGEST)
    if work.unconsumed_tail:
        raise Broken
    return out


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {"/DCTDecode": jpeg, "/DCT": jpeg, "/JPXDecode": jpeg_2000}
_WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": _inflated,
    "/Fl": _inflated,
    "/ASCIIHexDecode": lambda data: binascii.unhexlify(b"".join(data.rstrip(b"> \r\n").split())),
    "/ASCII85Decode": lambda data: base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>")),
}


def clean(thing: Object) -> bool:
    """Take the notes out of a picture of a PDF; whether there were any."""
    if not isinstance(thing, Stream) or thing.get(Name.Subtype) != Name.Image:
        return False
    *wrappings, last = _names(thing) or [""]
    if last not in _CLEANERS or any(wrapping not in _WRAPPINGS for wrapping in wrappings):
        return False
    try:
        data = thing.read_raw_bytes()
        for wrapping in wrappings:
            data = _WRAPPINGS[wrapping](data)
        cleaned = _CLEANERS[last](data)
    except (ValueError, zlib.error, binascii.Error, RuntimeError):
        return False
    if cleaned == data:
        return False
    how = _last(thing.get(Name.DecodeParms))
    thing.write(cleaned, filter=Name(last), decode_parms=how)
    return True


def _names(thing: Object) -> list[str]:
    filters = thing.get(Name.Filter)
    return [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]


def _last(how: object) -> Dictionary | None:
    found = list(how)[-1] if isinstance(how, Array) and len(how) else how
    return found if isinstance(found, Dictionary) else None
