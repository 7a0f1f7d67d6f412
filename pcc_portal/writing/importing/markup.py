"""XML of a Word file as trees with short names: ``w:p`` in both the transitional and the strict spelling of the standard."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pcc_portal.writing.importing.refusing import Refused

_OLD, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_MS = "http://schemas.microsoft.com/office/"
PREFIXES = {
    **{f"{root}{tail}": short for root in (_OLD, _STRICT) for tail, short in {
        "wordprocessingml/2006/main": "w", "wordprocessingml/main": "w",
        "officeDocument/2006/relationships": "r", "officeDocument/relationships": "r",
        "officeDocument/2006/math": "m", "officeDocument/math": "m",
        "drawingml/2006/main": "a", "drawingml/main": "a",
        "drawingml/2006/wordprocessingDrawing": "wp", "drawingml/wordprocessingDrawing": "wp",
        "drawingml/2006/picture": "pic", "drawingml/picture": "pic",
        "drawingml/2006/chart": "c", "drawingml/chart": "c",
        "drawingml/2006/diagram": "dgm", "drawingml/diagram": "dgm",
        "package/2006/relationships": "rel", "package/2006/content-types": "type",
        "markup-compatibility/2006": "mc",
    }.items()},
    f"{_MS}word/2010/wordprocessingShape": "wps",
    f"{_MS}word/2010/wordml": "w14",
    f"{_MS}drawing/2017/decorative": "decorative",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}  # fmt: skip
MOST_ELEMENTS = 2_000_000
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_OFF = {"0", "false", "off", "none"}


def parse(data: bytes) -> Element:
    """A tree with short names; no declaration of any kind is let in. Raises Refused."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as trouble:
        raise Refused(Refused.DECLARED) from trouble
    except (ParseError, ValueError, LookupError) as trouble:
        raise Refused(Refused.DAMAGED) from trouble
    for count, element in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            raise Refused(Refused.TOO_LONG)
        element.tag = _short(element.tag)
        if element.attrib:
            element.attrib = {_short(name): value for name, value in element.attrib.items()}
    return root


def _short(name: str) -> str:
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    return f"{PREFIXES.get(space, '?')}:{local}"


def inner(element: Element | None, *path: str) -> Element | None:
    """The first child along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if child.tag == name), None)
    return element


def value(element: Element | None, *path: str, name: str = "w:val") -> str | None:
    """An attribute of what a path leads to."""
    found = inner(element, *path)
    return None if found is None else found.get(name)


def is_on(element: Element | None, *path: str) -> bool | None:
    """A yes or no as Word writes it; None where nothing is said."""
    found = inner(element, *path)
    return None if found is None else (found.get("w:val") or "1").lower() not in _OFF


def number(said: str | None, default: int = 0) -> int:
    """A whole number, or the default where there is none; nobody's file names one of a thousand digits."""
    return int(said) if said and _NUMBER.fullmatch(said) else default


def words(element: Element) -> str:
    """All text below, as it stands."""
    return "".join(t.text or "" for t in element.iter() if t.tag in {"w:t", "m:t"})


def chosen(element: Element) -> Iterator[Element]:
    """What stands in an alternative: the first way of saying it that says anything we read, once and never twice."""
    ways = [way for way in element if way.tag in {"mc:Choice", "mc:Fallback"}]
    for way in ways:
        if any(e.tag in {"w:t", "a:blip", "v:imagedata", "w:txbxContent"} for e in way.iter()):
            yield from way
            return
    if ways:
        yield from ways[0]
