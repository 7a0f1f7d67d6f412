"""Agendas: what each item has, pages or a word that it has none."""

import re
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, short
from pcc_portal.writing.proofing.registry import Finding, check

_ITEM = re.compile(r"\s*\(?(?:\d{1,2}(?:\s?\(\d{1,2}\))?|\(\d{1,2}\))[.)]?\s+\S")
_PAGES = re.compile(r"\(?\b(?:pages?|pp?\.)\s*\d{1,3}(?:\s?[-–]\s?\d{1,3})?\)?\s*$|\b\d{1,3}\s?[-–]\s?\d{1,3}\s*$", re.IGNORECASE)  # fmt: skip
_SAID = re.compile(r"\b(?:verbal|oral|to follow|no paper|none|marked)\b", re.IGNORECASE)
A_LINE = 200  # letters: what is longer is no line of an agenda
LEAST = 2


@check("item-without-pages", row="S12", warns=True)
def pages(document: Document) -> Iterator[Finding]:
    """Where items have their pages beside them: one that has none, and does not say that it is verbal."""
    lines: list[tuple[int, str]] = []
    for table in document.tables:
        lines += [(place, "  ".join(cell for cell in line if cell)) for place, line in zip(table.places, table.lines, strict=True)]  # fmt: skip
    lines += [(one.position, _numbered(one.number, one.text)) for one in document.passages if not one.table]
    items = [(place, words) for place, words in lines if _ITEM.match(words)]
    paged = [words for _, words in items if _PAGES.search(words) and not re.search(r"20\d\d\s*$", words)]
    if len(paged) < LEAST:
        return
    for place, words in items:
        if not _PAGES.search(words) and not _SAID.search(words) and len(words) < A_LINE:
            yield Finding("item-without-pages", "This item has no pages, and does not say that it is verbal or needs no paper.", place, short(words))  # fmt: skip


def _numbered(number: str, text: str) -> str:
    return text if not number or text.startswith(number) else f"{number} {text}"
