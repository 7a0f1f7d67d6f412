"""Uploaded pictures are taken apart and put together again by us; drawings are only ever our own."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pcc_portal.writing.kinds import MediaType

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
TOO_BIG = "This picture has more than 40 million pixels. Save it smaller and try again."
_FORMATS = {"PNG": MediaType.PNG, "JPEG": MediaType.JPEG}
_MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}}


class NotAPicture(ValueError):
    """The message says what is wrong and is fit to show beside the field."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Bytes written by us: no position, camera, author, thumbnail or appended file is left in them."""

    content: bytes
    media_type: MediaType
    width: int
    height: int


def checked(content: bytes) -> Picture:
    """A PNG or JPEG, really read and encoded again, upright. Raises NotAPicture."""
    if len(content) > MAX_BYTES:
        raise NotAPicture("This file is larger than 10 MB. Save the picture smaller and try again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _encoded_again(content)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as problem:
        if isinstance(problem, NotAPicture):
            raise
        raise NotAPicture("This file is no PNG or JPEG picture that can be read.") from problem


def _load_whole(image: Image.Image) -> None:
    """A picture with a piece missing is refused also where the PDF engine, in the same process, told Pillow to let it pass."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _encoded_again(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=list(_FORMATS)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise NotAPicture(TOO_BIG)
        name = image.format or "PNG"
        _load_whole(image)
        upright = ImageOps.exif_transpose(image)
        if upright.mode not in _MODES[name]:
            upright = upright.convert("RGB")
        clean = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            clean = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
        else:
            clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, name, **({"quality": 90} if name == "JPEG" else {"optimize": True}))
    return Picture(content=out.getvalue(), media_type=_FORMATS[name], width=clean.width, height=clean.height)


_SVG = "{http://www.w3.org/2000/svg}"
_SVG_TAGS = {
    f"{_SVG}{name}"
    for name in [
        "svg",
        "g",
        "defs",
        "clipPath",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "use",
        "linearGradient",
        "stop",
        "pattern",
        "style",
        "marker",
    ]
}
_BAD_VALUE = re.compile(r"javascript:|@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>")


def drawing(svg: str) -> Picture:
    """One of our own charts: shapes and words only, no script, no outside address. Raises NotAPicture."""
    source = _DOCTYPE.sub("", svg)
    if "<!" in source.replace("<!--", ""):
        raise NotAPicture("A drawing may not declare entities.")
    try:
        root = ET.fromstring(source)  # noqa: S314  our own charts, entities refused above
    except ET.ParseError as problem:
        raise NotAPicture("This is no drawing that can be read.") from problem
    if root.tag != f"{_SVG}svg":
        raise NotAPicture("This is no drawing that can be read.")
    _strip(root)
    ET.register_namespace("", _SVG.strip("{}"))
    width, height = _size(root)
    return Picture(
        content=ET.tostring(root, encoding="utf-8"), media_type=MediaType.SVG, width=width, height=height
    )


def _strip(element: ET.Element) -> None:
    for child in list(element):
        if child.tag not in _SVG_TAGS or _BAD_VALUE.search(child.text or ""):
            element.remove(child)
        else:
            _strip(child)
    for name, value in list(element.attrib.items()):
        local = name.rpartition("}")[2].lower()
        outside = local == "href" and not value.startswith("#")
        if local.startswith("on") or outside or _BAD_VALUE.search(value):
            del element.attrib[name]


def _size(root: ET.Element) -> tuple[int, int]:
    """From the view box, the only size that says nothing about units."""
    try:
        _, _, width, height = (float(part) for part in root.get("viewBox", "").replace(",", " ").split())
    except ValueError as problem:
        raise NotAPicture("A drawing needs a viewBox.") from problem
    return max(1, round(width)), max(1, round(height))
