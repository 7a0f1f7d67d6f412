"""Send one mail; try again what is stuck."""

from celery import shared_task
from django.utils import timezone

from pcc_portal.notices import actions


@shared_task(name="notices.send", acks_late=True, reject_on_worker_lost=True)
def send(*, job_id: str, **_from_newer_code: object) -> None:
    actions.deliver(job_id, at=timezone.now())


@shared_task(name="notices.try_again", acks_late=True, reject_on_worker_lost=True)
def try_again(**_from_newer_code: object) -> None:
    actions.try_again(at=timezone.now())
