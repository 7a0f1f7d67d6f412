"""The finance note that is to follow, as its author wrote it in Word: with what a file carries beside its words."""

import io
import zipfile
from functools import cache
from html import escape

from PIL import Image, ImageDraw

FILE_NAME = "finance-note.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SPENT = [  # in thousands of pounds: the budget, and what will have been spent
    ("Police officers", 78_400, 79_150),
    ("Police staff", 31_250, 30_480),
    ("Premises", 9_120, 9_340),
    ("Vehicles and equipment", 6_430, 6_390),
]


def _run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _p(*inner: str, style: str = "", number: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = "".join(part if part.startswith("<") else _run(part) for part in inner)
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{said}</w:p>"


def _row(*cells: object, head: bool = False) -> str:
    mark = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{mark}</w:trPr>{''.join(f'<w:tc>{_p(str(cell))}</w:tc>' for cell in cells)}</w:tr>"


def _money(thousands: int) -> str:
    return f"{thousands:,}" if thousands >= 0 else f"\u2212{-thousands:,}"


def _body() -> str:
    budget, forecast = sum(row[1] for row in _SPENT), sum(row[2] for row in _SPENT)
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    lines = [*_SPENT, ("Total", budget, forecast)]
    table = _row("Heading", "Budget, £000", "Forecast, £000", "Difference, £000", head=True)
    table += "".join(_row(name, _money(a), _money(b), _money(b - a)) for name, a, b in lines)
    return "".join(
        [
            _p("Finance note", style="Title"),
            _p("1. Purpose", style="Heading1"),
            _p("This note says how the force’s spending stands against its budget for the year", note, "."),
            _p(
                "It is written after the end of the ",
                "<w:del><w:r><w:delText>first</w:delText></w:r></w:del>",
                f"<w:ins>{_run('second')}</w:ins>",
                " quarter.",
                '<w:r><w:commentReference w:id="1"/></w:r>',
            ),
            _p("2. Where spending stands", style="Heading1"),
            _p("Table 1: Budget and forecast for the year", style="Caption"),
            f"<w:tbl><w:tblPr/>{table}</w:tbl>",
            _p("Three things explain the difference:"),
            _p("more overtime over the summer than was planned for;", number=2),
            _p("posts of staff that stood empty for part of the year;", number=2),
            _p("dearer energy than the budget allowed for.", number=2),
            _p(picture),
            _p("Figure 1: Forecast by heading", style="Caption"),
            _p("3. Recommendations", style="Heading1"),
            _p("note the forecast", number=1),
            _p("ask for a further note after the end of the third quarter", number=1),
        ]
    )


def _bars() -> bytes:
    """A bar for each heading, without words: those are for its text alternative."""
    image = Image.new("RGB", (640, 300), "white")
    draw = ImageDraw.Draw(image)
    for place, (_, _, forecast) in enumerate(_SPENT):
        draw.rectangle((40 + 150 * place, 280 - forecast // 320, 140 + 150 * place, 280), fill="#12355b")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _levels(abstract: int, kind: str, text: str) -> str:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    return f'<w:abstractNum w:abstractNumId="{abstract}">{level}</w:abstractNum>'


def _relations(*lines: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}{kind}" Target="{to}"/>' for key, kind, to in lines
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _kinds() -> str:
    """What each part is."""
    listed = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
            ("comments", "comments"),
        )
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{listed}</Types>'
    )


def _parts() -> dict[str, str | bytes]:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"), ("Caption", "caption"))
    )
    numbered = '<w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
    return {
        "[Content_Types].xml": _kinds(),
        "_rels/.rels": _relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "numbering", "numbering.xml"),
            ("rId3", "footnotes", "footnotes.xml"),
            ("rId4", "comments", "comments.xml"),
            ("rId9", "image", "media/image1.png"),
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{_body()}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": (
            f"<w:numbering {_SPACES}>{_levels(1, 'decimal', '%1.')}{_levels(2, 'bullet', '•')}"
            f"{numbered.format(1)}{numbered.format(2)}</w:numbering>"
        ),
        "word/footnotes.xml": (
            f'<w:footnotes {_SPACES}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            f'<w:footnote w:id="2">{_p("Revenue spending only; capital is reported in the spring.")}</w:footnote>'
            "</w:footnotes>"
        ),
        "word/comments.xml": (
            f'<w:comments {_SPACES}><w:comment w:id="1" w:author="A colleague">{_p("Is this the first or the second quarter?")}'
            "</w:comment></w:comments>"
        ),
        "word/media/image1.png": _bars(),
    }


@cache
def made() -> bytes:
    """The file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _parts().items():
            archive.writestr(name, data)
    return out.getvalue()
