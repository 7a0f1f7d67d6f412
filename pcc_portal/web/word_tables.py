"""A Word file that somebody takes away, fills in and brings back: some lines, and one table whose heads repeat on each page.

What Word files say is read by ``pcc_portal.writing.importing``; this one only writes them, and knows no noun.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_ONCE = (1980, 1, 1, 0, 0, 0)  # the same table is the same file, whenever it is taken away
# What no XML may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
WIDE = 9_600  # twentieths of a point between the margins of an upright A4 page

type Row = Sequence[str] | str


def as_docx(
    title: str, lines: Iterable[str], heads: Sequence[str], widths: Sequence[int], rows: Iterable[Row]
) -> bytes:
    """A row is its cells; a row that is a single text is a heading across all of them. ``widths`` add up to 100."""
    columns = [WIDE * width // 100 for width in widths]
    table = _row(heads, columns, is_head=True)
    for row in rows:
        table += _across(row, columns) if isinstance(row, str) else _row(row, columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for edge in _EDGES)
    shape = f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    body = _paragraph(title, style="Title") + "".join(_paragraph(line) for line in lines)
    body += f'<w:tbl><w:tblPr>{shape}<w:tblCaption w:val="{_said(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl><w:p/>'
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    return _packed(f"<w:document {_SPACE}><w:body>{body}{page}</w:body></w:document>")


def _said(words: str) -> str:
    return escape(_CONTROL.sub("", words))


def _paragraph(words: str, *, style: str = "", is_bold: bool = False) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    look = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    run = f'<w:r>{look}<w:t xml:space="preserve">{_said(words)}</w:t></w:r>' if words else ""
    return f"<w:p>{named}{run}</w:p>"


def _cell(words: str, shape: str, *, is_bold: bool = False) -> str:
    said = "".join(_paragraph(line, is_bold=is_bold) for line in words.splitlines() or [""])
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{said}</w:tc>"


def _row(cells: Sequence[str], columns: Sequence[int], *, is_head: bool = False) -> str:
    drawn = "".join(
        _cell(words, f'<w:tcW w:w="{width}" w:type="dxa"/>', is_bold=is_head)
        for words, width in zip(cells, columns, strict=True)
    )
    mark = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    return f"<w:tr>{mark}{drawn}</w:tr>"


def _across(words: str, columns: Sequence[int]) -> str:
    shape = f'<w:tcW w:w="{sum(columns)}" w:type="dxa"/><w:gridSpan w:val="{len(columns)}"/><w:shd w:val="clear" w:color="auto" w:fill="E8EDF3"/>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(words, shape, is_bold=True)}</w:tr>"


def _packed(document: str) -> bytes:
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/document.xml": document,
        "word/styles.xml": (
            f'<w:styles {_SPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
            '<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
            '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style></w:styles>'
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _ONCE), _HEAD + data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relation(kind: str, target: str) -> str:
    line = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{line}</Relationships>'
