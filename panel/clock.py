"""What the clock starts for the Panel."""

from celery import shared_task
from django.utils import timezone

from panel.actions import groups, hearings, programme, register, speaking


@shared_task(name="panel.nightly", acks_late=True, reject_on_worker_lost=True)
def nightly(**_from_newer_code: object) -> None:
    """A new day: what the Panel has dealt with, and what nobody needs any more. Twice does no harm."""
    now = timezone.now()
    speaking.forget_contacts(at=now)
    programme.close_taken(by=None, at=now)
    hearings.expire(at=now)
    register.remind_all(at=now)
    groups.follow_seats(at=now)
