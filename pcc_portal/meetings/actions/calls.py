"""Call a meeting: its date, time and place, and the standing items its agenda begins with."""

from collections import Counter
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import Body, Item, Meeting, StandingItem


class DateTaken(Exception):
    """The body already meets on that day."""


@transaction.atomic
def call(
    body: Body,
    *,
    held_on: date,
    by: User | None,
    at: datetime,
    starts_at: time | None = None,
    venue: str = "",
    webcast_url: str = "",
) -> Meeting:
    """A draft meeting with the body's standing items. Raises DateTaken."""
    ref = f"{body.slug}-{held_on.isoformat()}"
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                body=body,
                ref=ref,
                held_on=held_on,
                starts_at=starts_at or body.default_time,
                venue=venue or body.venue,
                webcast_url=webcast_url,
                changed_at=at,
            )
    except IntegrityError:
        raise DateTaken(
            "This body already has a meeting on that day. Open that one, or choose another day."
        ) from None
    Item.objects.bulk_create(_standing_lines(meeting))
    record("meetings.meeting.called", subject=meeting, by=by, at=at, thread=ref, held_on=held_on.isoformat())
    return meeting


def _standing_lines(meeting: Meeting) -> list[Item]:
    """Main items first, so that each sub-item finds its own; both counted from 1 in their row."""
    made: dict[int | None, Item] = {}
    places: Counter[int | None] = Counter()
    lines = StandingItem.objects.filter(body=meeting.body_id)
    for line in sorted(lines, key=lambda s: (s.parent_id is not None, s.position)):
        places[line.parent_id] += 1
        made[line.pk] = Item(
            meeting=meeting,
            parent=made.get(line.parent_id),
            position=places[line.parent_id],
            kind=line.kind,
            public_title=line.title,
            purpose=line.purpose,
        )
    return list(made.values())
