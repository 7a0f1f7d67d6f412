"""Tell everyone where a meeting is while it goes on: a release of the number and the public title of the item it has come to."""

from datetime import datetime
from typing import Any

from pcc_portal.accounts.models import User
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import ItemTaken, Meeting, Minutes
from pcc_portal.meetings.queries import agenda_of

KIND = "meetings.live"
RULE = "LGA 1972 s100A: a meeting is open to the public except while exempt matter is heard"


def tell(minutes: Minutes, *, by: User, at: datetime) -> Release | None:
    """Release where it is now, if that is news; belongs in the transaction of the press that moved it.

    Of exempt business it says that the meeting is in private and nothing else, neither number nor title. Of a meeting
    that was minuted afterwards nothing is told: it is nowhere any more. Nor of one that is not open to the public.
    """
    meeting, facts = minutes.meeting, _facts(minutes)
    if not meeting.is_under_part_va:
        return None
    live = Release.objects.live().filter(kind=KIND, collection=meeting.ref).first()
    is_news = live.facts != facts if live is not None else _goes_on(meeting)
    if not facts or not is_news:
        return None
    return releases.release(
        KIND,
        subject=meeting,
        collection=meeting.ref,
        title=f"Where the meeting is: {meeting}"[:300],
        rule=RULE,
        content=Content(),
        facts=facts,
        on=meeting.held_on,
        by=by,
        at=at,
    )


def _goes_on(meeting: Meeting) -> bool:
    """Nobody has said yet what became of it, as it stands now and not as it stood when the page was opened."""
    return Meeting.objects.pending().filter(pk=meeting.pk).exists()


def _facts(minutes: Minutes) -> dict[str, Any]:
    if minutes.rose_at is not None:
        return {"state": "rose", "since": minutes.rose_at.isoformat()}
    item = minutes.live_item
    if item is not None:
        taken = ItemTaken.objects.filter(minutes=minutes, item=item).first()
        since = taken.at.isoformat() if taken else ""
        if item.is_exempt:
            return {"state": "private", "since": since}
        line = agenda_of(minutes.meeting).line(item.pk)
        number = line.number if line else ""
        return {"state": "item", "number": number, "title": item.public_title, "since": since}
    if minutes.began_at is not None:
        return {"state": "began", "since": minutes.began_at.isoformat()}
    return {}
