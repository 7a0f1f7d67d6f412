"""What an assembled PDF says of itself: title, language, producer, and PDF/UA where it is so. No person, no time."""

from xml.sax.saxutils import escape

from pikepdf import Name, Object, Pdf

PRODUCER = "PCC governance portal"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>{accessible}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_ACCESSIBLE = (
    '\n<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)


def stream(out: Pdf, *, title: str, lang: str, accessible: bool) -> Object:
    """The PDF/UA identifier stands there only when every part is tagged."""
    words = _XMP.format(
        title=escape(title),
        lang=escape(lang),
        producer=escape(PRODUCER),
        accessible=_ACCESSIBLE if accessible else "",
    )
    written = out.make_stream(words.encode())
    written.Type, written.Subtype = Name.Metadata, Name.XML
    return written
