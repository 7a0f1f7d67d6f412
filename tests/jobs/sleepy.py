"""Tasks for the workers that the tests start and kill. Loaded by those workers alone."""

import os
import time
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from redis import Redis

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


@shared_task(name="tests.cut_off", acks_late=True, reject_on_worker_lost=True)
def cut_off(*, job_id: str, **_from_newer_code: object) -> None:
    """Does its job, and then takes the broker away: all that is left for the worker is to acknowledge."""
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            job.message = "Cut off."
    socket = Path(settings.REDIS_URL.removeprefix("redis+socket://"))
    with Redis(unix_socket_path=str(socket), single_connection_client=True) as broker:
        broker.ping()
        socket.rename(socket.with_suffix(".away"))
        broker.execute_command("CLIENT KILL TYPE normal SKIPME yes")
