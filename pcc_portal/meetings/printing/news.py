"""What was published of a body's meetings, as an Atom feed (RFC 4287): made of releases, and of nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from pcc_portal.documents.models import Release
from pcc_portal.meetings.printing.calendars import host

# Which releases are news, and how their title begins.
KINDS = {
    "meetings.notice": "",
    "meetings.pack": "Papers issued",
    "meetings.supplement": "More papers",
    "meetings.minutes": "Minutes confirmed",
}
NEW_EDITION = "Papers issued anew"
# A paper is news where it has become something else: by what its release says of it.
PAPER, GONE, OPENED = "meetings.paper", "gone", "was_exempt"


def atom(rows: Sequence[Release], *, title: str, path: str, page: str) -> bytes:
    """One entry for each release; a new version of one is a new entry."""
    feed = Atom1Feed(
        title=title,
        link=settings.PUBLIC_BASE_URL + page,
        feed_url=settings.PUBLIC_BASE_URL + path,
        description="",
        language="en-GB",
        feed_guid=f"tag:{host()},2026:{path}",
        author_name=title,
    )
    names = {row.collection: row.title for row in rows if row.kind == "meetings.notice"}
    for row in rows:
        name = names.get(row.collection, row.collection)
        feed.add_item(
            title=_printable(_title(row, name)),
            link=f"{settings.PUBLIC_BASE_URL}{page}meetings/{row.collection}/",
            description=escape(_printable(_words(row))),
            unique_id=f"tag:{host()},{row.released_at:%Y-%m-%d}:{row.collection}/{row.kind}/{row.subject_id}/{row.version}",
            pubdate=row.released_at,
            updateddate=row.released_at,
        )
    return feed.writeString("utf-8").encode()


def _title(row: Release, name: str) -> str:
    if row.kind == PAPER:
        return f"{'Paper withdrawn' if GONE in row.facts else 'Paper made public'}: {name}"
    life = row.facts.get("life_words", "")
    if row.kind == "meetings.notice":
        return f"{name}. {life}" if life else name
    if row.kind == "meetings.pack" and row.version > 1:
        return f"{NEW_EDITION}: {name}"
    return f"{KINDS[row.kind]}: {name}"


def _words(row: Release) -> str:
    facts = row.facts
    if row.kind == PAPER:
        said = [f"“{row.title}”", paper_words(facts), facts.get("reason", "")]
    elif row.kind == "meetings.notice":
        said = [facts.get("reason", ""), facts.get("venue", "")]
    else:
        said = [row.title, f"{facts['pages']} pages" if facts.get("pages") else ""]
    return ". ".join(words.rstrip(".") for words in said if words) + "."


def paper_words(facts: Mapping[str, Any]) -> str:
    """What became of it. Of one that is exempt from now on no more than that: why is for its members."""
    if GONE in facts:
        return f"It may no longer be read. Its place, {pages_of(facts)}, is kept"
    return f"Everyone can read it now, {pages_of(facts)}"


def pages_of(facts: Mapping[str, Any]) -> str:
    """ "page 7", "pages E3 to E4"."""
    first, last = facts["first"], facts["last"]
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _printable(words: str) -> str:
    """Without the characters that no XML may hold; they come in with what is pasted."""
    return "".join(c for c in words if c.isprintable())
