"""Twenty years of a body that meets every month: 240 meetings, 3,600 items, 10,800 papers. What a page of today pays for them.

The first year is let out by the portal's own code; the others are copies of its rows, under other keys and days.
"""

import time
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from pcc_portal.documents.models import Document, Release, ReleasedText
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.writing.models import Text
from tests.benchmarks import measuring, scene

A_YEAR, YEARS, ITEMS = 12, 20, 15
BAR = 1.3
TIMES = 10


def measure(report: measuring.Report, site, clerk, *, pages: dict[str, tuple[str, str]], rounds: int) -> None:
    """Every page in a database of one year, then in one of twenty: the same queries, and hardly more time."""
    first = timezone.localdate() + timedelta(
        days=401
    )  # a year that is called, since nothing is issued afterwards
    days = [first + timedelta(days=30 * n) for n in range(A_YEAR)]
    year = [scene.issued(clerk, held_on=day, items=ITEMS, seed=1000 + n) for n, day in enumerate(days)]
    one = asked(site, pages, rounds=rounds)
    for number in range(3, YEARS + 2):  # older than what calendar and feed look back at
        for meeting in year:
            _again(meeting, day=meeting.held_on - timedelta(days=365 * number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = asked(site, pages, rounds=rounds)
    report.add(
        years_meetings=Meeting.objects.count(),
        years_items=Item.objects.count(),
        years_papers=Paper.objects.count(),
        years_times_one_year={name: round(many[name][0] / one[name][0], 3) for name in pages},
        years_queries={name: [one[name][1], many[name][1]] for name in pages},
    )
    report.hold("years_slowest_page", max(many[name][0] / one[name][0] for name in pages), at_most=BAR)
    report.hold("years_queries_more", max(many[name][1] - one[name][1] for name in pages), at_most=0)


def asked(site, pages: dict[str, tuple[str, str]], *, rounds: int) -> dict[str, tuple[float, int]]:
    """{page: (seconds, queries)}."""
    queries = {name: site.queries(path, cookie=cookie) for name, (path, cookie) in pages.items()}
    works = {name: partial(site.get, path, cookie=cookie) for name, (path, cookie) in pages.items()}
    seconds = measuring.in_turn(works, rounds=rounds, clock=time.process_time, times=TIMES)
    return {name: (seconds[name], queries[name]) for name in pages}


def _again(meeting: Meeting, *, day: date) -> None:
    """The same meeting on another day: its items and papers, and everything of it that is released."""
    ref = f"pcp-{day:%Y-%m-%d}"
    made = _copy(meeting, pk=None, ref=ref, held_on=day, life="held")
    made.save(force_insert=True)
    items = {row.pk: _copy(row, pk=uuid4(), meeting=made) for row in Item.objects.filter(meeting=meeting)}
    Item.objects.bulk_create(items.values())
    papers = Paper.objects.filter(item__in=items).select_related("document")
    keys: dict[str, str] = {str(meeting.pk): str(made.pk)}
    copies, documents, texts = [], [], []
    for row in papers:
        documents.append(_copy(row.document, pk=uuid4()))
        texts.append(Text(id=uuid4(), kind="paper"))
        copies.append(_copy(row, pk=uuid4(), item=items[row.item_id], document=documents[-1], text=texts[-1]))
        keys[str(row.pk)] = str(copies[-1].pk)
    Document.objects.bulk_create(documents)
    Text.objects.bulk_create(texts)
    Paper.objects.bulk_create(copies)
    _release_again(meeting.ref, ref, day, keys)


def _release_again(was: str, ref: str, day: date, keys: dict[str, str]) -> None:
    rows = list(Release.objects.filter(collection=was, subject_id__in=keys).select_related("text"))
    last = Release.objects.aggregate(last=Max("pk"))["last"]
    made = [
        _copy(
            row, pk=last + n, collection=ref, on=day, subject_id=keys[row.subject_id], chain_hash=uuid4().hex
        )
        for n, row in enumerate(rows, start=1)
    ]
    Release.objects.bulk_create(made)
    with connection.cursor() as cursor:  # what is made next takes the keys behind these
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('documents_release', 'id'), max(id)) FROM documents_release"
        )
    texts = [(new, row.text) for row, new in zip(rows, made, strict=True) if hasattr(row, "text")]
    ReleasedText.objects.bulk_create(
        ReleasedText(release=new, html=text.html, contents=text.contents, pages=text.pages)
        for new, text in texts
    )


def _copy(row, **other):
    """A new row like this one, but for what is named."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    made = type(row)(**(fields | {"id": other.pop("pk")}))
    for name, value in other.items():
        setattr(made, name, value)
    return made
