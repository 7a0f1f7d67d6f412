"""Of an answer, all that there is to read: status, headers, body, and every stream and page of a PDF."""

import hashlib
import re
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
        text = of_pdf(body) if body.startswith(b"%PDF-") else body.decode("utf-8", "replace")
        return cls(response.status_code, dict(response.headers), text)

    @property
    def is_page(self):
        return "html" in self.headers.get("Content-Type", "")

    @property
    def words(self):
        return f"{self.headers}{self.text}"


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
