"""The days of a response as mails: on day 28, 42 and 50, and once when the response is late, to those who prepare it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from governance.models import Inspection
from governance.queries import periods
from governance.queries.inspection_clock import ResponseClock
from pcc_portal import notices
from pcc_portal.accounts.access import holders
from pcc_portal.accounts.roles import Power

WARNED = "governance.response_due"
RULE = "governance.rules.inspections.may_hear_of_clock"


@transaction.atomic
def warn(*, at: datetime) -> int:
    """One mail a step and person, however often the clock strikes; where days were missed, the latest step alone. Returns how many.

    A report whose day of publication is put right is counted, and warned of, anew.
    """
    today, known = timezone.localdate(at), notices.Message.objects.count()
    written = periods.known()
    for row in Inspection.objects.being_answered().select_related("office"):
        days = periods.on(row.published_on, written).number
        clock = ResponseClock(row.published_on, today, days=days)
        if clock.warned is not None:
            _tell(row, clock, clock.warned, at=at)
    return notices.Message.objects.count() - known


def _tell(row: Inspection, clock: ResponseClock, step: int, *, at: datetime) -> None:
    for user in holders(Power.KEEP_BOARD, row.office_id, on=clock.today):
        notices.post(
            WARNED,
            to=user.email,
            context={
                "report": str(row),
                "due_on": clock.due_on,
                "is_late": clock.is_late,
                "left": clock.left,
                "day": clock.day,
                "days": clock.days,
                "link": f"{settings.PUBLIC_BASE_URL}/governance/inspections/{row.slug}/desk/",
            },
            dedupe_key=f"{WARNED}:{row.pk}:{row.published_on}:{step}:{user.pk}",
            rule=RULE,
            by=None,
            at=at,
            about=row,
        )
