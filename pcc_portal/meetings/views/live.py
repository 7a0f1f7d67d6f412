"""What the script of the minutes asks every few seconds: whether anything is new, and where the others write."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from pcc_portal.accounts.decorators import PortalRequest, signed_in
from pcc_portal.meetings import rules
from pcc_portal.meetings.models import Entry, Minutes
from pcc_portal.meetings.queries.minutes import stamp_of, texts_of
from pcc_portal.meetings.views.shared import held, now
from pcc_portal.writing.models import Revision

WRITING = timedelta(seconds=60)  # who saved within it counts as writing there


@signed_in
@require_safe
def live(request: PortalRequest, ref: str) -> HttpResponse:
    """A stamp that changes with every change, who else has written in the last minute, and a fresh token.

    Who is there is read from what was saved: nobody is watched, and nothing is written for it.
    """
    meeting = held(request, ref, rules.may_minute)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    told: dict[str, Any] = {"stamp": "", "others": [], "token": get_token(request)}
    if minutes is not None:
        told |= {"stamp": stamp_of(minutes), "others": _others(request, minutes)}
    response = JsonResponse(told)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _others(request: PortalRequest, minutes: Minutes) -> list[dict[str, str]]:
    """Each of the others where they last wrote, for as long as it was just now."""
    since = now() - WRITING
    rows = (
        Revision.objects.filter(texts_of(minutes), at__gte=since)
        .exclude(by=request.user)
        .select_related("by__person")
    )
    last = {row.by_id: row for row in rows.order_by("at")}
    where = dict(
        Entry.objects.filter(minutes=minutes, block__in=[row.block_id for row in last.values()]).values_list(
            "block", "pk"
        )
    )
    return [
        {"name": str(row.by), "entry": str(where[row.block_id])}
        for row in last.values()
        if row.block_id in where
    ]
