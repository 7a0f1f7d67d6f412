"""Files made to do harm, and files that are something else: refused in plain words, never a surprise."""

import io
import os
import random
import struct
import time
import zipfile

import pytest

from pcc_portal.writing.importing import package
from pcc_portal.writing.importing.reading import answer, read
from pcc_portal.writing.importing.refusing import Refused
from tests.factories import word
from tests.factories.word import document, heading, para, point, row, table

MOST = 10_000_000
EXAMPLES = 1000 if os.environ.get("PORTAL_EXAMPLES") == "full" else 100
SECONDS = 5.0  # for one file, however it is made


def with_part(name, data=b"x", **more):
    return document(para("Words"), parts={name: data}, **more)


def with_relation(kind, target, mode="External"):
    return document(para("Words"), relations=[("rIdX", kind, target, mode)])


def without(name):
    parts = word.unpacked(document(para("Words")))
    del parts[name]
    return word.packed(parts)


def settings_with(target):
    """The settings of a file, and the template it was written on."""
    return document(
        para("Words"),
        parts={
            "word/settings.xml": f"<w:settings {word.SPACES}/>",
            "word/_rels/settings.xml.rels": word.related(("rId1", "attachedTemplate", target, "External")),
        },
    )


def bomb(size=200_000_000):
    """Little on the disk, much in the reading; and the list inside the file says the truth."""
    return document(raw=f"<w:document {word.SPACES}><w:body>{' ' * size}</w:body></w:document>")


def bomb_that_lies(size=60_000_000):
    """The same, but every list in it says that the part is small."""
    data = bytearray(bomb(size))
    whole = struct.pack("<I", len(word.unpacked(bytes(data))["word/document.xml"]))
    return bytes(data).replace(whole, struct.pack("<I", 2000))


