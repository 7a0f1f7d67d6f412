"""The scheduler that beat runs: Celery's own, which goes on also when the clock is set back."""

from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry
from celery.schedules import crontab


class Scheduler(PersistentScheduler):
    """Celery reckons by the clock on the wall: set back by ten minutes, it would not sweep for ten minutes.

    What runs every so many seconds counts anew from now. What runs at an hour of the day keeps the day it last ran
    on, so that an hour that comes twice is kept once.
    """

    def tick(self, **also: Any) -> float:
        """One round. Returns the seconds until the next."""
        early = [entry for entry in self.schedule.values() if self._ran_later_than_now(entry)]
        for entry in early:
            entry.last_run_at = entry.default_now()
        if early:
            self._heap = None  # holds the moments of the old clock; made anew at once
        return super().tick(**also)

    def _ran_later_than_now(self, entry: ScheduleEntry) -> bool:
        # As seconds: two moments of London's clock compare as it shows them, and one hour in October is shown twice.
        last, now = entry.last_run_at.timestamp(), entry.default_now().timestamp()
        return not isinstance(entry.schedule, crontab) and last > now
