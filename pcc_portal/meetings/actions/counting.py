"""By what rule a body counts who is there: its quorum, and whether somebody from afar counts."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.meetings.actions.drafts import Refusal
from pcc_portal.meetings.models import AttendanceRule, Body, Meeting


class CountedAlready(Refusal):
    """A meeting was counted by the rule of its day, and stays counted so."""


@transaction.atomic
def count_by(body: Body, *, from_on: date, by: User, at: datetime, **said: Any) -> AttendanceRule:
    """A rule from a day on, with where it is written (rules of procedure, or an Act for those who join from afar).

    For the same day it is put right. Raises CountedAlready once a meeting of that day or later has been held.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    is_first = not AttendanceRule.objects.filter(body=body, from_on__lt=from_on).exists()
    counted = Meeting.objects.counting().filter(body=body, held_on__gte=from_on)
    if not is_first and counted.exists():
        raise CountedAlready("A meeting has been held since that day, and was counted. Choose a later day.")
    row, _ = AttendanceRule.objects.update_or_create(body=body, from_on=from_on, defaults=said)
    record(
        "meetings.body.counts_by",
        subject=row,
        by=by,
        at=at,
        thread=body.slug,
        quorum=str(row),
        remote=row.remote_counts or row.remote_votes,
        from_on=from_on.isoformat(),
    )
    return row
