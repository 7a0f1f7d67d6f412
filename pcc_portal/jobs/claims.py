"""A worker's side: claim a job, hold it by a lease, leave it finished, failed, stopped or for another attempt.

A task may run for minutes and must not hold a transaction all that time: it gathers, works, and writes in short
transactions of its own. ``claimed`` and ``step`` refuse to run inside one.
"""

import logging
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pcc_portal.jobs.models import Cancelled, Job, LeaseLost
from pcc_portal.jobs.states import JOB_MOVES, OVER, JobState
from pcc_portal.lifecycle import move

log = logging.getLogger(__name__)

OUR_SIDE = (
    "Something went wrong on our side. We tried {} times. Nothing is lost: please try again, or call us."
)


@contextmanager
def claimed(job_id: str | uuid.UUID, *, at: datetime) -> Iterator[Job | None]:
    """The job, if it is ours to do now; None if it is over, gone, or in another worker's hands.

    Takes a waiting job, or a running one whose lease has gone by. How the block ends decides the job:
    normally, it is done (with the ``message``, ``result`` and ``result_url`` set on it, unless ``finish`` was
    called); Cancelled, stopped; an exception with ``fit_to_show``, failed with those words; any other, waiting for
    another attempt, or failed in plain words after JOBS_MAX_ATTEMPTS. Such exceptions go no further, and their
    text goes nowhere: it may quote private words.
    """
    job = _claim(job_id, at=at)
    if job is None:
        yield None
        return
    try:
        yield job
    except Cancelled:
        _leave(job, JobState.CANCELLED)
    except LeaseLost:
        log.warning("jobs: %s %s was taken over by another worker", job.task, job.pk)
    except Exception as error:  # noqa: BLE001  whatever it was, the row says it
        if getattr(error, "fit_to_show", False):
            _leave(job, JobState.FAILED, error=str(error))
        else:
            _log_without_words(job, error)
            _give_back(job)
    else:
        _leave(job, JobState.DONE)


@transaction.atomic(durable=True)
def _claim(job_id: str | uuid.UUID, *, at: datetime) -> Job | None:
    """Under the row's lock: two workers who ask at once, one gets it."""
    job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
    if job is None or job.state in OVER:
        return None
    if job.is_held(at):
        return None
    if job.cancel_asked_at:
        _close(job, JobState.CANCELLED, at=at)
        return None
    if job.attempts >= settings.JOBS_MAX_ATTEMPTS:
        _close(job, JobState.FAILED, at=at, error=OUR_SIDE.format(job.attempts))
        return None
    move(job, JobState.RUNNING, along=JOB_MOVES, field="state")
    job.attempts += 1
    job.lease_token = uuid.uuid4()
    job.leased_until = at + timedelta(seconds=settings.JOBS_LEASE_SECONDS)
    job.started_at = job.started_at or at
    job.save(update_fields=["state", "attempts", "lease_token", "leased_until", "started_at"])
    job.claimed_at(at)
    return job


def renew(job: Job, *, at: datetime | None = None) -> None:
    """Hold the lease for as long again, with nothing new to say. As ``job.step``: its own commit, Cancelled, LeaseLost."""
    job.hold(at=at)


@transaction.atomic
def finish(
    job: Job, *, at: datetime, message: str = "", result: dict[str, Any] | None = None, result_url: str = ""
) -> None:
    """Done, inside the transaction that writes the result: both stand or neither.

    Holds the row's lock until commit. Raises LeaseLost where another worker has taken over, and Cancelled where
    someone pressed Stop, so that neither a stale worker nor a stopped one writes anything.
    """
    row = _mine(job)
    if row.cancel_asked_at:
        raise Cancelled
    row.message = (message or job.message)[:300]
    row.result = job.result if result is None else result
    row.result_url = result_url or job.result_url
    row.done = row.of
    _close(row, JobState.DONE, at=at)


@contextmanager
def heart_beat(job: Job, *, on_stop: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lease from a thread while one long call runs.

    The thread renews every third of the lease over a connection of its own, and ends with the block. If someone
    presses Stop or another worker takes over, it calls ``on_stop`` once (to kill a render, say) and the block ends
    in Cancelled or LeaseLost. Refuses to start inside a transaction: the thread could wait for a row it holds.
    """
    with transaction.atomic(durable=True):
        over, told = Event(), list[Exception]()

    def beat() -> None:
        while not over.wait(settings.JOBS_LEASE_SECONDS / 3):
            try:
                job.hold()
            except DatabaseError:
                continue  # the next beat comes before the lease is gone
            except (Cancelled, LeaseLost) as word:
                told.append(word)
                if on_stop:
                    on_stop()
                return
            finally:
                connection.close()

    thread = Thread(target=beat, name=f"job {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    except Exception:
        if told:  # what the killed call had to say is of no interest
            raise told[0] from None
        raise
    finally:
        over.set()
        thread.join()
    if told:
        raise told[0]


def _mine(job: Job) -> Job:
    """The row under lock, if this worker still holds it."""
    row = (
        Job.objects.select_for_update(of=("self",))
        .filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
        .first()
    )
    if row is None:
        raise LeaseLost
    return row


def _leave(job: Job, state: JobState, *, error: str = "") -> None:
    with transaction.atomic(durable=True):
        try:
            row = _mine(job)
        except LeaseLost:
            return  # finish() has closed it, or another worker has it
        row.message, row.result, row.result_url = job.message[:300], job.result, job.result_url
        if state == JobState.DONE:
            row.done = row.of
        _close(row, state, at=job.clock(), error=error)


def _give_back(job: Job) -> None:
    """Another attempt, when the sweep next rings; not at once, so that what was in the way may pass."""
    if job.attempts >= settings.JOBS_MAX_ATTEMPTS:
        _leave(job, JobState.FAILED, error=OUR_SIDE.format(job.attempts))
        return
    with transaction.atomic(durable=True):
        try:
            row = _mine(job)
        except LeaseLost:
            return
        move(row, JobState.QUEUED, along=JOB_MOVES, field="state")
        row.lease_token = row.leased_until = None
        row.rung_at = job.clock()
        row.save(update_fields=["state", "lease_token", "leased_until", "rung_at"])


def _close(row: Job, state: JobState, *, at: datetime, error: str = "") -> None:
    move(row, state, along=JOB_MOVES, field="state")
    row.lease_token = row.leased_until = None
    row.finished_at = at
    row.error = error[:300]
    row.save()


def _log_without_words(job: Job, error: Exception) -> None:
    """The kind and the place: an exception's message may quote an exempt paper."""
    log.error(
        "jobs: %s %s attempt %d: %s at %s",
        job.task,
        job.pk,
        job.attempts,
        type(error).__qualname__,
        _place(error.__traceback__),
    )


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[1:]  # the first is our own yield
    return " > ".join(f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames[-6:])
