"""What the clock starts for meetings."""

from celery import shared_task
from django.utils import timezone

from pcc_portal.accounts.actions import sessions
from pcc_portal.meetings.actions import keeping, print_runs, requests, reviews, seats, subscriptions


@shared_task(name="meetings.nightly", acks_late=True, reject_on_worker_lost=True)
def nightly(**_from_newer_code: object) -> None:
    """A new day: registers that it changes, and what nobody needs any more. Twice does no harm."""
    now = timezone.now()
    seats.publish_what_changed(at=now)
    keeping.forget(at=now)
    subscriptions.drop_unconfirmed(at=now)
    print_runs.forget(at=now)
    reviews.tell_clerks(at=now)
    sessions.forget(at=now)


@shared_task(name="meetings.remind", acks_late=True, reject_on_worker_lost=True)
def remind(**_from_newer_code: object) -> None:
    """In the morning: authors whose paper is due soon. Twice does no harm."""
    requests.remind(at=timezone.now())
