"""Issued meetings as the public sees them: rows of the release tables, without laying out a pack."""

from datetime import timedelta

from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Withheld
from pcc_portal.meetings.printing import reading
from pcc_portal.meetings.printing.binding import Paper as Printed
from pcc_portal.meetings.printing.sheets import sources
from pcc_portal.meetings.queries import agenda_of
from tests.factories import meetings
from tests.factories.days import NOW
from tests.factories.packs import second


def issued(by, *, on, papers=1, of=None):
    """A meeting that was let out, with so many open papers."""
    meeting = meetings.meeting(by, of=of, held_on=on)
    common = {"collection": meeting.ref, "rule": "a rule", "by": by, "at": NOW, "on": on}
    facts = {"starts_at": "14:00", "venue": "County Hall", "path": meeting.path, "short": "Panel", "pages": 9}
    name = f"The Panel, {on}"
    for kind in ("notice", "agenda"):
        content = Content(html=f"<p>{name}</p>")
        releases.release(
            f"meetings.{kind}", subject=meeting, title=name, content=content, facts=facts, **common
        )
    pack = Content(data=b"%PDF-1.7", suffix=".pdf")
    releases.release("meetings.pack", subject=meeting, title=name, content=pack, facts=facts, **common)
    item = meetings.item(meeting, by, kind="papers")
    for position in range(papers):
        paper = meetings.paper(item, by)
        content = Content(html=f'<p id="paper-{position}">{paper.public_title}</p>')
        releases.release(
            "meetings.paper", subject=paper, title="Paper", position=position, content=content, **common
        )
    type(meeting).objects.filter(pk=meeting.pk).update(status="issued", issued_at=NOW, life="called")
    meeting.refresh_from_db()
    return meeting


def some(by, count, *, first, step=7, **more):
    return [issued(by, on=first + timedelta(days=step * n), **more) for n in range(count)]


def let_out(meeting, by):
    """The papers of an agenda as they are frozen at issue, open and exempt, each on two pages of its own; without a pack."""
    agenda = agenda_of(meeting)
    common = {"collection": meeting.ref, "rule": "a rule", "by": by, "at": NOW, "on": meeting.held_on}
    facts = {"path": meeting.path, "short": "Panel", "starts_at": "14:00", "venue": "County Hall"}
    notice = Content(html="<p>Notice</p>")
    releases.release(
        "meetings.notice", subject=meeting, title=str(meeting), content=notice, facts=facts, **common
    )
    for private in (False, True):
        series = "E" if private else ""
        for place, source in enumerate(sources(agenda, private=private), start=1):
            span = (f"{series}{place * 4 - 1}", f"{series}{place * 4}")
            pages = source.pages or 2
            frozen = reading.paper(meeting, Printed(source, b"", pages), span, {})
            facts = {"item": source.line.number, "first": span[0], "last": span[1]}
            if private:
                withhold(meeting, source, frozen, facts=facts, place=place, by=by)
            else:
                content = Content(html=frozen.html, contents=frozen.contents, pages=frozen.pages)
                releases.release(
                    "meetings.paper",
                    subject=source.sheet.paper,
                    title=source.title,
                    position=place,
                    facts=facts,
                    content=content,
                    **common,
                )
    type(meeting).objects.filter(pk=meeting.pk).update(status="issued", issued_at=NOW, life="called")
    meeting.refresh_from_db()
    return meeting


def withhold(meeting, source, frozen, *, facts, place, by):
    Withheld.objects.create(
        kind="meetings.paper",
        subject_id=str(source.sheet.paper.pk),
        collection=meeting.ref,
        position=place,
        organisation=meeting.body.organisation,
        title=source.title,
        facts=facts,
        html=frozen.html,
        contents=frozen.contents,
        pages=frozen.pages,
        sha256="0" * 64,
        issued_at=NOW,
        issued_by=by,
        seconded_by=second(meeting),
    )
