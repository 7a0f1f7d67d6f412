"""Pictures inside uploaded PDFs keep their points and lose what a camera or a program wrote beside them."""

import base64
import io
import struct
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pcc_portal.pdf import photos
from pcc_portal.pdf.uploads import inspect
from tests.pdf import samples

SECRET = b"SECRETPLACE"


def segment(kind, body):
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def shot(*, progressive=False, size=(64, 48)):
    """A JPEG as a camera writes it, with its author."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    out = io.BytesIO()
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.save(out, "JPEG", exif=exif, progressive=progressive, icc_profile=b"PROFILE" * 20)
    return out.getvalue()


def photo(*, progressive=False):
    """The same with place, comment, an earlier small picture, and a file hung on behind it."""
    data = shot(progressive=progressive)
    extra = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET) + segment(
        0xED, b"Photoshop 3.0\0" + SECRET
    )
    extra += segment(0xE0, b"JFXX\0" + SECRET) + segment(0xFE, SECRET) + segment(0xE2, b"MPF\0" + SECRET)
    return data[:2] + extra + data[2:] + SECRET


def points(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.convert("RGB").tobytes(), bool(image.info.get("icc_profile"))


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_looks_the_same_and_says_nothing(progressive):
    data = photo(progressive=progressive)
    cleaned = photos.jpeg(data)
    assert (SECRET in data, SECRET in cleaned) == (True, False)
    assert points(cleaned) == points(shot(progressive=progressive))
    assert photos.jpeg(cleaned) == cleaned


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00", b"\xff\xd8\xff\xe1\xff\xff", photo()[:400], b"GIF89a"]
)
def test_what_is_no_whole_photo_is_left_alone(data):
    with pytest.raises(photos.Broken):
        photos.jpeg(data)


def test_a_jpeg_2000_loses_its_boxes_of_words():
    def box(kind, body):
        return struct.pack(">I4s", 8 + len(body), kind) + body

    head, code = box(b"jP  ", b"\r\n\x87\n"), struct.pack(">I4s", 0, b"jp2c") + b"points"
    assert photos.jpeg_2000(head + box(b"xml ", SECRET) + box(b"uuid", SECRET) + code) == head + code
    with pytest.raises(photos.Broken):
        photos.jpeg_2000(head + struct.pack(">I4s", 3, b"xml "))


def pdf_with(data, filters):
    pdf = samples.pdf_of(b"q 500 0 0 300 40 40 cm /Im Do Q BT /F1 9 Tf 50 50 Td (Words) Tj ET")
    picture = pdf.make_stream(data)
    picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 64, 48
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    picture.Filter = filters
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=picture)
    return samples.saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


WRAPPED = {
    "plain": (lambda data: data, Name.DCTDecode),
    "packed": (zlib.compress, Array([Name.FlateDecode, Name.DCTDecode])),
    "as letters": (lambda data: base64.a85encode(data) + b"~>", Array([Name.ASCII85Decode, Name.DCTDecode])),
    "as numbers": (lambda data: data.hex().encode() + b">", Array([Name.ASCIIHexDecode, Name.DCTDecode])),
}


@pytest.mark.pdf
@pytest.mark.parametrize("how", WRAPPED)
def test_photos_of_an_upload_say_nothing_however_they_are_packed(how):
    wrap, filters = WRAPPED[how]
    data = pdf_with(wrap(photo()), filters)
    found = inspect(data, max_bytes=10_000_000, max_pages=9)
    with pikepdf.open(io.BytesIO(found.pdf)) as pdf:
        picture = pdf.pages[0].obj.Resources.XObject.Im
        assert SECRET not in picture.read_raw_bytes()
        assert points(picture.read_raw_bytes()) == points(shot())
    assert SECRET not in found.pdf
    assert list(found.removed) == ["1 note inside a picture"]
    assert found.warnings == []
