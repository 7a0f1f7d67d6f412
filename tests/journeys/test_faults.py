"""Killed workers and a lost broker, while a pack is being built: it is built all the same, within a minute."""

import os
import random
import re
import signal

import pytest
import redis

from tests.journeys.breaking import FULL, WITHIN, built, press_build, until, wait_for
from tests.journeys.caller import running_services

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

KILLS = 20 if FULL else 2


@pytest.mark.parametrize(
    "death", ["pcc_portal.pdf.worker 0", *(f"{who} {n}" for who in ("child", "parent") for n in range(KILLS))]
)
def test_killed_in_mid_build(portal, clerk, database, meeting, death):
    """At another step of the build each time: no pack is lost, and none is made twice."""
    victim, number = death.split()
    job, step = press_build(clerk, database, meeting), random.Random(number).randrange(4)
    until(database, job, lambda state, done, _: state == "running" and done >= step)
    workers = portal.children("--queues render")
    parent, *children = workers
    pids = {
        "pcc_portal.pdf.worker": lambda: portal.children("pcc_portal.pdf.worker"),
        "child": lambda: children,
        "parent": lambda: [parent],
    }
    found = wait_for(pids[victim])
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    seconds, attempts = built(database, job)
    assert seconds < WITHIN
    # A render process is replaced within the attempt; a lost worker costs one.
    assert attempts == (1 if victim == "pcc_portal.pdf.worker" else 2)


def test_a_flushed_broker_loses_no_build(portal, clerk, database, meeting):
    """Jobs queued while the render worker is away; then the broker forgets everything."""
    ref = meeting.split("/")[-2]
    broker = redis.Redis.from_url(running_services(portal.data)["redis_url"].replace("redis+socket", "unix"))
    parent, *_ = portal.children("--queues render")
    os.kill(parent, signal.SIGSTOP)
    try:
        job = press_build(clerk, database, meeting)
        broker.flushall()
    finally:
        os.kill(parent, signal.SIGCONT)
    broker.flushall()
    assert built(database, job)[0] < WITHIN
    assert re.search("Built", clerk.get(meeting).text), ref


def test_a_build_can_be_stopped(clerk, database, meeting):
    """The clerk presses Stop: nothing is kept, and the next build works."""
    job = press_build(clerk, database, meeting)
    assert clerk.post(f"/jobs/{job}/cancel/", of=meeting).status == 303
    state, *_ = until(database, job, lambda state, *_: state in {"done", "failed", "cancelled"})
    assert state == "cancelled"
    assert database.execute("SELECT count(*) FROM meetings_pack WHERE job_id = %s", [job]).fetchone() == (0,)
    assert built(database, press_build(clerk, database, meeting))[0] < WITHIN


def test_pressed_twice_it_is_one_job(clerk, database, meeting):
    assert press_build(clerk, database, meeting) == press_build(clerk, database, meeting)
