"""Killed workers and a lost broker, while a pack is being built: it is built all the same, within a minute."""

import os
import re
import signal
import time
from urllib.parse import unquote

import psycopg
import pytest
import redis

from tests.journeys.caller import Caller, running_services

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

WITHIN = 60.0


@pytest.fixture
def clerk(portal):
    caller = Caller(portal.address)
    caller.sit("Priya Nair")
    return caller


@pytest.fixture
def database(portal):
    """A second look at the demo's own database."""
    host = unquote(running_services(portal.data)["database_url"].split("@")[1].split("/")[0])
    with psycopg.connect(host=host, user="portal", dbname="portal", autocommit=True) as connection:
        yield connection


@pytest.fixture
def meeting(clerk, database):
    """A draft of six papers of four sides each that nobody has laid out before."""
    (ref,) = database.execute("SELECT ref FROM meetings_meeting ORDER BY held_on DESC LIMIT 1").fetchone()
    database.execute("DELETE FROM meetings_renderedpart")
    database.execute("DELETE FROM meetings_pack WHERE is_draft")
    return f"/panel/meetings/{ref}/"


def press_build(clerk, database, meeting):
    """Returns the job's id, once a worker has it in hand."""
    ref = meeting.split("/")[-2]
    path = f"{meeting}build/"
    page = clerk.get(meeting).text
    of = meeting if f'action="{path}"' in page else "/demo/"
    assert clerk.post(path, of=of).status == 303
    row = database.execute(
        "SELECT id FROM jobs_job WHERE thread = %s ORDER BY queued_at DESC LIMIT 1", [ref]
    ).fetchone()
    return row[0]


def until(database, job, condition, *, seconds=WITHIN):
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        state, done, attempts = database.execute(
            "SELECT state, done, attempts FROM jobs_job WHERE id = %s", [job]
        ).fetchone()
        if condition(state, done, attempts):
            return state, attempts, time.monotonic() - started
        time.sleep(0.05)
    raise AssertionError(f"job {job} is {state}, step {done}, attempt {attempts} after {seconds} s")


def built(database, job):
    """How it ended, and that it made exactly one pack with every page."""
    state, attempts, seconds = until(
        database, job, lambda state, *_: state in {"done", "failed", "cancelled"}
    )
    error, message = database.execute("SELECT error, message FROM jobs_job WHERE id = %s", [job]).fetchone()
    assert (state, error) == ("done", ""), message
    packs = database.execute(
        "SELECT public_pages, problems FROM meetings_pack WHERE job_id = %s", [job]
    ).fetchall()
    assert [problems for _, problems in packs] == [[]]
    assert packs[0][0] >= 20
    assert attempts <= 3
    return seconds, attempts


@pytest.mark.parametrize("victim", ["pcc_portal.pdf.worker", "child", "parent"])
def test_killed_in_mid_build(portal, clerk, database, meeting, victim):
    job = press_build(clerk, database, meeting)
    until(database, job, lambda state, *_: state == "running")
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


def wait_for(pids):
    for _ in range(200):
        if found := pids():
            return found
        time.sleep(0.05)
    raise AssertionError("there is nothing to kill")


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
