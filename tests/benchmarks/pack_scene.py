"""A Panel's quarterly meeting as the issue describes it: the demonstration's papers, sixty open sides with its agenda."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from demo.content import agenda
from demo.loading import everything, meetings
from demo.loading.calendar import days_from
from pcc_portal.accounts.models import User
from pcc_portal.meetings.models import Item, Meeting, Paper
from pcc_portal.writing.models import Block
from tests.benchmarks.prose import Writer
from tests.factories import meetings as make

TODAY = date(2026, 11, 2)  # any day: the same words in every run
MINUTES = "Minutes of"
PARAGRAPHS = 52  # of minutes: eight sides
UPLOAD_SIDES = 3
# Both have open papers of their own, so that the page ranges of both change with their order.
BEFORE, AFTER = "Work programme", "Dates of meetings"


@transaction.atomic
def build_meeting() -> tuple[Meeting, User]:
    """A draft agenda with every paper in, and its clerk; all but one short letter is laid out here."""
    county = everything.people(days_from(TODAY))
    clerk, at = county.clerk, timezone.now()
    lines = [*_lines(agenda.COMING)]
    meeting = meetings.load(county, county.days.coming, lines, county.days.names_for_coming())
    writer = Writer(seed=1)
    line = Item.objects.get(meeting=meeting, public_title__startswith=MINUTES)
    said = [writer.words(420) for _ in range(PARAGRAPHS)]
    make.written(line, clerk, title=line.public_title, words=said, at=at)
    make.uploaded(
        item(meeting, AFTER), clerk, pages=["A page of a letter"] * UPLOAD_SIDES, title="Letter", at=at
    )
    return meeting, clerk


@transaction.atomic
def copied(meeting: Meeting, *, to: Meeting, times: int) -> None:
    """Each open item with written papers, so many times: every paper with words of its own, none is in the cache.

    Rows in bulk: what is measured is the build, not the typing.
    """
    lines = list(Item.objects.filter(meeting=meeting, part="open", papers__text__isnull=False).distinct())
    for turn in range(times):
        for number, line in enumerate(lines):
            place = 1000 + turn * len(lines) + number
            made = _again(line, pk=uuid4(), meeting=to, position=place, parent=None)
            for paper in line.papers.filter(text__isnull=False).select_related("document", "text"):
                _copy(paper, made, turn)


def _copy(paper: Paper, item: Item, turn: int) -> None:
    """The same paper under another item, its first paragraph saying which copy it is."""
    blocks_of = list(Block.objects.filter(text=paper.text_id).order_by("position"))
    text, document = _again(paper.text, pk=uuid4()), _again(paper.document, pk=uuid4())
    first = next(block for block in blocks_of if block.kind == "paragraph")
    first.html = f"Copy {turn}. {first.html}"
    for block in blocks_of:
        block.pk, block.text = uuid4(), text
    Block.objects.bulk_create(blocks_of)
    _again(paper, pk=uuid4(), item=item, text=text, document=document)


def _again(row, **other):
    """A new row like this one, but for what is named."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields} | {"id": other.pop("pk")}
    made = type(row)(**fields)
    for name, value in other.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def minutes(meeting: Meeting) -> Paper:
    """The paper that a clerk changes: eight sides."""
    return Paper.objects.select_related("text").get(
        item__meeting=meeting, public_title__startswith=MINUTES, text__isnull=False
    )


def item(meeting: Meeting, title: str) -> Item:
    return Item.objects.get(meeting=meeting, public_title=title)


def _lines(lines: list[agenda.Line]) -> Iterator[agenda.Line]:
    for line in lines:
        papers = [replace(p, state="in") if p.state == "upload" else p for p in line.papers]
        yield replace(line, papers=papers)
