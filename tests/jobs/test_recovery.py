"""Kill the child, kill the parent, empty the broker, stop the broker: every job is done, each in at most three attempts."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from pcc_portal import jobs
from pcc_portal.jobs import claims
from pcc_portal.jobs.models import Job
from tests.jobs.conftest import wait_until

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def queue(n=0):
    return jobs.queue("tests.sleepy", subject=None, by=None, at=timezone.now(), input_hash=str(n))


def child_of(job):
    """The process that has the job in hand, once it has begun."""
    wait_until(lambda: Job.objects.filter(pk=job.pk, state="running", done__gte=2).exists())
    return int(Job.objects.get(pk=job.pk).message)


def all_done():
    return not Job.objects.exclude(state="done").exists()


def told(record_property, fault, seconds):
    record_property(fault, round(seconds, 2))
    print(f"{fault}: done again after {seconds:.2f} s")  # noqa: T201  with -s, the numbers for the ADR


def test_child_killed_in_the_middle(workers, record_property):
    with workers() as cast:
        cast.beat()
        cast.worker()
        job = queue()
        os.kill(child_of(job), signal.SIGKILL)
        told(record_property, "child killed, lease 1.5 s, sweep 0.5 s", wait_until(all_done))
    job.refresh_from_db()
    assert (job.attempts, job.message) == (2, "Slept.")


def test_parent_killed_and_started_again(workers, record_property):
    with workers() as cast:
        cast.beat()
        parent = cast.worker()
        running, waiting = queue(1), queue(2)
        child = child_of(running)
        os.kill(parent.pid, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
        parent.wait()
        cast.worker()
        told(record_property, "parent killed, lease 1.5 s, sweep 0.5 s", wait_until(all_done))
    running.refresh_from_db()
    waiting.refresh_from_db()
    assert (running.attempts, waiting.attempts) == (2, 1)


def test_broker_emptied_with_jobs_waiting(workers, broker, record_property):
    with workers() as cast:
        cast.beat()
        cast.worker()
        running = queue(0)
        child_of(running)
        waiting = [queue(n) for n in range(1, 4)]
        broker.call("FLUSHALL")
        told(record_property, "broker emptied, 4 jobs, lease 1.5 s, sweep 0.5 s", wait_until(all_done))
    assert [Job.objects.get(pk=job.pk).attempts for job in [running, *waiting]] == [1, 1, 1, 1]


def test_broker_gone_before_the_task_is_acknowledged(workers, broker, capfd):
    """The worker counts the message as out of hand all the same, and asks for the next."""
    hidden = broker.socket.with_suffix(".away")
    with workers() as cast:
        cast.beat()
        cast.worker()
        jobs.queue("tests.cut_off", subject=None, by=None, at=timezone.now(), input_hash="cut")
        wait_until(lambda: "Couldn't ack" in capfd.readouterr().err)
        hidden.rename(broker.socket)
        queue()
        wait_until(all_done)
    assert Job.objects.filter(attempts=1).count() == 2


def test_broker_away_when_the_job_is_queued(workers, broker, record_property):
    with workers() as cast:
        cast.beat()
        cast.worker()
        first = queue(1)
        wait_until(all_done)
        broker.stop()
        start = time.monotonic()
        second = queue(2)
        assert time.monotonic() - start < 1
        broker.start()
        told(record_property, "broker away and back, sweep 0.5 s", wait_until(all_done))
    assert {first.pk, second.pk} == set(Job.objects.values_list("pk", flat=True))


@pytest.mark.real_clocks
def test_child_killed_with_the_clocks_of_production(workers, record_property):
    """Lease 20 s, sweep 10 s: at worst a lease, a sweep and a start."""
    with workers(lease=20, sweep=10) as cast:
        cast.beat()
        cast.worker()
        job = queue()
        os.kill(child_of(job), signal.SIGKILL)
        seconds = wait_until(all_done)
        told(record_property, "child killed, lease 20 s, sweep 10 s", seconds)
    assert seconds < 45


class TestSweep:
    """Without a worker: what is rung, seen in the broker's own queue."""

    def test_rings_once_for_what_waits_and_what_was_dropped(self, broker):
        waiting, running, dropped = (queue(n) for n in range(3))
        now = timezone.now()
        claims._claim(running.pk, at=now + timedelta(seconds=15))
        claims._claim(dropped.pk, at=now)
        broker.call("FLUSHALL")
        later = now + timedelta(seconds=21)
        assert [jobs.sweep(at=later), jobs.sweep(at=later)] == [2, 0]
        assert broker.call("LLEN", "quick") == 2
        assert jobs.sweep(at=later + timedelta(seconds=10)) == 2
        assert {waiting.state, running.state} == {"queued"}

    def test_leaves_alone_what_was_rung_a_moment_ago(self, broker):
        queue()
        assert jobs.sweep(at=timezone.now()) == 0
        assert broker.call("LLEN", "quick") == 1
