"""Meetings with many papers: rows in bulk, and everything that readers get made by the portal's own code.

Laying out and merging are left out: each paper stands on a side of its own, and the pack is one blank page.
"""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from pcc_portal.accounts.models import Office, Organisation, User
from pcc_portal.accounts.roles import Role
from pcc_portal.documents import stores
from pcc_portal.documents.actions import releases
from pcc_portal.documents.models import Document, Release
from pcc_portal.meetings.actions import agendas, packs, publications
from pcc_portal.meetings.models import Item, Meeting, Pack, Paper
from pcc_portal.meetings.printing import binding
from pcc_portal.meetings.printing.binding import Bound
from pcc_portal.meetings.printing.front import FrontMatter
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of, inputs_of
from pcc_portal.meetings.states import ItemKind, PaperRole, PaperState
from pcc_portal.writing.html import clean
from pcc_portal.writing.models import Block, Text
from tests.benchmarks.bare import REF
from tests.benchmarks.prose import Writer
from tests.factories import meetings as make
from tests.factories import people
from tests.pdf import samples

PAPERS_AN_ITEM = 3
FRONT_SIDES = 4


def found() -> User:
    """The Panel with its seats, its office and its clerk."""
    body = make.body()
    make.seats(body, "aldercote", "brinsley", "carrow", "denholm", "easterby", independent=2)
    Office.objects.create(
        name="Ardenshire Police and Crime",
        publisher="Published by the host council for the Police and Crime Panel",
        help_name="Simon Garrod",
        help_role="Clerk to the Panel",
        help_phone="01632 960 123",
        help_email="panel@county.example",
        help_hours="Monday to Friday, 9am to 5pm",
        from_on=date(2020, 1, 1),
    )
    return people.holder(Role.PANEL_CLERK, body.organisation, "Simon", "Garrod")


def draft(clerk: User, *, held_on: date, items: int, seed: int) -> Meeting:
    """An agenda with every paper in and a draft pack built; each paper is one side of text."""
    at = timezone.now()
    meeting = make.meeting(clerk, held_on=held_on, at=at)
    Item.objects.filter(meeting=meeting).delete()
    writer, office = Writer(seed), people.organisation("office")
    lines = [
        Item(
            meeting=meeting,
            position=n,
            kind=ItemKind.PAPERS,
            public_title=writer.title(),
            purpose="To consider",
        )
        for n in range(items)
    ]
    Item.objects.bulk_create(lines)
    written = [
        paper(line, place=n, writer=writer, office=office, by=clerk, at=at)
        for line in lines
        for n in range(PAPERS_AN_ITEM)
    ]
    Document.objects.bulk_create(row.document for row, _ in written)
    Text.objects.bulk_create(row.text for row, _ in written)
    Block.objects.bulk_create(block for _, rows in written for block in rows)
    Paper.objects.bulk_create(row for row, _ in written)
    pack_of(meeting).save(force_insert=True)
    return meeting


def paper(line: Item, *, place: int, writer: Writer, office: Organisation, by: User, at) -> tuple:
    """A paper and its blocks, not yet saved."""
    text = Text(id=uuid4(), kind="paper")
    blocks = [
        Block(
            text=text,
            position=n,
            kind=content["kind"],
            level=content.get("level"),
            html=clean(content["html"], content["kind"]).html,
            updated_at=at,
            updated_by=by,
        )
        for n, content in enumerate(writer.one_side())
    ]
    row = Paper(
        item=line,
        position=place,
        role=PaperRole.APPENDIX if place else PaperRole.REPORT,
        public_title=writer.title(),
        author_role="Commissioner",
        document=Document(organisation=office, marking="official", created_by=by, created_at=at),
        text=text,
        state=PaperState.IN,
    )
    return row, blocks


def built(meeting: Meeting) -> packs.Built:
    """What lay_out gives, each paper one side long and alone on its leaf."""
    agenda = agenda_of(meeting)
    everything = [binding.Paper(source, b"", 1) for source in sources(agenda, private=False)]
    first = range(FRONT_SIDES + 1, FRONT_SIDES + 1 + 2 * len(everything), 2)
    spans = {p.source.key: (str(n), str(n + 1)) for p, n in zip(everything, first, strict=True)}
    return packs.Built(
        agenda=agenda,
        open_volume=Bound([], spans),
        exempt_volume=Bound(),
        papers=everything,
        anchors={p.source.key: {} for p in everything},
        cached=set(),
        problems=[],
        matter=FrontMatter.gather(meeting),
        inputs=inputs_of(meeting),
    )


def pack_of(meeting: Meeting) -> Pack:
    """A pack that was built from what is saved now."""
    made = built(meeting)
    key, at = stores.put(samples.plain("A page"), folder="packs", suffix=".pdf"), timezone.now()
    return Pack(
        meeting=meeting,
        inputs=made.inputs,
        built_at=at,
        public_inputs="0",
        public_key=key,
        public_sha256="0",
        public_pages=FRONT_SIDES + 2 * len(made.papers),
        members_inputs="0",
        members_key=key,
        members_sha256="0",
        parts=packs.parts_of(made),
    )


def issued(clerk: User, *, held_on: date, items: int, seed: int) -> Meeting:
    """The same agenda, let out by the code that lets out every agenda."""
    meeting = draft(clerk, held_on=held_on, items=items, seed=seed)
    at = timezone.now()
    agendas.lock(meeting, by=clerk, at=at)
    return publications.let_out(meeting, built(meeting), pack_of(meeting), by=clerk, at=at)


def notices(clerk: User, days: list[date]) -> None:
    """Past meetings as the list of meetings shows them: their notices alone."""
    for day in days:
        like = Meeting(pk=-day.toordinal())
        releases.release(
            "meetings.notice",
            subject=like,
            collection=f"pcp-{day:%Y-%m-%d}",
            title=f"Police and Crime Panel, {day:%A} {day.day} {day:%B %Y}",
            rule=publications.RULE_NOTICE,
            content=releases.Content(html="<p>Police and Crime Panel</p>"),
            on=day,
            facts={
                "starts_at": "14:00",
                "venue": "Committee Room 1, County Hall",
                "webcast_url": "",
                "body": "Ardenshire Police and Crime Panel",
                "short": "Panel",
                "path": f"/panel/meetings/pcp-{day:%Y-%m-%d}/",
            },
            by=clerk,
            at=timezone.now(),
        )


def bare_row(clerk: User) -> None:
    """The one row that the bare view reads."""
    notices(clerk, [date(2020, 1, 1)])
    Release.objects.filter(collection="pcp-2020-01-01").update(collection=REF)
