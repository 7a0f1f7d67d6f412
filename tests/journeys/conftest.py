"""The product as a newcomer starts it: ./portal demo, with its own servers, workers and clock."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest

from tests.journeys.caller import Caller, running_services

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0


@dataclass
class Portal:
    """A running demo. ``pid`` is its supervisor; everything else is a child of it."""

    address: str
    data: Path
    pid: int

    def children(self, words: str) -> list[int]:
        """Processes below the supervisor whose command line holds these words, parents first."""
        return [pid for pid in _descendants(self.pid) if words in _command(pid)]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _descendants(pid: int) -> list[int]:
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [found for child in map(int, below) for found in (child, *_descendants(child))]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """Loaded without the five years of history, with short leases; stopped by the signal a person would send."""
    data = tmp_path_factory.mktemp("demo")
    data.chmod(0o755)
    port = free_port()
    short = {"PORTAL_DEMO_THIN": "1", "JOBS_LEASE_SECONDS": "4", "JOBS_SWEEP_SECONDS": "1"}
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in {"DATABASE_URL", "REDIS_URL", "PORTAL_DATA", "DJANGO_SETTINGS_MODULE"}
    }
    log = (data.parent / "demo.log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "pcc_portal.embedded", "demo", "--port", str(port), "--data", str(data)],
        cwd=ROOT,
        env=kept | short,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait_ready(process, Path(log.name))
        yield Portal(f"http://127.0.0.1:{port}", data, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        log.close()


def connected(portal: Portal) -> "psycopg.Connection[Any]":
    """To the demo's own database."""
    host = unquote(running_services(portal.data)["database_url"].split("@")[1].split("/")[0])
    return psycopg.connect(host=host, user="portal", dbname="portal", autocommit=True)


@pytest.fixture
def clerk(portal):
    caller = Caller(portal.address)
    caller.sit("Priya Nair")
    return caller


@pytest.fixture
def database(portal):
    """A second look at the demo's own database."""
    with connected(portal) as connection:
        yield connection


@pytest.fixture
def meeting(clerk, database):
    """The draft with the most papers, none of which anybody has laid out before."""
    (ref,) = database.execute(
        "SELECT meeting.ref FROM meetings_meeting meeting"
        " JOIN meetings_item item ON item.meeting_id = meeting.id"
        " JOIN meetings_paper paper ON paper.item_id = item.id"
        " WHERE meeting.status = 'draft' AND meeting.ref LIKE 'pcp-%' GROUP BY meeting.ref ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    database.execute("DELETE FROM meetings_renderedpart")
    database.execute("DELETE FROM meetings_pack WHERE is_draft")
    return f"/panel/meetings/{ref}/"


def _wait_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        said = log.read_text(encoding="utf-8")
        if "Ready: http" in said:
            return
        assert process.poll() is None, said[-3000:]
        time.sleep(0.3)
    pytest.fail(f"not ready in {PATIENCE} s:\n{log.read_text(encoding='utf-8')[-3000:]}")
