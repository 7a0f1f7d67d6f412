"""The database server is restarted, and killed, while people save: what the portal said it had kept is there."""

import os
import signal
import threading
import time
import urllib.error
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
import pytest

from tests.journeys.breaking import FULL, drained, wait_for
from tests.journeys.caller import Caller
from tests.journeys.conftest import connected

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

CLERKS = 3
RESTARTS = [signal.SIGINT, signal.SIGKILL] * (5 if FULL else 1)  # an orderly restart, and a crash
RECOVERS_WITHIN = 30.0
GRACE = 0.5  # an answer may have been under way when the server went


@dataclass
class Typist:
    """A clerk who adds one item after the other and writes down what the portal said to each."""

    portal: object
    meeting: str
    name: str
    accepted: list[str] = field(default_factory=list)
    failures: list[tuple[float, float, str]] = field(default_factory=list)

    def __post_init__(self):
        self.caller = Caller(self.portal.address)
        self.caller.sit("Priya Nair")

    def work(self, over):
        number = 0
        while not over.is_set():
            number += 1
            self.add(f"Load {self.name}-{number}")

    def add(self, title):
        path, started = f"{self.meeting}items/add/", time.monotonic()
        try:
            answer = self.caller.post(path, of=path, public_title=title, kind="none", parent="")
            said = str(answer.status)
        except (AssertionError, OSError, urllib.error.URLError) as trouble:
            said = f"{type(trouble).__name__} {trouble}"[:200]
        if said == "303":
            self.accepted.append(title)
        else:
            self.failures.append((started, time.monotonic(), said))


def restart(portal, number):
    """Returns when it went and when it answered again."""
    pid, *_ = portal.children("bin/postgres -D")  # after it, backends that have no name of their own yet
    gone = time.monotonic()
    os.kill(pid, number)
    while True:
        with suppress(psycopg.OperationalError):
            connected(portal).close()
            if portal.children("bin/postgres -D")[:1] not in ([pid], []):
                return gone, time.monotonic()
        assert time.monotonic() - gone < RECOVERS_WITHIN
        time.sleep(0.05)


def go_on(typists):
    """Until each of them has two more accepted: however busy the machine is, there is work before and after a fault."""
    before = [len(typist.accepted) for typist in typists]
    wait_for(
        lambda: all(len(t.accepted) >= n + 2 for t, n in zip(typists, before, strict=True)),
        seconds=RECOVERS_WITHIN,
    )


def test_restarted_under_load(portal, meeting):
    typists = [Typist(portal, meeting, name) for name in "abcdef"[:CLERKS]]
    over = threading.Event()
    threads = [threading.Thread(target=typist.work, args=(over,)) for typist in typists]
    for thread in threads:
        thread.start()
    outages = []
    try:
        for number in RESTARTS:
            go_on(typists)
            outages.append(restart(portal, number))
        go_on(typists)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    accepted = [title for typist in typists for title in typist.accepted]
    with connected(portal) as database:
        kept = [
            row[0]
            for row in database.execute(
                "SELECT public_title FROM meetings_item WHERE public_title LIKE 'Load %%'"
            )
        ]
        database.execute("DELETE FROM meetings_item WHERE public_title LIKE 'Load %%'")
        drained(database)
    assert sorted(set(accepted) - set(kept)) == []
    assert len(kept) == len(set(kept))
    late = [
        (said, round(ended - back, 2))
        for typist in typists
        for started, ended, said in typist.failures
        for back in [max((up for gone, up in outages if gone <= ended), default=0.0)]
        if not any(started <= up + GRACE and ended >= gone for gone, up in outages)
    ]
    assert late == []
