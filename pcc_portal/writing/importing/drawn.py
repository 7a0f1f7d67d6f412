"""Pictures and text boxes: what is drawn in a line, in the ways of today's Word and of old ones."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pcc_portal.writing.importing.markup import chosen

MACHINE = re.compile(r"automatically generated|AI-generated content may be incorrect", re.IGNORECASE)
FILE_NAME = re.compile(r"^\S*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)$|[A-Za-z]:\\|file:", re.IGNORECASE)


def pictures_in(drawing: Element) -> Iterator[str]:
    """The keys of the pictures shown, not those inside a text box, which is read by itself."""
    for child in drawing:
        if child.tag == "w:txbxContent":
            continue
        if child.tag == "mc:AlternateContent":
            for one in chosen(child):
                yield from pictures_in(one)
        elif child.tag == "a:blip":
            yield child.get("r:embed", "")
        elif child.tag == "v:imagedata":
            yield child.get("r:id", "")
        else:
            yield from pictures_in(child)


def boxes(drawing: Element) -> Iterator[Element]:
    for child in drawing:
        if child.tag == "w:txbxContent":
            yield child
        elif child.tag == "mc:AlternateContent":
            for one in chosen(child):
                yield from [one] if one.tag == "w:txbxContent" else boxes(one)
        else:
            yield from boxes(child)


def said_of(drawing: Element) -> tuple[str, bool]:
    """The alternative text, and whether the picture is marked as decoration."""
    for element in drawing.iter():
        if element.tag == "wp:docPr":
            is_decorative = any(
                e.tag == "decorative:decorative" and e.get("val") == "1" for e in element.iter()
            )
            return (element.get("descr") or element.get("title") or "").strip(), is_decorative
        if element.tag == "v:shape" and element.get("alt"):
            return element.get("alt", "").strip(), False
    return "", False
