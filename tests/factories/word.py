"""Word files made by hand, part by part: what Word writes, as small as it gets."""

import io
import zipfile
from html import escape

from PIL import Image

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in [
        *((f"Heading{n}", f"heading {n}", "") for n in range(1, 6)),
        ("Title", "Title", ""),
        ("Caption", "caption", ""),
        ("TOC1", "toc 1", ""),
        ("Chapter", "Our chapter", '<w:basedOn w:val="Heading1"/>'),
        ("Outlined", "Our point", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Bulleted", "Our bullets", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
    ]
)
STYLES += (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
)


def _levels(*formats):
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(formats)
    )


# 1 counts 1. a) i), 2 has dots, 3 counts 1 and 1.1, 4 is as 1 and begins again.
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="10">{_levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"))}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="11">{_levels(("bullet", "•"), ("bullet", "o"))}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="12">{_levels(("decimal", "%1"), ("decimal", "%1.%2"))}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="11"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="12"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def run(text, look=""):
    """Words with the looks of ``look``: ``<w:b/>`` makes them bold."""
    return (
        f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def bold(text):
    return run(text, "<w:b/>")


def para(*inner, style="", more=""):
    """A paragraph of runs, or of plain words."""
    said = "".join(part if part.startswith("<") else run(part) for part in inner)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{said}</w:p>"


def heading(text, level=1):
    return para(text, style=f"Heading{level}")


def point(text, depth=0, of=1):
    """A point of list ``of`` (see NUMBERING)."""
    return para(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>')


def cell(*inner, more=""):
    said = "".join(part if part.startswith(("<w:p>", "<w:tbl>")) else para(part) for part in inner)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{said}</w:tc>"


def row(*cells, head=False, more=""):
    mark = "<w:tblHeader/>" if head else ""
    drawn = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{mark}{more}</w:trPr>{drawn}</w:tr>"


def table(*rows, more=""):
    return f"<w:tbl><w:tblPr>{more}</w:tblPr>{''.join(rows)}</w:tbl>"


def field(order, *result):
    """A field as Word writes it in three pieces."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    said = "".join(part if part.startswith("<") else run(part) for part in result)
    return f"{signs[0]}<w:r><w:instrText> {escape(order)} </w:instrText></w:r>{signs[1]}{said}{signs[2]}"


def bookmark(name, *inner):
    said = "".join(part if part.startswith("<") else run(part) for part in inner)
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/>{said}<w:bookmarkEnd w:id="1"/>'


def note_sign(key=2, kind="footnote"):
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def shown(key="rIdPic", alt="", *, decorative=False):
    """A run that shows a picture."""
    extra = '<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>' if decorative else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{escape(alt)}">{extra}</wp:docPr>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def box(*inner):
    """A text box, said twice as Word does: for today's programs and for old ones."""
    said = "".join(inner)
    return (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{said}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{said}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def picture_bytes(kind="PNG", size=(40, 30), exif=b""):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **({"exif": exif} if exif else {}))
    return out.getvalue()


def notes(kind="footnote", **said):
    """The part of notes: ``n2="words"`` is note 2. The first two are Word's own lines."""
    rows = "".join(f'<w:{kind} w:id="{key[1:]}">{para(words)}</w:{kind}>' for key, words in said.items())
    return f'<w:{kind}s {SPACES}><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>{rows}</w:{kind}s>'


def document(*body, parts=None, relations=(), types="", main=MAIN, raw=None):
    """A file with this body. ``parts`` are more parts by name; ``relations`` are (id, kind, target, mode) of the body.

    ``raw`` replaces the whole XML of the body.
    """
    named = {
        "word/styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        **(parts or {}),
    }
    kinds = ("styles", "numbering", "footnotes", "endnotes", "comments")
    lines = [
        (f"rId{n}", kind, f"{kind}.xml", "") for n, kind in enumerate(kinds) if f"word/{kind}.xml" in named
    ]
    written = raw or f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return packed(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
            ),
            "_rels/.rels": related(("rId1", "officeDocument", "word/document.xml", "")),
            "word/document.xml": written,
            "word/_rels/document.xml.rels": related(*lines, *relations),
            **named,
        }
    )


def with_picture(*body, data=None, name="image1.png", **more):
    """A file whose ``shown()`` shows this picture."""
    parts = {f"word/media/{name}": data or picture_bytes(), **more.pop("parts", {})}
    relations = [("rIdPic", "image", f"media/{name}", ""), *more.pop("relations", [])]
    return document(*body, parts=parts, relations=relations, **more)


def related(*lines):
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}{kind}" Target="{escape(target)}"'
        f"{' TargetMode="External"' if mode else ''}/>"
        for key, kind, target, mode in lines
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
