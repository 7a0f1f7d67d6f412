"""What the clock starts for the Board."""

from celery import shared_task
from django.utils import timezone

from governance.actions import chasing, inspection_warnings


@shared_task(name="governance.remind", acks_late=True, reject_on_worker_lost=True)
def remind(**_from_newer_code: object) -> None:
    """In the morning: what is owed and whose minutes wait, in one mail a person, and whose response is due. Twice does no harm."""
    now = timezone.now()
    chasing.tell_all(at=now)
    inspection_warnings.warn(at=now)
