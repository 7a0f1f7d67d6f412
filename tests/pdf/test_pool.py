"""Render processes hang, crash and are killed; the pool goes on and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pcc_portal.pdf.parts import Cancelled, CannotLayOut, Rendered
from pcc_portal.pdf.pool import RenderPool
from pcc_portal.pdf.process import ROOT
from tests.pdf import samples

pytestmark = [pytest.mark.pdf, pytest.mark.slow, pytest.mark.services]


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(pids, within=10.0):
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not any(map(alive, pids)):
            return True
        time.sleep(0.05)
    return False


def test_parts_come_back_in_their_order_whatever_order_they_were_done_in(pool):
    parts = [samples.report("Long", 20), *(samples.part(f"Short {n}") for n in range(5))]
    heard, here = [], threading.get_ident()
    results = pool.render_all(
        parts, on_done=lambda index, result: heard.append((index, result, threading.get_ident()))
    )
    assert [samples.text_of(result.pdf, 0).split()[0] for result in results] == ["Long", *["Short"] * 5]
    assert sorted(index for index, _, _ in heard) == list(range(6))
    assert all(results[index] is result for index, result, _ in heard)
    assert {thread for _, _, thread in heard} == {here}


def test_a_part_past_its_time_is_named_and_the_others_go_on():
    with RenderPool(2, seconds=4) as pool:
        results = pool.render_all(
            [samples.part("Good"), samples.part("Endless", samples.SLOW), samples.part("Fine")]
        )
        assert [type(result) for result in results] == [Rendered, CannotLayOut, Rendered]
        assert str(results[1]) == "“Endless” could not be laid out within its limits."
        assert results[1].title == "Endless"


def test_a_time_out_is_not_tried_again():
    with RenderPool(1, seconds=2) as pool:
        pool.render(samples.part("Warm"))
        started = time.monotonic()
        with pytest.raises(CannotLayOut):
            pool.render(samples.part("Endless", samples.SLOW))
        assert time.monotonic() - started < 3.5


def test_a_worker_killed_in_the_middle_of_a_part_is_survived(pool):
    killed = threading.Event()

    def kill_once():
        time.sleep(0.5)
        for pid in pool.pids:
            os.kill(pid, signal.SIGKILL)
        killed.set()

    pool.render_all([samples.part("Warm")] * 2)
    threading.Thread(target=kill_once).start()
    results = pool.render_all([samples.report("Long A", 150), samples.report("Long B", 150)])
    assert killed.is_set()
    assert all(isinstance(result, Rendered) for result in results)


def test_a_part_that_kills_its_worker_twice_is_given_up():
    with RenderPool(1, seconds=30) as pool:
        over = threading.Event()

        def kill_always():
            while not over.wait(0.3):
                for pid in pool.pids:
                    os.kill(pid, signal.SIGKILL)

        killer = threading.Thread(target=kill_always)
        killer.start()
        try:
            with pytest.raises(CannotLayOut):
                pool.render(samples.part("Poison", samples.SLOW))
        finally:
            over.set()
            killer.join()
        assert pool.render(samples.part("After")).pages == 1


def test_cancelling_stops_at_once_and_kills(pool):
    asked = threading.Event()
    threading.Timer(1.0, asked.set).start()
    pool.render_all([samples.part("Warm")] * 2)
    before, started = pool.pids, time.monotonic()
    with pytest.raises(Cancelled):
        pool.render_all(
            [samples.part(f"Endless {n}", samples.SLOW) for n in range(4)], cancelled=asked.is_set
        )
    assert time.monotonic() - started < 4
    assert gone(before)
    assert pool.render(samples.part("After")).pages == 1


def test_an_error_in_the_callers_own_code_comes_out_and_kills(pool):
    def fail(_index, _result):
        raise LookupError

    with pytest.raises(LookupError):
        pool.render_all([samples.part("One"), samples.part("Slow", samples.SLOW)], on_done=fail)
    assert pool.render(samples.part("After")).pages == 1


def test_leaving_the_pool_leaves_no_process_and_no_folder():
    with RenderPool(2) as pool:
        pool.render_all([samples.part("A"), samples.part("B")])
        pids = pool.pids
        folders = [Path(f"/proc/{pid}/cwd").readlink() for pid in pids]
    assert gone(pids, within=1)
    assert not any(folder.exists() for folder in folders)


def test_a_worker_holds_no_secret_and_reaches_no_network(pool, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("SECRET_KEY", "secret")
    with RenderPool(1) as fresh:
        fresh.render(samples.part("A"))
        (pid,) = fresh.pids
        assert b"secret" not in Path(f"/proc/{pid}/environ").read_bytes()
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="utf-8")
        assert str(2 * 1024**3) in limits
        assert os.getpgid(pid) == pid
        if os.geteuid() == 0:
            assert (
                Path(f"/proc/{pid}/net/dev").read_text(encoding="utf-8").count(":") == 1
            )  # loopback, and that is down


PARENT = """
import os, sys
from pcc_portal.pdf.pool import RenderPool
from tests.pdf import samples
pool = RenderPool(1)
pool.render(samples.part("Warm"))
print(*pool.pids, flush=True)
pool.render(samples.part("Endless", samples.SLOW))
"""

DAEMON = """
import multiprocessing
from pcc_portal.pdf.pool import RenderPool
from tests.pdf import samples

def work(out):
    with RenderPool(2) as pool:
        out.put([result.pages for result in pool.render_all([samples.part("A"), samples.part("B")])])

if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    out = multiprocessing.Queue()
    child = multiprocessing.Process(target=work, args=(out,), daemon=True)
    child.start()
    print(out.get(timeout=60))
    child.join()
"""


def test_workers_end_with_a_parent_that_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        time.sleep(0.3)
        assert all(map(alive, pids))
        parent.kill()
    assert pids
    assert gone(pids, within=5)


def test_it_works_inside_a_daemonic_child_as_celery_has_them(tmp_path):
    script = tmp_path / "daemon.py"
    script.write_text(DAEMON, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.stdout.strip() == "[1, 1]", done.stderr


def test_stray_prints_and_nonsense_do_not_disturb_the_frames(pool):
    """Pillow, fontTools or a C library may write to standard output: the frames have a pipe of their own."""
    with RenderPool(1) as fresh:
        fresh.render(samples.part("A"))
        (pid,) = fresh.pids
        with Path(f"/proc/{pid}/fd/1").open("wb") as stray:
            stray.write(b"stray words\n")
        assert fresh.render(samples.part("B")).pages == 1
