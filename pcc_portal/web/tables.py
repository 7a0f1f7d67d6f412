"""A table that somebody takes away, as CSV: what is in a cell is words, and never something that a spreadsheet runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

# What spreadsheets take for the beginning of a formula; a tab or a line end before it is passed over by some.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones count too


def cell(value: str) -> str:
    """Words behind an apostrophe where they could be run as a formula (OWASP: CSV injection)."""
    return f"'{value}" if value.lstrip(" ").startswith(STARTS) else value


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads accents and dashes."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(heads)
    write.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def sent(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Taken away under this name, and kept by no cache: what is in it is as private as its page."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
