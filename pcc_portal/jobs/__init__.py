"""Any work longer than a page should wait for: queue, claim, lease, progress, cancel, sweep. What the work is belongs to the app that queues it.

``from pcc_portal import jobs`` and then::

    jobs.queue("meetings.build_packs", subject=agenda, by=user, at=at, queue="render")   # in an action

    @shared_task(name="meetings.build_packs", acks_late=True, reject_on_worker_lost=True)
    def build_packs(*, job_id: str, **_from_newer_code: object) -> None:                 # in tasks.py
        with jobs.claimed(job_id, at=timezone.now()) as job:
            if job:
                packs.build(job.subject, job=job, at=timezone.now())

The names below are loaded when they are first asked for, since Django imports this package before it has models.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pcc_portal.jobs.actions import ask_cancel, queue, queue_many
    from pcc_portal.jobs.claims import claimed, finish, heart_beat, renew
    from pcc_portal.jobs.models import Cancelled, Job, LeaseLost, Refused
    from pcc_portal.jobs.sweeping import sweep

__all__ = [
    "Cancelled",
    "Job",
    "LeaseLost",
    "Refused",
    "ask_cancel",
    "claimed",
    "finish",
    "heart_beat",
    "queue",
    "queue_many",
    "renew",
    "sweep",
]

_HOMES = {
    "actions": {"ask_cancel", "queue", "queue_many"},
    "claims": {"claimed", "finish", "heart_beat", "renew"},
    "models": {"Cancelled", "Job", "LeaseLost", "Refused"},
    "sweeping": {"sweep"},
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
