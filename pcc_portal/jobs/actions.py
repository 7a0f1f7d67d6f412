"""Ask for work, and ask for it to stop."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import models, transaction

from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.log import record
from pcc_portal.jobs.bell import ring
from pcc_portal.jobs.models import Job, subject_key
from pcc_portal.jobs.states import JOB_MOVES, JobState
from pcc_portal.lifecycle import move


@transaction.atomic
def queue(
    task: str,
    *,
    subject: models.Model | None,
    by: User | None,
    at: datetime,
    input_hash: str = "",
    queue: str = "quick",
    title: str = "",
    thread: str = "",
    power: str = "",
    organisation: Organisation | None = None,
    result_url: str = "",
) -> Job:
    """Write the job in the caller's transaction and ring for a worker once that commits.

    The same task for the same subject and input, asked for while one is waiting or running, is that one: also when
    twenty people press at once. Never fails because the broker is away.
    ``title`` heads the progress ("Building the pack"): public words only. ``result_url`` is where the result will
    be. ``power`` in ``organisation`` lets others than ``by`` see and stop the job.
    """
    kind, pk = subject_key(subject)
    job = Job(
        id=uuid.uuid4(),
        task=task,
        queue=queue,
        title=title,
        subject_kind=kind,
        subject_id=pk,
        thread=thread,
        input_hash=input_hash,
        queued_at=at,
        by=by,
        power=power,
        organisation=organisation,
        result_url=result_url,
    )
    same = Job.objects.live().filter(task=task, subject_kind=kind, subject_id=pk, input_hash=input_hash)
    # ON CONFLICT DO NOTHING waits for a rival transaction to end. The rival's job may be over by the time we
    # look for it, and then ours is wanted after all.
    while True:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        if found := same.first():
            break
    if found.pk == job.pk:
        if by is not None:
            record("jobs.job.queued", subject=found, by=by, at=at, thread=thread, task=task)
        transaction.on_commit(partial(ring, task, found.pk, queue=queue), robust=True)
    return found


@transaction.atomic
def queue_many(
    task: str, *, subjects: Sequence[models.Model], at: datetime, queue: str = "quick", title: str = ""
) -> list[Job]:
    """One job for each subject, as ``queue`` would, in one INSERT: for what is asked of hundreds at once.

    The subjects are new in this transaction, so none of them can have a job yet. One ring after the other on commit.
    """
    rows = [
        Job(
            id=uuid.uuid4(),
            task=task,
            queue=queue,
            title=title,
            subject_kind=kind,
            subject_id=pk,
            queued_at=at,
        )
        for kind, pk in map(subject_key, subjects)
    ]
    Job.objects.bulk_create(rows)
    transaction.on_commit(partial(_ring_all, task, [row.pk for row in rows], queue=queue), robust=True)
    return rows


def _ring_all(task: str, job_ids: Sequence[uuid.UUID], *, queue: str) -> None:
    """The sweep rings for the rest when the broker is away: no use in trying five hundred times."""
    for job_id in job_ids:
        if not ring(task, job_id, queue=queue):
            return


@transaction.atomic
def ask_cancel(job: Job, *, by: User | None, at: datetime) -> Job:
    """Stop it: at once where it waits, at its next step where it runs. Asked for work that is over, it changes nothing."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_live or job.cancel_asked_at:
        return job
    job.cancel_asked_at = at
    if job.state == JobState.QUEUED:
        move(job, JobState.CANCELLED, along=JOB_MOVES, field="state")
        job.finished_at = at
    job.save(update_fields=["cancel_asked_at", "state", "finished_at"])
    if by is not None:
        record("jobs.job.cancel_asked", subject=job, by=by, at=at, thread=job.thread, task=job.task)
    return job
