"""Write a paper of a draft agenda from what the portal holds, for the clerk to go on writing and accept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.meetings.actions import papers
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import Item, Paper
from pcc_portal.writing.actions import blocks


class PaperThere(Refusal):
    """The line has this paper already."""


@transaction.atomic
def paper(
    item: Item, *, title: str, said: Iterable[Mapping[str, Any]], by: User, at: datetime, **marks: Any
) -> Paper:
    """The blocks as a paper of the body's own under this line; ``marks`` are its role, and those of documents.create.

    Raises PaperThere, AgendaLocked.
    """
    meeting = item.meeting
    if item.papers.filter(public_title=title).exists():
        raise PaperThere(f"This item has “{title}” already. Remove that paper to have it written anew.")
    made = papers.add(
        item,
        public_title=title,
        organisation=meeting.body.organisation,
        author_role=meeting.body.named_on(meeting.held_on).signatory_post[:120],
        report_on=timezone.localdate(at),
        by=by,
        at=at,
        **marks,
    )
    made = papers.write(made, by=by, at=at)
    assert made.text is not None, "it is being written here"
    for one in said:
        blocks.append(made.text, by=by, at=at, **one)
    return made
