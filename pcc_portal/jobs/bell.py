"""The doorbell: tells a worker by task name that a row is waiting. It may fail; the row and the sweep do not."""

import logging
import time
import uuid

from celery import current_app

log = logging.getLogger(__name__)

# After a broker that did not answer, how long nobody tries again: two hundred mails must not wait two seconds each.
QUIET_SECONDS = 5.0
_quiet_until = [0.0]


def is_broken() -> bool:
    """A ring has just found nobody: what cannot wait for the sweep must be done by who asks."""
    return time.monotonic() < _quiet_until[0]


def ring(task: str, job_id: uuid.UUID, *, queue: str) -> bool:
    """Send the job's id to its queue. False when the broker is away: the sweep rings again.

    Called after commit, where an exception would tell the user that saved work was lost; so any is swallowed
    and logged by its kind alone.
    """
    if is_broken():
        return False
    try:
        current_app.send_task(task, kwargs={"job_id": str(job_id)}, queue=queue, retry=False)
    except Exception as error:  # noqa: BLE001  kombu, redis and the socket each have their own
        log.warning(
            "jobs: the broker did not answer (%s); job %s waits for the sweep", type(error).__name__, job_id
        )
        _quiet_until[0] = time.monotonic() + QUIET_SECONDS
        return False
    return True
