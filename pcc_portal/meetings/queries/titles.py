"""Titles that are not for the public, looked for in words that are about to leave."""

from __future__ import annotations

from django.db.models import Q

from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Item, Meeting, Paper, PrivateTitle
from pcc_portal.meetings.states import Part


def private_titles_in(words: str, meeting: Meeting, *more: str) -> list[str]:
    """The titles of this meeting's exempt matter (and ``more``) that stand in these words, but for those that are a public title too."""
    on_items = Item.objects.filter(meeting=meeting)
    papers = Paper.objects.filter(item__meeting=meeting)
    public = {_plain(title) for title in on_items.values_list("public_title", flat=True)}
    out = Release.objects.live().filter(kind="meetings.paper", collection=meeting.ref)
    named = papers.filter(
        ~Q(item__part=Part.EXEMPT) | Q(pk__in=list(out.values_list("subject_id", flat=True)))
    )
    public |= {_plain(title) for title in named.values_list("public_title", flat=True)}
    held = PrivateTitle.objects.filter(Q(item__meeting=meeting) | Q(paper__item__meeting=meeting))
    # What was exempt and is open now: its own title is public, and this one withholds nothing any more.
    held = held.exclude(item__exemption__ended_at__isnull=False)
    held = held.exclude(paper__document__exemption__ended_at__isnull=False)
    titles = {*more, *held.values_list("title", flat=True)}
    titles |= {*papers.filter(item__part=Part.EXEMPT).values_list("public_title", flat=True)}
    said = _plain(words)
    return sorted(t for t in titles if (plain := _plain(t)) and plain in said and plain not in public)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
