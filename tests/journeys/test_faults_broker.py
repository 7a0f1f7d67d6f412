"""The broker is away for a minute, or hangs: every page is served, people sign in, and what they asked for is done after."""

import os
import re
import signal
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
import redis

from tests.journeys.breaking import FULL, drained, press_build
from tests.journeys.caller import Caller, running_services

pytestmark = [pytest.mark.services, pytest.mark.slow, pytest.mark.xdist_group("portal")]

AWAY = 60.0 if FULL else 4.0
LOOKED_AT = 60  # addresses, at most
SLOWEST = 5.0  # seconds for one answer, on a machine that does other things as well
EXPECTED = {200, 302, 303}


@pytest.fixture
def socket(portal):
    return Path(unquote(running_services(portal.data)["redis_url"].removeprefix("redis+socket://")))


@contextmanager
def away(socket):
    """Nobody can reach it, every connection to it is cut, and it comes back with an empty memory."""
    hidden = socket.with_suffix(".away")
    with redis.Redis(unix_socket_path=str(socket), single_connection_client=True) as held:
        held.ping()
        socket.rename(hidden)
        try:
            held.execute_command("CLIENT KILL TYPE normal SKIPME yes")
            yield
            held.flushall()
        finally:
            hidden.rename(socket)


@contextmanager
def hanging(portal):
    """It takes connections and answers nothing."""
    (pid,) = portal.children("valkey-server")
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def addresses(person, *starts):
    """All that stands linked on a few pages, but for signing out."""
    found = {
        link
        for start in starts
        for link in re.findall(r'href="(/[^"#?]*)"', person.get(start).text)
        if not link.startswith(("/static/", "/accounts/"))
    }
    return [*starts, *sorted(found - set(starts))][:LOOKED_AT]


def look_at(person, paths):
    """{path: why it is not right}; every answer within a few seconds."""
    wrong = {}
    for path in paths:
        started = time.monotonic()
        status = person.get(path).status
        took = time.monotonic() - started
        if status not in EXPECTED or took > SLOWEST:
            wrong[path] = (status, round(took, 1))
    return wrong


def sign_in(address, email="member@demo.example"):
    """With a password, by somebody who was not here yet."""
    person = Caller(address)
    person.post("/accounts/login/", of="/accounts/login/", login=email, password="demo-portal")
    return person.get("/my/").status


def ask_for_a_code(portal, email="chair@demo.example"):
    """Seconds until the mail with the code lies in the mail folder."""
    before, started = mails(portal), time.monotonic()
    person = Caller(portal.address)
    assert person.post("/accounts/login/code/", of="/accounts/login/code/", email=email).status == 302
    while time.monotonic() - started < 30:
        if any(email in mail.read_text() for mail in mails(portal) - before):
            return time.monotonic() - started
        time.sleep(0.05)
    raise AssertionError("no code came")


def mails(portal):
    return set((portal.data / "mail").glob("*"))


def test_the_broker_is_away_for_a_minute(portal, clerk, database, meeting, socket):
    visitor = Caller(portal.address)
    theirs = addresses(clerk, "/", "/my/", "/panel/", meeting)
    with away(socket):
        back_at = time.monotonic() + AWAY
        job = press_build(clerk, database, meeting)
        assert look_at(clerk, theirs) == {}
        assert look_at(visitor, addresses(visitor, "/", "/panel/", "/accounts/login/", "/healthz")) == {}
        assert "unreachable" in visitor.get("/readyz").text
        assert sign_in(portal.address) == 200
        assert ask_for_a_code(portal) < SLOWEST
        time.sleep(max(0, back_at - time.monotonic()))
    drained(database)
    (state,) = database.execute("SELECT state FROM jobs_job WHERE id = %s", [job]).fetchone()
    assert state == "done"
    assert '"broker": "ok"' in visitor.get("/readyz").text


def test_the_broker_hangs(portal, clerk, database, meeting):
    """Worse than away: whoever rings must not wait for an answer that does not come."""
    with hanging(portal):
        started = time.monotonic()
        job = press_build(clerk, database, meeting)
        assert look_at(clerk, ["/", "/my/", meeting]) == {}
        assert sign_in(portal.address) == 200
        assert ask_for_a_code(portal) < 2 * SLOWEST
        assert time.monotonic() - started < 6 * SLOWEST
    drained(database)
    (state,) = database.execute("SELECT state FROM jobs_job WHERE id = %s", [job]).fetchone()
    assert state == "done"
