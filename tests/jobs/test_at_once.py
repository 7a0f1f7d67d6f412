"""Two who do the same at one moment: two workers at one job, two sweepers, two beats. One of them does it."""

import os
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.audit.models import Event
from pcc_portal.celery import app
from pcc_portal.jobs.models import Job
from pcc_portal.notices.actions import post
from pcc_portal.notices.models import Message

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FULL = os.environ.get("PORTAL_EXAMPLES") == "full"
RACES, SWEEPS = (200, 100) if FULL else (20, 10)


class Pair:
    """Two threads with a connection of their own each, that do one thing after the other at the same moment."""

    def __init__(self, *works):
        self.works, self.found, self.start = works, [[], []], Barrier(2)
        self.threads = [Thread(target=self._run, args=(n,)) for n in range(2)]
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()

    def _run(self, n):
        try:
            for work in self.works:
                self.start.wait(30)
                self.found[n].append(work())
        finally:
            connection.close()


def queue(n=0):
    return jobs.queue("tests.work", subject=None, by=None, at=timezone.now(), input_hash=str(n))


def test_two_workers_at_one_job():
    """Again and again: each job is claimed once, done once, and the other worker is told that it is not theirs."""
    waiting = [queue(n) for n in range(RACES)]
    at = timezone.now()

    def claim(job):
        def claimed():
            with jobs.claimed(job.pk, at=at) as mine:
                return mine is not None

        return claimed

    one, other = Pair(*(claim(job) for job in waiting)).found
    assert [a + b for a, b in zip(one, other, strict=True)] == [1] * RACES
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}


def test_two_sweepers_at_once(monkeypatch):
    rung = []
    monkeypatch.setattr("pcc_portal.jobs.sweeping.ring", lambda task, pk, queue: rung.append(pk) or True)
    waiting = {queue(n).pk for n in range(5)}
    start = timezone.now() + timedelta(minutes=1)
    turns = [start + n * timedelta(seconds=settings.JOBS_SWEEP_SECONDS) for n in range(SWEEPS)]
    Pair(*((lambda at=at: jobs.sweep(at=at)) for at in turns))
    assert {pk: rung.count(pk) for pk in waiting} == dict.fromkeys(waiting, SWEEPS)


def test_everything_that_beat_starts_twice_at_once(panel_body, clerk, office, monkeypatch):
    """Two beats by mistake: the second of each pair adds no job, no mail and no line to the record."""
    monkeypatch.setattr("pcc_portal.jobs.sweeping.ring", lambda *_words, **_more: True)
    stuck = post(
        "accounts.login_code",
        to="a@b.example",
        context={"code": "X"},
        dedupe_key="x",
        by=None,
        at=timezone.now(),
    )
    Job.objects.all().delete()
    Message.objects.filter(pk=stuck.pk).update(queued_at=timezone.now() - timedelta(minutes=10))
    started = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    app.loader.import_default_modules()
    for task in sorted(started):
        Pair(app.tasks[task].run)
    assert Job.objects.filter(task="notices.send").count() == 1
    counted = rows()
    for task in sorted(started):
        app.tasks[task].run()
    assert rows() == counted


def rows():
    return Job.objects.count(), Message.objects.count(), Event.objects.count()
