"""The two faces that stamps are set in: cut to what stamps may say, embedded once per assembled PDF."""

import io
import zlib
from dataclasses import dataclass
from functools import cache, cached_property

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pcc_portal.pdf.fonts import face_bytes

# Printable Latin-1 and Latin Extended-A (Welsh and the rest of Europe), and what offices type besides.
CHARACTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x17F)))) + "".join(
    map(
        chr,
        (
            0x2013,
            0x2014,
            0x2018,
            0x2019,
            0x201C,
            0x201D,
            0x2022,
            0x2026,
            0x20AC,
            0x2122,
            0x2212,
            *range(0x1E80, 0x1E86),
            0x1EF2,
            0x1EF3,
        ),
    )
)
_INSTEAD = {
    "\u2010": "-",
    "\u2011": "-",
    "\t": " ",
    "\n": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
}
_UNITS = 1000


@dataclass(frozen=True)
class Face:
    """One embedded face; widths are thousandths of the font size, by glyph."""

    name: str
    program: bytes
    glyphs: dict[str, int]
    widths: list[int]
    ascent: int
    descent: int
    box: list[int]

    @cached_property
    def packed(self) -> bytes:
        return zlib.compress(self.program, 9)

    @cached_property
    def to_unicode(self) -> bytes:
        return zlib.compress(_to_unicode(self), 9)

    @cached_property
    def _as_they_are(self) -> frozenset[str]:
        return frozenset(self.glyphs) - frozenset(_INSTEAD)

    def known(self, text: str) -> str:
        """The text with look-alikes put in, and characters the face has not left out."""
        if self._as_they_are.issuperset(text):
            return text
        return "".join(c for c in (_INSTEAD.get(c, c) for c in text) if c in self.glyphs)

    def width(self, text: str, size: float) -> float:
        """In points."""
        return sum(self.widths[self.glyphs[c]] for c in self.known(text)) * size / _UNITS

    def shown(self, text: str) -> str:
        """The operand of Tj."""
        return f"<{''.join(f'{self.glyphs[c]:04x}' for c in self.known(text))}>"


@cache
def face(which: str) -> Face:
    """Regular or Bold, cut to CHARACTERS; made once per process."""
    font = TTFont(io.BytesIO(face_bytes(which)), recalcTimestamp=False)
    options = Options(
        notdef_outline=True, hinting=False, layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF", "DSIG"]
    )
    cutter = Subsetter(options)
    cutter.populate(text=CHARACTERS)
    cutter.subset(font)
    order = {name: number for number, name in enumerate(font.getGlyphOrder())}
    out, scale = io.BytesIO(), _UNITS / font["head"].unitsPerEm
    head, lines = font["head"], font["hhea"]
    font.save(out, reorderTables=None)
    return Face(
        name=f"PCCSTP+SourceSans3-{which}",
        program=out.getvalue(),
        glyphs={chr(code): order[glyph] for code, glyph in font.getBestCmap().items()},
        widths=[round(font["hmtx"][glyph][0] * scale) for glyph in order],
        ascent=round(lines.ascent * scale),
        descent=round(lines.descent * scale),
        box=[round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)],
    )


def embedded(pdf: Pdf, which: str) -> Object:
    """The font object for a page's resources. Call once per PDF and face."""
    cut = face(which)
    program = pdf.make_stream(cut.packed, Filter=Name.FlateDecode, Length1=len(cut.program))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{cut.name}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        DW=_UNITS,
        W=Array([0, Array(cut.widths)]),
        FontDescriptor=pdf.make_indirect(_descriptor(cut, which, program)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{cut.name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(cut.to_unicode, Filter=Name.FlateDecode),
        )
    )


def _descriptor(cut: Face, which: str, program: Object) -> Dictionary:
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{cut.name}"),
        FontFamily=String("Source Sans 3"),
        Flags=32 if which == "Regular" else 32 | 262144,
        FontBBox=Array(cut.box),
        ItalicAngle=0,
        Ascent=cut.ascent,
        Descent=cut.descent,
        CapHeight=660,
        StemV=84 if which == "Regular" else 140,
        FontFile2=program,
    )


def _to_unicode(cut: Face) -> bytes:
    pairs = sorted({glyph: character for character, glyph in reversed(cut.glyphs.items())}.items())
    blocks = (pairs[start : start + 100] for start in range(0, len(pairs), 100))
    listed = "\n".join(
        f"{len(block)} beginbfchar\n"
        + "\n".join(f"<{g:04x}> <{ord(c):04x}>" for g, c in block)
        + "\nendbfchar"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{listed}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
