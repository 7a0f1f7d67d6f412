"""Of an answer, all that there is to read: status, headers, body, every stream and page of a PDF, every part of a Word file
or a workbook."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

import pypdfium2

from tests.pdf.samples import decoded


@dataclass(frozen=True)
class Answer:
    """What is left of a response once it is read: there are thousands of them."""

    status_code: int
    headers: dict[str, str]
    text: str

    @classmethod
    def of(cls, response):
        body = b"".join(response) if response.streaming else response.content
        return cls(response.status_code, dict(response.headers), read(body))

    @property
    def is_page(self):
        return "html" in self.headers.get("Content-Type", "")

    @property
    def words(self):
        return f"{self.headers}{self.text}"


def read(body):
    if body.startswith(b"%PDF-"):
        return of_pdf(body)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(
                f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist()
            )
    return body.decode("utf-8", "replace")


_seen = {}


def of_pdf(body):
    """Its bytes, what they hold unpacked, and its words without the breaks of their lines; once for each file."""
    key = hashlib.sha256(body).digest()
    if key not in _seen:
        words = (body.decode("utf-8", "replace"), decoded(body).decode("latin-1"), read_out(body))
        _seen[key] = "".join(words)
    return _seen[key]


def read_out(body):
    document = pypdfium2.PdfDocument(body)
    try:
        return "".join(
            re.sub(r"[\s\x02\u00ad-]", "", page.get_textpage().get_text_bounded()) for page in document
        )
    finally:
        document.close()
