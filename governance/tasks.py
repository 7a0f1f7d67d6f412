"""What workers do for the Board: claim the job, call one action."""

from celery import shared_task
from django.utils import timezone

from governance.actions import letter_files
from pcc_portal import jobs


@shared_task(name="governance.print_letter", acks_late=True, reject_on_worker_lost=True)
def print_letter(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            letter_files.make(job.subject, job=job)
