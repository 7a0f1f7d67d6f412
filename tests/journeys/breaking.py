"""What the tests of faults share: a build pressed and watched to its end, and how often a fault is tried."""

import os
import time

WITHIN = 60.0  # seconds in which work goes on after a fault
FULL = os.environ.get("PORTAL_EXAMPLES") == "full"


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


def wait_for(what, *, seconds=10.0):
    """What ``what()`` gives, once it gives something."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"there was nothing within {seconds} s")


def drained(database, *, seconds=WITHIN):
    """How long until no job waits or runs."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        live = database.execute(
            "SELECT task, state, attempts FROM jobs_job WHERE state IN ('queued', 'running')"
        ).fetchall()
        if not live:
            return time.monotonic() - started
        time.sleep(0.1)
    raise AssertionError(f"after {seconds} s still waiting or running: {live}")
