"""What became of the promises of the last meeting: one is kept, one was reported back by letter; a resolution is in the programme."""

from datetime import datetime, timedelta

from demo.loading.county import County
from panel.actions import programme
from pcc_portal.meetings.actions import promises
from pcc_portal.meetings.models import Meeting, Promise, Resolution

KEPT, REPORTED = "send the list of grants", "explain the method"
RESOLVED = "Asks that good practice"


def load(county: County, last: Meeting, *, at: datetime) -> None:
    """Some weeks after the meeting: the rest waits for the coming one, at which it is due."""
    by = county.clerk
    rows = Promise.objects.filter(entry__minutes__meeting=last)
    kept = rows.get(entry__block__html__startswith=KEPT)
    promises.finish(kept, on=last.held_on + timedelta(days=4), by=by, at=at)
    reported = rows.get(entry__block__html__startswith=REPORTED)
    promises.report(reported, on=last.held_on + timedelta(days=12), by=by, at=at)
    resolved = Resolution.objects.get(entry__minutes__meeting=last, entry__block__html__startswith=RESOLVED)
    programme.add_from(resolved, by=by, at=at)
