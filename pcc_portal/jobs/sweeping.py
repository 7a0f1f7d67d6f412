"""Ring again for what waits or was dropped: a lost broker, a killed worker or a lost message costs time, never work."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from pcc_portal.jobs.bell import ring
from pcc_portal.jobs.models import Job
from pcc_portal.jobs.states import JobState

# Two sweepers at one moment do it once. Any number that nothing else in this database locks.
LOCK = 0x706363_01
# A queue with a thousand rows needs no thousand rings every ten seconds: the oldest are enough to keep it moving.
AT_MOST = 100


def sweep(*, at: datetime) -> int:
    """Ring for every waiting job not rung for lately and every running one whose lease has gone by; how many were rung."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        # Half a period, so that a beat that comes a little early does not skip a turn.
        half = timedelta(seconds=settings.JOBS_SWEEP_SECONDS / 2)
        # A ring from the future was before the clock was set back: it does not count as lately either.
        lately = Q(last_ring__gte=at - half, last_ring__lte=at + half)
        waiting = Job.objects.filter(state=JobState.QUEUED) | Job.objects.dropped(at=at)
        rows = waiting.annotate(last_ring=Coalesce("rung_at", "queued_at")).exclude(lately)
        due = [
            row
            for queue in ("quick", "render")
            for row in rows.filter(queue=queue)
            .order_by("queued_at")
            .values_list("task", "id", "queue")[:AT_MOST]
        ]
        Job.objects.filter(pk__in=[pk for _, pk, _ in due]).update(rung_at=at)
    return sum(ring(task, pk, queue=queue) for task, pk, queue in due)
