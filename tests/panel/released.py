"""Issued meetings as the public sees them: rows of the release tables, without laying out a pack."""

from datetime import timedelta

from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from tests.factories import meetings
from tests.factories.days import NOW


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
