"""What workers do for meetings: claim the job, call one action."""

from celery import shared_task
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.meetings.actions import (
    additions,
    agendas,
    minutes_versions,
    packs,
    print_runs,
    rebuilds,
    supplements,
    unsealing,
)


@shared_task(name="meetings.build_packs", acks_late=True, reject_on_worker_lost=True)
def build_packs(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            packs.build(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.issue_packs", acks_late=True, reject_on_worker_lost=True)
def issue_packs(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            agendas.issue(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.print_run", acks_late=True, reject_on_worker_lost=True)
def print_run(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            print_runs.make(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.open_exempt", acks_late=True, reject_on_worker_lost=True)
def open_exempt(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            unsealing.let_out(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.build_supplement", acks_late=True, reject_on_worker_lost=True)
def build_supplement(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            additions.build(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.issue_supplement", acks_late=True, reject_on_worker_lost=True)
def issue_supplement(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            supplements.issue(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.rebuild_packs", acks_late=True, reject_on_worker_lost=True)
def rebuild_packs(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            rebuilds.rebuild(job.subject, job=job, at=timezone.now())


@shared_task(name="meetings.print_minutes", acks_late=True, reject_on_worker_lost=True)
def print_minutes(*, job_id: str, **_from_newer_code: object) -> None:
    with jobs.claimed(job_id, at=timezone.now()) as job:
        if job:
            minutes_versions.make(job.subject, job=job)