def encrypted():
    """A zip whose list says that a part is encrypted."""
    data = bytearray(document(para("Words")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def twice():
    out = io.BytesIO(document(para("Words")))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<other/>")
    return out.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]><w:document {word.SPACES}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
FILES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    f"<w:document {word.SPACES}><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
BAD = {
    "nothing": (lambda: b"", "This file is empty."),
    "noise": (lambda: random.Random(1).randbytes(500), Refused.NOT_WORD),
    "a PDF": (lambda: b"%PDF-1.7\n", Refused.NOT_WORD),
    "a PDF with a Word file behind it": (lambda: b"%PDF-1.7\n" + document(para("x")), Refused.NOT_WORD),
    "a page of the web": (lambda: b"<html>" + document(para("x")), Refused.NOT_WORD),
    "a page of the web between": (lambda: b"PK\x03\x04<html>" + document(para("x")), Refused.ODD_NAMES),
    "noise after the head": (lambda: b"PK\x03\x04" + random.Random(2).randbytes(3000), Refused.DAMAGED),
    "half of one": (lambda: document(para("x" * 500))[:700], Refused.DAMAGED),
    "too large": (lambda: document(para("x")) + b" " * MOST, "This file is larger than 10 MB."),
    "an old Word file": (lambda: OLE, Refused.OLD),
    "rich text": (lambda: b"{\\rtf1 hello}", Refused.OLD),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), Refused.LOCKED),
    "a password of the zip": (encrypted, Refused.LOCKED),
    "an OpenDocument": (
        lambda: word.packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "This is an OpenDocument file. Save it as “Word Document (.docx)” and bring that in.",
    ),
    "a plain zip": (lambda: word.packed({"a.txt": "x"}), Refused.NOT_WORD),
    "a spreadsheet": (
        lambda: document(main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "This file is a spreadsheet, not a Word document. Copy the table into Word, or print it to a PDF.",
    ),
    "a template": (
        lambda: document(main="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        "This file is a Word template. Save it as “Word Document (.docx)”.",
    ),
    "without its list of kinds": (lambda: without("[Content_Types].xml"), Refused.NOT_WORD),
    "without its body": (lambda: without("word/document.xml"), Refused.NOT_WORD),
    "macros by their name": (lambda: with_part("word/vbaProject.bin"), Refused.MACROS),
    "macros by their kind": (lambda: document(para("x"), main=MACRO), Refused.MACROS),
    "macros under another name": (
        lambda: document(para("x"), types='<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        Refused.MACROS,
    ),
    "the spreadsheet of a chart": (lambda: with_part("word/embeddings/Microsoft_Excel_Sheet1.xlsx"), Refused.EMBEDDED),
    "an object": (lambda: with_part("word/embeddings/oleObject1.bin"), Refused.EMBEDDED),
    "a control": (lambda: with_part("word/activeX/activeX1.xml"), Refused.EMBEDDED),
    "a program": (lambda: with_part("word/media/image1.exe"), Refused.EMBEDDED),
    "another text to be merged": (lambda: with_relation("aFChunk", "part.html", ""), Refused.EMBEDDED),
    "a picture from the web": (lambda: with_relation("image", "https://evil.example/a.png"), Refused.OUTSIDE),
    "a picture of a share": (lambda: with_relation("image", "file://server/share/a.png"), Refused.OUTSIDE),
    "an object from elsewhere": (lambda: with_relation("oleObject", "https://evil.example/a"), Refused.EMBEDDED),
    "a frame": (lambda: with_relation("frame", "https://evil.example/a"), Refused.OUTSIDE),
    "a template from the web": (lambda: settings_with("https://evil.example/a.dotm"), Refused.OUTSIDE),
    "a template of a share": (lambda: settings_with(r"file:///\\server\share\a.dotx"), Refused.OUTSIDE),
    "a bomb": (bomb, Refused.TOO_FULL),
    "a bomb that lies": (bomb_that_lies, Refused.DAMAGED),
    "too many parts": (lambda: document(para("x"), parts={f"word/p{n}.xml": "" for n in range(2100)}), Refused.TOO_FULL),
    "billion laughs": (lambda: document(raw=LAUGHS), Refused.DECLARED),
    "a file of the server": (lambda: document(raw=FILES), Refused.DECLARED),
    "a name that climbs": (lambda: with_part("../../etc/cron.d/x"), Refused.ODD_NAMES),
    "a name from the root": (lambda: with_part("/etc/passwd"), Refused.ODD_NAMES),
    "a name of a drive": (lambda: with_part("C:/x"), Refused.ODD_NAMES),
    "a name with backslashes": (lambda: with_part("word\\..\\x"), Refused.ODD_NAMES),
    "two bodies": (twice, Refused.ODD_NAMES),
    "two names but for the case": (lambda: with_part("WORD/Document.xml"), Refused.ODD_NAMES),
    "packed in a way of its own": (lambda: word.packed(word.unpacked(document(para("x"))), zipfile.ZIP_BZIP2), Refused.ODD_NAMES),
    "broken XML": (lambda: document(raw="<w:document"), Refused.DAMAGED),
    "no words": (lambda: document(para("")), Refused.EMPTY),
    "deeper than anyone writes": (
        lambda: document("<w:sdt><w:sdtContent>" * 3000 + para("x") + "</w:sdtContent></w:sdt>" * 3000),
        Refused.EMPTY,
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("what", BAD)
def test_what_may_not_come_in_is_refused_in_plain_words(what):
    make, words = BAD[what]
    data = make()
    started = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        read(data, max_bytes=MOST)
    assert str(refusal.value) == words
    assert time.perf_counter() - started < SECONDS


def test_the_template_of_the_authors_own_computer_is_left_out_and_never_named():
    for target in (r"file:///C:\Users\J.Smith\Report.dotx", "Normal.dotm", "C:/Templates/a.dotx"):
        found = read(settings_with(target), max_bytes=MOST)
        assert found.dropped == ["The template the file was written on was left out."]


def test_a_part_that_is_no_text_is_counted_as_it_comes(monkeypatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 30_000)
    data = document(*(para(f"Words number {n} and some more of them.") for n in range(900)))
    with pytest.raises(Refused) as refusal:
        read(data, max_bytes=MOST)
    assert str(refusal.value) == Refused.TOO_FULL


def test_nothing_in_the_answer_but_words_and_pictures():
    """What comes out of the closed process can be written down: no object of the file travels."""
    found, blobs = answer({"max_bytes": MOST}, [word.with_picture(heading("A"), para(word.shown(alt="x")))])
    assert ([p["kind"] for p in found["pieces"]], found["pieces"][1]["shows"], len(blobs)) == (["heading", "figure"], 0, 1)  # fmt: skip


def whole():
    """A file with something of everything, to be broken."""
    return word.with_picture(
        heading("1. Purpose"),
        para("See ", word.field("REF _Ref1", "1"), word.bold("bold"), word.note_sign()),
        para(word.bookmark("_Ref1", "Costs"), style="Heading2"),
        point("one"), point("two", 1), point("three"),
        para("Table 1: Crimes", style="Caption"),
        table(row("Year", "Crimes", head=True), row("2024", "1"), row(word.cell("x", more='<w:vMerge w:val="restart"/>'), "2")),
        para(word.shown(alt="A map"), word.box(para("Boxed"))),
        parts={"word/footnotes.xml": word.notes(n2="Note")},
    )  # fmt: skip


def mutated(chance, data):
    """The zip itself broken, or the XML inside a whole zip: bytes flipped, cut or doubled, tags and numbers changed."""
    if chance.random() < 0.4:
        return _broken(chance, bytearray(data))
    parts = word.unpacked(data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = _broken(chance, bytearray(parts[name]))
    return word.packed(parts)


def _broken(chance, data):
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(1, len(data)))
        match chance.randrange(6):
            case 0 if data:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 60)]
            case 2:
                data[at:at] = data[chance.randrange(max(1, len(data))) :][: chance.randint(1, 200)]
            case 3:
                old = chance.choice(
                    [b"w:p", b"w:r", b"w:tbl", b"w:tc", b"w:val", b'"1"', b"w:t>", b"footnote", b"begin"]
                )
                new = chance.choice(
                    [b"w:tbl", b"w:tr", b"w:sdt", b'"-1"', b'"99999999999"', b"w:del", b"", b"w:txbxContent"]
                )
                data = bytearray(bytes(data).replace(old, new, chance.randint(1, 4)))
            case 4 if chance.random() < 0.2:
                data = data[:at]
            case _:
                data[at : at + 4] = chance.choice([b"\0\0\0\0", b"<!--", b"]]>", b"&lt;", b"\xff\xfe"])
    return bytes(data)  # fmt: skip


@pytest.mark.slow
def test_mutated_files_are_refused_or_read_and_nothing_else():
    chance, data = random.Random(20260917), whole()
    answers = {"read": 0, "refused": 0}
    slowest = 0.0
    for _ in range(EXAMPLES):
        broken = mutated(chance, data)
        started = time.perf_counter()
        try:
            answer({"max_bytes": MOST}, [broken])
        except Refused:
            answers["refused"] += 1
        else:
            answers["read"] += 1
        slowest = max(slowest, time.perf_counter() - started)
    assert min(answers.values()) > 0
    assert slowest < SECONDS
