"""A picture is read and written anew; a drawing is ours and says nothing but shapes and words."""

import io
import struct
import zlib

import pytest
from django.db import IntegrityError, transaction
from PIL import Image, PngImagePlugin

from pcc_portal.writing import pictures
from pcc_portal.writing.actions import figures
from pcc_portal.writing.models import Asset
from tests.writing.conftest import NOW, picture_bytes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30">{}</svg>'


def png_that_claims(width, height):
    """A few bytes that say they are a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_checked(kind, media_type):
    picture = pictures.checked(picture_bytes(kind))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 4, 3)


def test_checked_strips_what_a_camera_and_an_author_left():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "SecretCamera", 6
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SecretName")
    photo, chart = picture_bytes("JPEG", exif=exif, comment=b"SecretWord"), picture_bytes("PNG", pnginfo=info)
    assert (b"SecretCamera" in photo, b"SecretWord" in photo, b"SecretName" in chart) == (True, True, True)
    upright = pictures.checked(photo)
    assert b"Secret" not in upright.content + pictures.checked(chart).content
    assert (upright.width, upright.height) == (3, 4)


def test_checked_strips_what_is_appended():
    assert b"PK-hidden" not in pictures.checked(picture_bytes() + b"PK-hidden").content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_checked_keeps_every_usual_mode_readable(mode):
    out = io.BytesIO()
    Image.new(mode, (4, 3)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert pictures.checked(out.getvalue()).width == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This file is no PNG or JPEG picture that can be read."),
        (b"GIF89a" + bytes(40), "This file is no PNG or JPEG picture that can be read."),
        (picture_bytes()[:50], "This file is no PNG or JPEG picture that can be read."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "This file is no PNG or JPEG picture that can be read.",
        ),
        (
            bytes(pictures.MAX_BYTES + 1),
            "This file is larger than 10 MB. Save the picture smaller and try again.",
        ),
        (
            png_that_claims(10_000, 5_000),
            "This picture has more than 40 million pixels. Save it smaller and try again.",
        ),
        (png_that_claims(60_000, 60_000), "This file is no PNG or JPEG picture that can be read."),
    ],
)
def test_checked_refuses(content, message):
    with pytest.raises(pictures.NotAPicture) as refused:
        pictures.checked(content)
    assert str(refused.value) == message


def test_drawing_keeps_shapes_and_drops_scripts():
    picture = pictures.drawing(
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'
        + SVG.format(
            '<title>T</title><script>x</script><path d="M0 0" onclick="x()"/><image xlink:href="http://x.example/a.png"/>'
            '<use xlink:href="#a"/><use xlink:href="http://x.example/#a"/><style>@import "x"</style>'
            '<rect style="fill: url(http://x.example)" clip-path="url(#c)"/><foreignObject/>'
        )
    )
    assert (picture.width, picture.height) == (40, 30)
    said = picture.content.decode()
    assert [
        word
        for word in ("script", "onclick", "x.example", "@import", "foreignObject", "DOCTYPE")
        if word in said
    ] == []
    assert [word for word in ("<title>T</title>", "<path", 'href="#a"', "url(#c)") if word not in said] == []


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<p/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
    ],
)
def test_drawing_refuses(svg):
    with pytest.raises(pictures.NotAPicture):
        pictures.drawing(svg)


def test_a_figure_stands_with_its_stored_picture(store, text, iain):
    picture = pictures.checked(picture_bytes())
    block = figures.insert(
        text, after=None, picture=picture, name="C:\\a.png", caption="Trend", alt="Up", by=iain, at=NOW
    )
    asset = block.asset
    assert asset.file.name == f"writing/{text.pk}/{asset.pk}.png"
    assert store.open(asset.file.name).read() == picture.content
    assert (block.kind, block.caption, block.alt, asset.made_here) == ("figure", "Trend", "Up", False)


def test_a_figure_needs_alternative_text(store, text, iain):
    with pytest.raises(figures.NoAlternative):
        figures.insert(
            text,
            after=None,
            picture=pictures.checked(picture_bytes()),
            name="a",
            caption="",
            alt=" ",
            by=iain,
            at=NOW,
        )
    assert Asset.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"media_type": "image/svg+xml"}, "svg_is_made_here"), ({"width": 0}, "asset_has_a_size")],
)
def test_constraints_of_assets(wrong, name, text):
    fields = {"media_type": "image/png", "width": 1, "height": 1} | wrong
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Asset.objects.create(text=text, name="a", **fields)
