"""Checks the invented content by itself: `python -m demo.content.check`. Prints words a paper; any fault stops it."""

import hashlib
import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib import import_module

from demo.content import agenda, history, people
from demo.content.blocks import Block, Bullets, Chart, Heading, Letters, Para, Recommendation, Table
from demo.content.dates import placeholders

COMING, LAST = date(2026, 12, 10), date(2026, 10, 8)
PUBLIC = [
    "commissioner_report",
    "engagement_diary",
    "measures",
    "partnerships",
    "work_programme",
]
PUBLIC_LAST = ["minutes_before_last", "commissioner_report_last", "finance_note_last", "work_programme_last"]
PUBLIC_EXTRA = ["hearing", "candidate_statement"]
PRIVATE = ["complaints_exempt", "annex_organised_crime"]
PRIVATE_LAST = ["complaints_exempt_last"]
CANARIES = {
    "complaints_exempt": "Thistlewood",
    "annex_organised_crime": "Harrowgate-Seven",
    "complaints_exempt_last": "Millrace",
}
STATUTES = {"1972", "1998", "2000", "2007", "2010", "2011", "2012"}
REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]")
MARKUP = re.compile(r"<(?!/?(?:strong|em)>|a href=\"|/a>)")

# Names of real places and bodies that must not appear, kept as digests so that they do not stand here either.
FORBIDDEN = {
    "0627337ae58e",
    "08f368909fce",
    "0e673ed04b00",
    "2682e7ec264e",
    "35b70237d754",
    "3a4ba03ab4fb",
    "3e9df2cb288e",
    "3ece6273bfda",
    "3f703a8dd95c",
    "4615706ceda4",
    "4ddfaddb1aee",
    "5503da580f49",
    "5cbf0b3eac51",
    "5f381c2c27f1",
    "62ffa705acf6",
    "653f39e36a5b",
    "66123f95d3ed",
    "66af5d9c9ea5",
    "70136d52dd91",
    "72d64f0f3061",
    "78be973d4a55",
    "7d106b1f8883",
    "7deead025aea",
    "8a75cc3509a6",
    "8b81d0b52d7d",
    "99cbfb969da0",
    "9c04498f8178",
    "a5b9b30e28b2",
    "a5f168d1e2f6",
    "b200897121bf",
    "cc99443fa1c1",
    "d25bb164b2bf",
    "d4190c2f7893",
    "dacb204492f6",
}


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", re.sub(r"<[^>]+>", " ", text))


def strings(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Para() | Recommendation():
            yield block.html
        case Bullets():
            yield from block.items
        case Letters():
            for item in block.items:
                if isinstance(item, str):
                    yield item
                else:
                    yield item[0]
                    yield from item[1]
        case Table():
            yield block.caption
            for row in [block.head, *block.rows, block.foot or []]:
                yield from row
        case Chart():
            yield from (block.caption, block.alt, *block.x, *block.series)


def number(cell: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[£,]", "", cell))
    except InvalidOperation:
        return None


def sums(name: str, table: Table) -> Iterator[str]:
    width = len(table.head)
    for row in [*table.rows, *([table.foot] if table.foot else [])]:
        if len(row) != width:
            yield f"{name}: {table.caption}: a row of {len(row)} in a table of {width}"
    for column in table.numeric - table.unsummed if table.foot else set():
        stated = number(table.foot[column]) if table.foot else None
        found = sum((number(row[column]) or Decimal(0) for row in table.rows), Decimal(0))
        if stated is not None and stated != found:
            yield f"{name}: {table.caption}, column {column + 1}: stated {stated}, found {found}"


def faults_of(name: str, blocks: list[Block], names: dict[str, object]) -> Iterator[str]:
    keys = [block.key for block in blocks if block.key]
    if len(keys) != len(set(keys)):
        yield f"{name}: a key is used twice"
    for block in blocks:
        if isinstance(block, Table):
            yield from sums(name, block)
        if isinstance(block, Chart):
            yield from (
                f"{name}: {block.caption}: {label}"
                for label, line in block.series.items()
                if len(line) != len(block.x)
            )
        for raw in strings(block):
            yield from (f"{name}: no block {key}" for key in REFERENCE.findall(raw) if key not in keys)
            yield from (
                f"{name}: a year is fixed: {year}"
                for year in re.findall(r"\b(?:19|20)\d\d\b", raw)
                if names and year not in STATUTES
            )
            if MARKUP.search(raw):
                yield f"{name}: markup that is not allowed: {raw[:60]}"
            yield from faults_in(name, raw.format(**names) if names else raw)


def faults_in(name: str, text: str) -> Iterator[str]:
    for word in re.findall(r"[a-z]+", text.lower()):
        if hashlib.sha256(word.encode()).hexdigest()[:12] in FORBIDDEN:
            yield f"{name}: a real name: {word}"
    for home, canary in CANARIES.items():
        if canary.lower() in text.lower() and home != name:
            yield f"{name}: holds the word of {home}"


def papers() -> Iterator[tuple[str, list[Block], dict[str, object]]]:
    coming = placeholders(coming=COMING, last=LAST)
    last = placeholders(coming=LAST, last=date(2026, 6, 18))
    for group, names in ((PUBLIC + PUBLIC_EXTRA + PRIVATE, coming), (PUBLIC_LAST + PRIVATE_LAST, last)):
        for name in group:
            yield name, import_module(f"demo.content.papers.{name}").BLOCKS, names


def agenda_faults(names: dict[str, object]) -> Iterator[str]:
    known = {person.key for person in people.PEOPLE}
    for line in [*agenda.COMING, *agenda.EXTRA, *agenda.LAST, *agenda.STANDING]:
        for text in (line.title, line.purpose, line.resolution):
            yield from faults_in("agenda", text.format(**names))
        for paper in line.papers:
            yield from faults_in("agenda", f"{paper.title} {paper.note}".format(**names))
            if paper.author not in known:
                yield f"agenda: nobody is {paper.author}"
    seats = [*people.SEATS, *people.FORMER_SEATS]
    yield from (
        f"people: nobody is {seat.person}" for seat in seats if seat.person and seat.person not in known
    )
    organisations = {organisation.key for organisation in people.ORGANISATIONS} | {""}
    yield from (
        f"people: no organisation {person.organisation}"
        for person in people.PEOPLE
        if person.organisation not in organisations
    )
    for person in people.PEOPLE:
        yield from faults_in("people", f"{person.given} {person.family} {person.card}")


def main() -> int:
    faults = list(agenda_faults(placeholders(coming=COMING, last=LAST)))
    for name, blocks, names in papers():
        count = sum(len(words_of(text)) for block in blocks for text in strings(block))
        charts = sum(isinstance(block, Chart) for block in blocks)
        tables = sum(isinstance(block, Table) for block in blocks)
        sys.stdout.write(f"{name:26} {count:6,} words, {tables:2} tables, {charts} charts\n")
        faults += faults_of(name, blocks, names)
        if name in CANARIES and not any(
            CANARIES[name] in text for block in blocks for text in strings(block)
        ):
            faults.append(f"{name}: its own word is missing")
    past = history.meetings(coming=COMING, before=date(2026, 6, 18))
    count = sum(
        len(words_of(text)) for meeting in past for block in meeting.blocks for text in strings(block)
    )
    sys.stdout.write(f"{'history':26} {count:6,} words in {len(past)} meetings\n")
    for meeting in past:
        faults += faults_of(f"history {meeting.on}", meeting.blocks, {})
        faults += faults_in("history", meeting.resolved)
    sys.stdout.write("".join(f"FAULT {fault}\n" for fault in faults) or "No faults.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
