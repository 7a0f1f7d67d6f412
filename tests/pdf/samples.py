"""Documents and files for the PDF tests, all made in code."""

import io
import re
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from pcc_portal.pdf.parts import Part

SHEET = """
@page { size: A4; margin: 24mm 34mm 24mm 22mm }
html { font-family: "Source Sans 3"; font-size: 10.5pt; line-height: 1.4 }
.turn { break-before: page }
"""


def page(title, body, *, head=""):
    return f'<!doctype html><html lang="en-GB"><head><title>{title}</title>{head}</head><body><h1 id="top">{title}</h1>{body}</body></html>'


def part(title, body="<p>Words.</p>", **extra):
    return Part(title=title, html=page(title, body), stylesheets=(SHEET,), **extra)


def report(title, sections=6):
    """A paper as offices write them: headings, long paragraphs, a list, now and then a table."""
    words = (
        "The Panel is asked to note the progress made since its last meeting and to say what it expects next. "
        * 9
    )
    table = (
        "<table><thead><tr><th scope=col>Measure<th scope=col>Q1</tr></thead>"
        "<tbody><tr><th scope=row>Burglary<td>212</tr><tr><th scope=row>Theft<td>1,204</tr></table>"
    )
    body = "".join(
        f'<h2 id="s{n}">Section {n}</h2><p id="b{n}">{words}</p><p>{words} <a href="#top">Back</a></p>'
        f"<ul><li>First point<li>Second point</ul>{table if n % 3 == 0 else ''}"
        for n in range(sections)
    )
    return part(title, body)


SLOW = "<p>" + "<b>a" * 400 + "</p>" + "<p>slow words and more of them</p>" * 60_000


def pdf_of(*contents, box=(0, 0, 595, 842), **page_entries):
    """A plain untagged PDF with one page for each content string (text to show)."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for text in contents:
        stream = text if isinstance(text, bytes) else f"BT /F1 14 Tf 72 300 Td ({text}) Tj ET".encode()
        pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
        leaf = pdf.pages[-1].obj
        leaf.MediaBox = Array(list(box))
        leaf.Resources = Dictionary(Font=Dictionary(F1=font))
        leaf.Contents = pdf.make_stream(stream)
        for name, value in page_entries.items():
            leaf[f"/{name}"] = value
    return pdf


def saved(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def plain(*contents, **options):
    return saved(pdf_of(*contents, **options))


def with_everything():
    """Script, open action, attachment, form with a signature field, comment, launch action, metadata of a person."""
    pdf = pdf_of("Page one stays", "Page two stays")
    first, second = (leaf.obj for leaf in pdf.pages)
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('SECRETSCRIPT')")))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    pdf.attachments["secret.txt"] = pikepdf.AttachedFileSpec(pdf, b"SECRETATTACHMENT", filename="secret.txt")
    first.AA = Dictionary(O=script)
    first.PieceInfo = Dictionary(Word=Dictionary(Private=String("SECRETPIECE")))
    field = _widget(pdf, first, "name", String("TYPED"))
    signed = _widget(pdf, first, "signed", None, FT=Name.Sig)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field, signed]), XFA=String("SECRETXFA"), DA=String("/F1 0 Tf 0 g")
    )
    comment = _note(pdf, Subtype=Name.Text, Contents=String("SECRETCOMMENT"), T=String("SECRETPERSON"))
    launch = _note(pdf, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("SECRETPROGRAM")))
    within = _note(pdf, Subtype=Name.Link, Dest=Array([second, Name.XYZ, 0, 700, 0]))
    web = _note(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://police.example/")))
    odd = _note(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("javascript:SECRETURI")))
    first.Annots = Array([field, signed, comment, launch, within, web, odd])
    pdf.docinfo[Name.Author] = String("SECRETPERSON")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:creator"] = ["SECRETPERSON"]
    return saved(pdf)


def _note(pdf, **entries):
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 60, 30]), **entries))


def _widget(pdf, leaf, name, value, FT=Name.Tx):  # noqa: N803
    look = pdf.make_stream(b"/Tx BMC BT /F1 10 Tf 2 4 Td (TYPED) Tj ET EMC")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
    look.Resources = leaf.Resources
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=FT,
        T=String(name),
        Rect=Array([100, 100, 200, 120]),
        F=4,
        P=leaf,
    )
    if value is not None:
        field.V, field.DA, field.AP = value, String("/F1 10 Tf 0 g"), Dictionary(N=look)
    return pdf.make_indirect(field)


def tagged_upload(words="Tagged words", *, role="/Heading", means=Name.H1):
    """One tagged page with a mapped role, a class, an id and a table header, as word processors write them."""
    pdf = pdf_of(f"/P <</MCID 0>> BDC BT /F1 14 Tf 72 300 Td ({words}) Tj ET EMC".encode())
    leaf = pdf.pages[0].obj
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    head = Dictionary(
        Type=Name.StructElem, S=Name(role), P=document, Pg=leaf, K=0, ID=String("h1"), C=Name.Big
    )
    head.A = Dictionary(O=Name.Table, Headers=Array([String("h1")]))
    head = pdf.make_indirect(head)
    document.K = Array([head])
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([head])])))
    root.IDTree = pdf.make_indirect(Dictionary(Names=Array([String("h1"), head])))
    root.RoleMap = Dictionary({role: means})
    root.ClassMap = Dictionary(Big=Dictionary(O=Name.Layout, SpaceAfter=len(words)))
    leaf.StructParents = 0
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    pdf.Root.Lang = String("en-GB")
    return saved(pdf)


@cache
def many_pages(count=12):
    return plain(*(f"This is page {number} of the annex" for number in range(1, count + 1)))


def decoded(pdf_bytes):
    """All bytes of a PDF with every stream unpacked: what a searcher for leaks would read."""
    with Pdf.open(io.BytesIO(pdf_bytes)) as pdf:
        pieces = [saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    pieces.append(thing.read_bytes())
                except pikepdf.PdfError:
                    pieces.append(thing.read_raw_bytes())
    return b"\n".join(pieces)


def text_of(pdf_bytes, number):
    """The words of one page, spaces made one."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        return re.sub(r"\s+", " ", document[number].get_textpage().get_text_bounded())
    finally:
        document.close()


def drawn(pdf_bytes):
    """The first page as pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf_bytes)
    try:
        return document[0].render(scale=0.5).to_pil().tobytes()
    finally:
        document.close()
