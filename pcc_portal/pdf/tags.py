"""Tidies the tags WeasyPrint writes, before they are written. Imported by the render process only."""

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

# An element with no more than these says nothing beyond where its one line of text is.
_MERE = {"Type", "S", "K", "Pg", "P"}


def tidy(pdf: pydyf.PDF, mark: str) -> None:
    """Lift lines of text into their paragraph, and make the ids of header cells unique to this part.

    WeasyPrint wraps every line in a Span of its own, half of all objects; it numbers header cells from the same
    start in every document and lists them nowhere. ``mark`` must differ between parts that are merged.
    """
    root = next((thing for thing in pdf.objects if _is(thing, "/StructTreeRoot")), None)
    if root is not None:
        _lift_lines(pdf, root)
        _name_cells(pdf, root, mark)
        _shorten(pdf)


def _lift_lines(pdf: pydyf.PDF, root: pydyf.Dictionary) -> None:
    """A Span that only holds one piece of content gives it to its parent; reading order stays."""
    by_reference = {thing.reference: thing for thing in _elements(pdf)}
    heirs: dict[bytes, bytes] = {}
    for element in list(by_reference.values()):
        for place, kid in enumerate(element["K"]):
            line = by_reference.get(kid)
            if line is not None and _mere_line(line) and line["Pg"] == element.get("Pg"):
                element["K"][place] = line["K"][0]
                heirs[line.reference] = element.reference
                line.free = "f"
    (parents,) = (thing for thing in pdf.objects if thing.number and thing.reference == root["ParentTree"])
    for held in parents["Nums"][1::2]:
        if isinstance(held, pydyf.Array):
            held[:] = [_heir(reference, heirs) for reference in held]


def _heir(reference: bytes, heirs: dict[bytes, bytes]) -> bytes:
    while reference in heirs:
        reference = heirs[reference]
    return reference


def _mere_line(element: pydyf.Dictionary) -> bool:
    kids = element["K"]
    return set(element) == _MERE and element["S"] == "/Span" and len(kids) == 1 and isinstance(kids[0], int)


def _name_cells(pdf: pydyf.PDF, root: pydyf.Dictionary, mark: str) -> None:
    named: list[tuple[str, Any]] = []
    for cell in _elements(pdf):
        if "ID" in cell:
            cell["ID"] = _marked(cell["ID"], mark)
            named.append((cell["ID"].string, cell.reference))
        attributes = cell.get("A")
        if isinstance(attributes, dict) and "Headers" in attributes:
            attributes["Headers"] = pydyf.Array(_marked(name, mark) for name in attributes["Headers"])
    if named:
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(_flat(sorted(named)))})


def _shorten(pdf: pydyf.PDF) -> None:
    """Leave out what says nothing: an element's type, which is optional, a list of one, attributes that only name
    their owner. Every merge reads and writes it again.
    """
    for element in list(_elements(pdf)):
        del element["Type"]
        if len(element["K"]) == 1:
            (element["K"],) = element["K"]
        attributes = element.get("A")
        if isinstance(attributes, dict) and set(attributes) == {"O"}:
            del element["A"]


def _elements(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    return (thing for thing in pdf.objects if _is(thing, "/StructElem") and thing.free == "n")


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == kind


def _marked(name: pydyf.String, mark: str) -> pydyf.String:
    return pydyf.String(f"{mark}-{name.string}")


def _flat(named: Iterable[tuple[str, Any]]) -> Iterator[Any]:
    for name, reference in named:
        yield pydyf.String(name)
        yield reference
