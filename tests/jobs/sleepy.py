"""Tasks for the workers that the tests start and kill. Loaded by those workers alone."""

import os
import time

from celery import shared_task
from django.utils import timezone

from pcc_portal import jobs

STEPS = 5


@shared_task(name="tests.sleepy", acks_late=True, reject_on_worker_lost=True)
def sleepy(*, job_id: str, **_from_newer_code: object) -> None:
    """Five steps of a fifth of a second; the message tells the test which process to kill."""
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            for n in range(1, STEPS + 1):
                job.step(n, STEPS, str(os.getpid()))
                time.sleep(0.2)
            job.message = "Slept."
