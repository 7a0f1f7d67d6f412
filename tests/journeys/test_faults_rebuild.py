"""A worker killed while the files of a meeting are made again: words meanwhile, and the pack with places within a minute."""

import io
import os
import signal
import time
from contextlib import suppress

import pypdfium2
import pytest

from tests.journeys.breaking import WITHIN, until, wait_for

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

REASON = "It holds a figure that was given in confidence."


@pytest.fixture
def issued(database):
    """The paper with the most pages of a meeting that is over: its pack takes longest to merge."""
    ref, paper = database.execute(
        "SELECT meeting.ref, paper.id FROM meetings_packleaf leaf"
        " JOIN meetings_paper paper ON leaf.paper_id = paper.id"
        " JOIN meetings_meeting meeting ON leaf.meeting_id = meeting.id"
        " JOIN documents_release release ON release.subject_id = paper.id::text"
        " AND release.kind = 'meetings.paper' AND release.withdrawn_at IS NULL"
        " WHERE meeting.life = 'held' ORDER BY leaf.pages DESC LIMIT 1"
    ).fetchone()
    return f"/panel/meetings/{ref}/", paper


def said(data):
    with pypdfium2.PdfDocument(io.BytesIO(data)) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def test_killed_in_mid_rebuild(portal, clerk, database, issued):
    """The row of the meeting is held, so that the worker is surely in the middle when it dies."""
    address, paper = issued
    before = said(clerk.get(f"{address}pack.pdf").body)
    children = wait_for(lambda: portal.children("--queues render")[1:])
    signalled(children, signal.SIGSTOP)
    started = time.monotonic()
    form = f"{address}papers/{paper}/withdraw/"
    try:
        assert clerk.post(form, of=form, reason=REASON).status == 303
        with database.transaction():
            (job,) = database.execute(
                "SELECT id FROM jobs_job WHERE task = 'meetings.rebuild_packs' ORDER BY queued_at DESC LIMIT 1"
            ).fetchone()
            database.execute("SELECT 1 FROM meetings_meeting WHERE ref = %s FOR UPDATE", [ref_of(address)])
            signalled(children, signal.SIGCONT)
            until(database, job, lambda state, done, _: state == "running" and done >= 1)
            signalled(portal.children("--queues render")[1:], signal.SIGKILL)
            answer = clerk.get(f"{address}pack.pdf")
    finally:
        signalled(children, signal.SIGCONT)
    assert (answer.status, "This file is being made again" in answer.text) == (503, True)
    state, attempts, _ = until(database, job, lambda state, *_: state in {"done", "failed", "cancelled"})
    assert (state, attempts) == ("done", 2)
    assert time.monotonic() - started < WITHIN
    pages = said(clerk.get(f"{address}pack.pdf").body)
    assert len(pages) == len(before)
    places = [n for n, words in enumerate(pages) if REASON in words]
    assert places
    assert [n for n, words in enumerate(pages) if words != before[n] and n not in places] == []


def ref_of(address):
    return address.split("/")[-2]


def signalled(pids, number):
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
