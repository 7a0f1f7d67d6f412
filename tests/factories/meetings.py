"""Bodies, meetings, items, papers, exemptions and seats."""

from dataclasses import replace
from datetime import date
from itertools import count

from pcc_portal.accounts.models import Person
from pcc_portal.documents.actions.documents import Grounds
from pcc_portal.meetings.actions import bodies, calls, items, papers
from pcc_portal.meetings.models import Body, Paper, Seat, StandingItem
from pcc_portal.meetings.models.seat import SeatKind
from pcc_portal.meetings.states import ItemKind
from pcc_portal.pdf import uploads
from pcc_portal.writing.actions import blocks
from tests.factories.days import LONDON, NOW
from tests.factories.people import organisation
from tests.pdf.samples import plain

HELD_ON = date(2026, 12, 17)  # a Thursday, 33 working days after TODAY
_numbers = count(1)


def body(slug="pcp"):
    """The Panel ("pcp") or the Board ("gpb") as every portal begins with them; any other slug is a body like the Panel."""
    bodies.ensure()
    found = Body.objects.filter(slug=slug).first()
    if found is None:
        found = Body.objects.get(slug="pcp")
        found.pk, found.slug, found.name, found.short_name = None, slug, f"The body {slug}", slug.upper()
        found.organisation, found.host = organisation(slug), organisation(f"{slug}-host")
        found.save(force_insert=True)
    if not found.venue:
        Body.objects.filter(pk=found.pk).update(venue="Committee Room 1, County Hall")
        found.refresh_from_db()
    return found


def standing(of, *titles):
    """Standing items; a title that begins with a dash is a part of the one before it."""
    parent = None
    for position, title in enumerate(titles, start=1):
        row = StandingItem.objects.create(
            body=of,
            position=position,
            title=title.lstrip("- "),
            parent=parent if title.startswith("-") else None,
        )
        parent = parent if title.startswith("-") else row


def meeting(by, *, of=None, held_on=HELD_ON, at=NOW):
    """A draft meeting of the Panel, on whatever day: past ones are recorded afterwards, off days are meant."""
    past = held_on < at.astimezone(LONDON).date()
    return calls.plan(of or body(), held_on=held_on, by=by, at=at, afterwards=past, off_day=True)


def item(on, by, *, title="", at=NOW, kind=ItemKind.NONE, **more):
    """An open line; it needs no paper unless ``kind`` says so."""
    return items.add(on, public_title=title or f"Item {next(_numbers)}", kind=kind, by=by, at=at, **more)


def paper(of, by, *, title="", at=NOW, accepted=False, of_organisation=None, **more):
    """A paper with nothing in it yet."""
    made = papers.add(
        of,
        public_title=title or f"Paper {next(_numbers)}",
        organisation=of_organisation or organisation("office"),
        by=by,
        at=at,
        **more,
    )
    return papers.accept(made, by=by, at=at) if accepted else made


def written(of, by, *, words=("What the paper says.",), title="", at=NOW, accepted=True, **more):
    """A paper written here, a heading and then one paragraph for each of ``words``."""
    made = papers.write(paper(of, by, title=title, at=at, **more), by=by, at=at)
    blocks.append(made.text, kind="heading", level=1, html="Introduction", by=by, at=at)
    for html in words:
        blocks.append(made.text, kind="paragraph", html=html, by=by, at=at)
    return papers.accept(made, by=by, at=at) if accepted else made


def uploaded(of, by, *, pages=("Page one", "Page two"), at=NOW, accepted=True, **more):
    """A paper uploaded as a PDF whose pages say ``pages``; see ``attach``."""
    file = {name: more.pop(name) for name in ("filename", "is_scanned") if name in more}
    made = attach(paper(of, by, at=at, **more), by, *pages, at=at, **file)
    return papers.accept(made, by=by, at=at) if accepted else made


def attach(to, by, *pages, filename="report.pdf", is_scanned=True, at=NOW):
    """A file for a paper, really parsed and cleaned; with ``is_scanned=False`` somebody must look at it."""
    data = plain(*pages)
    found = uploads.inspect(data, max_bytes=10_000_000, max_pages=200)
    papers.attach(to, filename=filename, original=data, found=found, is_scanned=is_scanned, by=by, at=at)
    return Paper.objects.get(pk=to.pk)


def officer_of_the_council():
    """The proper officer: a name that stands under each decision to withhold."""
    return Person.objects.get_or_create(given="Priya", family="Lacey")[0]


def grounds(*paragraphs, review_on=date(2027, 11, 2), registrable=None, **more):
    """Good grounds to withhold: paragraph 1 unless others are named."""
    chosen = list(paragraphs) or [1]
    return Grounds(
        paragraphs=chosen,
        reasons_for=more.get("reasons_for", "It would tell who complained."),
        reasons_against=more.get("reasons_against", "The public want to know."),
        proper_officer=more.get("proper_officer") or officer_of_the_council(),
        review_on=review_on,
        registrable=False if 3 in chosen and registrable is None else registrable,
    )


def exceptions(*of_the_order, **more):
    """Good grounds for the Board, which has those of the Specified Information Order."""
    return replace(grounds(**more), paragraphs=(), grounds=of_the_order or ("commercial",))


def seats(of, *councils, independent=0):
    """One seat for each council, then the independent ones."""
    rows = [
        Seat.objects.create(
            body=of,
            position=n,
            kind=SeatKind.COUNCILLOR,
            nominated_by=organisation(slug, f"{slug.title()} Council"),
        )
        for n, slug in enumerate(councils, start=1)
    ]
    return rows + [
        Seat.objects.create(body=of, position=len(rows) + n, kind=SeatKind.INDEPENDENT)
        for n in range(1, independent + 1)
    ]
