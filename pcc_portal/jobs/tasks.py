"""What beat starts."""

from celery import shared_task
from django.utils import timezone

from pcc_portal.jobs import sweeping


@shared_task(name="jobs.sweep", acks_late=True, reject_on_worker_lost=True)
def sweep(**_from_newer_code: object) -> None:
    sweeping.sweep(at=timezone.now())
