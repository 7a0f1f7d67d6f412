"""The one font family of every PDF, read from its package so that output does not depend on the machine."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files

FAMILY = "Source Sans 3"
PACKAGE = "font-source-sans-pro"

# face -> (weight, style); the face is also the end of the file's name
FACES = {
    "Regular": (400, "normal"),
    "It": (400, "italic"),
    "Semibold": (600, "normal"),
    "Bold": (700, "normal"),
    "BoldIt": (700, "italic"),
}


@cache
def face_bytes(face: str) -> bytes:
    """The TrueType file of one face. Raises KeyError for a face that is not in FACES."""
    FACES[face]
    return files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{face}.ttf").read_bytes()


@cache
def font_css() -> str:
    """The @font-face rules of the family; the fetcher serves font:FACE from the fixed map."""
    rule = '@font-face {{ font-family: "{}"; src: url("font:{}"); font-weight: {}; font-style: {} }}'
    return "\n".join(rule.format(FAMILY, face, weight, style) for face, (weight, style) in FACES.items())


def font_version() -> str:
    return version(PACKAGE)
