"""What the public is told of complaints: how many there were in the years that are over, and nothing small."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from panel.queries import complaints
from pcc_portal.accounts.models import User
from pcc_portal.audit.log import record
from pcc_portal.documents.actions import releases
from pcc_portal.documents.actions.releases import Content
from pcc_portal.documents.models import Release
from pcc_portal.meetings.models import Body

RULE = "Specified Information Order 2011 (SI 2011/3050), Schedule, paragraph 1(f): counts alone, and none that tells of one case"


@transaction.atomic
def publish(body: Body, *, by: User, at: datetime) -> Release:
    """The counts of the financial years that are over. The audit says that they were let out, and no number."""
    on = timezone.localdate(at)
    years = [complaints.counts_of(body.pk, year) for year in complaints.years_over(on=on)]
    released = releases.release(
        complaints.KIND,
        subject=body,
        collection=body.slug,
        title=complaints.TITLE,
        rule=RULE,
        content=Content(html=render_to_string("panel/released/complaint_counts_v1.html", {"years": years})),
        facts={"years": years},
        on=on,
        by=by,
        at=at,
    )
    record("panel.complaint_counts.released", subject=body, by=by, at=at, thread=body.slug)
    return released
