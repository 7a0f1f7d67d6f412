"""What the clock starts for the Board."""

from celery import shared_task
from django.utils import timezone

from governance.actions import approvals


@shared_task(name="governance.remind", acks_late=True, reject_on_worker_lost=True)
def remind(**_from_newer_code: object) -> None:
    """In the morning: parties that are to approve minutes soon, or are late. Twice does no harm."""
    approvals.chase_all(at=timezone.now())
