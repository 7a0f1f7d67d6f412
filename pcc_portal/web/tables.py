"""A table that somebody takes away, as CSV or workbook: what is in a cell is words, and never something that a spreadsheet runs."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter
from django.http import HttpResponse

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, LONGEST = 60, 32_767  # columns in letters; a cell of a workbook holds no more

# What spreadsheets take for the beginning of a formula; a tab or a line end before it is passed over by some.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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


def as_xlsx(sheet: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, at: datetime) -> bytes:
    """One sheet whose head stays in sight. Every cell is written as a string: none is a formula, a number or a link."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1})
    wraps = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(sheet)
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            page.write_string(number, column, value[:LONGEST], wraps)
            widths[column] = max(widths[column], min(len(value), WIDEST))
    for column, width in enumerate(widths):
        page.set_column(column, column, width + 2)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def sent(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Taken away under this name, and kept by no cache: what is in it is as private as its page."""
    response = HttpResponse(data, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
