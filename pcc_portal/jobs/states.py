"""Where a job can stand, and the moves between."""

from django.db import models

from pcc_portal.lifecycle import Moves


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Stopped"


S = JobState
LIVE = (S.QUEUED, S.RUNNING)
OVER = (S.DONE, S.FAILED, S.CANCELLED)

JOB_MOVES: Moves = {
    S.QUEUED: frozenset({S.RUNNING, S.CANCELLED}),
    # Running to running: another worker takes over from one whose lease has gone by.
    # Running to queued: this attempt came to nothing, there are more.
    S.RUNNING: frozenset({S.RUNNING, S.QUEUED, S.DONE, S.FAILED, S.CANCELLED}),
    S.DONE: frozenset(),
    S.FAILED: frozenset(),
    S.CANCELLED: frozenset(),
}
