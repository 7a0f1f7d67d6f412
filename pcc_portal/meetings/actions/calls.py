"""Call a meeting: its date, time and place, and the standing items its agenda begins with."""

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
    made: dict[int, Item] = {}
    for line in sorted(
        StandingItem.objects.filter(body=body), key=lambda s: (s.parent_id is not None, s.position)
    ):
        siblings = sum(
            1
            for item in made.values()
            if item.parent_id == (made[line.parent_id].pk if line.parent_id else None)
        )
        made[line.pk] = Item.objects.create(
            meeting=meeting,
            parent=made[line.parent_id] if line.parent_id else None,
            position=siblings + 1,
            kind=line.kind,
            public_title=line.title,
            purpose=line.purpose,
        )
    record("meetings.meeting.called", subject=meeting, by=by, at=at, thread=ref, held_on=held_on.isoformat())
    return meeting
