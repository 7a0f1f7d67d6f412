"""Keep what the Chair has before her."""

from datetime import datetime

from django.db import transaction

from panel.models import ChairNote
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.models import Item


@transaction.atomic
def note(item: Item, *, minutes: int | None, words: str, by: User, at: datetime) -> ChairNote:
    """How long an item may take and what to say there; emptied, nothing is left of it. Its words are in no audit row."""
    row, _ = ChairNote.objects.update_or_create(
        item=item,
        defaults={"minutes": minutes, "words": words.strip(), "changed_at": at, "changed_by": by},
    )
    record("panel.chair.noted", subject=row, by=by, at=at, thread=item.meeting.ref)
    return row
