"""The supervisor starts a dead child again and stops what it started, and only that."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pcc_portal.embedded.children import Child
from pcc_portal.embedded.supervise import Supervisor

pytestmark = [pytest.mark.services, pytest.mark.slow]

STUBBORN = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True)\ntime.sleep(60)"
WITH_CHILD = (
    "import subprocess, time\np = subprocess.Popen(['sleep', '60'])\nprint(p.pid, flush=True)\ntime.sleep(60)"
)


def child(tmp_path, program="import time\nprint('up', flush=True)\ntime.sleep(60)", name="sleeper"):
    return Child(name, [sys.executable, "-c", program], dict(os.environ), tmp_path / f"{name}.log", tmp_path)


def said(one, times=1):
    """The lines that a child has written, once it has written that many."""
    deadline = time.monotonic() + 20
    while len(lines := one.last_words().splitlines()) < times:
        assert time.monotonic() < deadline, lines
        time.sleep(0.02)
    return lines


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_for_death(pid):
    deadline = time.monotonic() + 20
    while is_alive(pid):
        assert time.monotonic() < deadline, f"process {pid} still lives"
        time.sleep(0.02)


def test_a_dead_child_is_started_again(tmp_path, capsys):
    supervisor = Supervisor([])
    sleeper = child(tmp_path)
    supervisor.add(sleeper)
    try:
        said(sleeper)
        first = sleeper.pid
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 20
        supervisor.run_until(
            lambda: (sleeper.is_running() and sleeper.pid != first) or time.monotonic() > deadline
        )
        assert said(sleeper, times=2) == ["up", "up"]
        assert "sleeper ended (status -9); it is started again in 0.2 s." in capsys.readouterr().err
    finally:
        supervisor.stop()
    assert not sleeper.is_running()


def test_the_pause_grows_with_every_death(tmp_path, capsys):
    supervisor = Supervisor([])
    failing = child(tmp_path, "raise SystemExit(3)", name="failing")
    supervisor.add(failing)
    deadline = time.monotonic() + 20
    supervisor.run_until(lambda: supervisor.deaths(failing) == 2 or time.monotonic() > deadline)
    supervisor.stop()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(". Its log")[0].rsplit("again ")[1] for line in lines] == ["in 0.2 s", "in 1 s"]
    assert {line.split(";")[0] for line in lines} == {"failing ended (status 3)"}


def test_stop_ends_what_it_started_and_nothing_else(tmp_path):
    bystander = subprocess.Popen(["sleep", "60"])
    supervisor = Supervisor([], patience=1)
    family, stubborn = child(tmp_path, WITH_CHILD, "family"), child(tmp_path, STUBBORN, "stubborn")
    supervisor.add(family)
    supervisor.add(stubborn)
    try:
        grandchild = int(said(family)[0])
        said(stubborn)
        supervisor.stop()
        assert (family.is_running(), stubborn.is_running()) == (False, False)
        wait_for_death(grandchild)
        assert bystander.poll() is None
    finally:
        bystander.terminate()
        bystander.wait()


def test_a_child_dies_with_a_killed_parent(tmp_path):
    program = (
        "import os, sys, time\nfrom pathlib import Path\nfrom pcc_portal.embedded.children import Child\n"
        "sleeper = [sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True); time.sleep(60)']\n"
        "Child('one', sleeper, dict(os.environ), Path(sys.argv[1]), Path('/')).start()\ntime.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "one.log")])
    pid = int(said(Child("one", [], {}, tmp_path / "one.log", tmp_path))[0])
    assert is_alive(pid)
    parent.kill()
    parent.wait(timeout=20)
    wait_for_death(pid)
