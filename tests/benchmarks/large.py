"""A pack of 960 sides: what a side costs beside one of sixty, the memory it takes, and whether a code has to wait for it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils import timezone

from pcc_portal.accounts.models import User
from pcc_portal.embedded import workers
from pcc_portal.embedded.supervise import Supervisor
from pcc_portal.jobs.models import Job
from pcc_portal.jobs.states import LIVE
from pcc_portal.meetings.actions import packs
from pcc_portal.meetings.models import Meeting
from pcc_portal.meetings.printing import press
from tests.benchmarks import measuring, merging, pack_scene
from tests.factories import meetings as make

COPIES = 19
SIDES = 960
BETWEEN_CODES = 0.5  # seconds
PATIENCE = 600.0
MAIL = Path(settings.DATA_DIR) / "mail"


class Bench(Protocol):
    """A meeting that is built again and again: tests/benchmarks/packs.py."""

    meeting: Meeting
    clerk: User

    def build(self) -> Any: ...
    def empty_cache(self) -> None: ...


def meeting(like: Meeting, clerk: User, *, times: int) -> Meeting:
    """A meeting with the written papers of that one, so many times: a side is then the same work in both packs."""
    made = make.meeting(clerk, held_on=like.held_on + timedelta(weeks=times), at=timezone.now())
    pack_scene.copied(like, to=made, times=times)
    return made


def measure(report: measuring.Report, small: Bench, large: Bench, *, work: Callable[[], float]) -> None:
    """Everything about the large pack; ``work`` tells the CPU time so far of all that builds."""
    measuring.say("sixty sides three times, then 960, then sixty three times")
    smalls = [Build(small, work) for _ in range(3)]
    made = Build(large, work)
    held = max(merging.peak(pid) for pid in press.pool().pids)
    merging_took = _merged_elsewhere(large.meeting, report)  # while its parts are in the cache
    smalls += [Build(small, work) for _ in range(3)]
    assert made.pages >= SIDES, made.pages
    # Means, since the large build is one of all that disturbs the machine meanwhile.
    wall, cpu, merge = (fmean(getattr(one, figure) for one in smalls) for figure in ("wall", "cpu", "merge"))
    report.add(
        large_pages=made.pages,
        large_seconds=made.wall * made.pages,
        wall_ms_a_page={"60": round(wall * 1000, 2), "960": round(made.wall * 1000, 2)},
        work_ms_a_page={"60": round(cpu * 1000, 2), "960": round(made.cpu * 1000, 2)},
        merge_ms_a_page={"60": round(merge * 1000, 2), "960": round(made.merge * 1000, 2)},
    )
    report.hold("page_of_960_against_one_of_60", made.wall / wall, at_most=1.2)
    report.hold("page_of_960_against_one_of_60_work", made.cpu / cpu, at_most=1.2)
    report.hold("render_process_megabytes", held, at_most=250)
    report.hold("merge_megabytes", merging_took, at_most=1000)
    _codes_meanwhile(large, report)


class Build:
    """One build from nothing: sides, and seconds a side, on the wall, of CPU, and on the wall of the merge."""

    def __init__(self, bench: Bench, work: Callable[[], float]) -> None:
        bench.empty_cache()
        started, worked = time.perf_counter(), work()
        built, pack = bench.build()
        wall = time.perf_counter() - started
        self.pages = pack.public_pages + pack.exempt_pages
        self.wall, self.cpu = wall / self.pages, (work() - worked) / self.pages
        self.merge = (wall - built.seconds) / self.pages


def _merged_elsewhere(meeting: Meeting, report: measuring.Report) -> float:
    """Megabytes that a process held at most while it merged both files, with all of Django in it."""
    argv = [sys.executable, "-m", "tests.benchmarks.merging", meeting.ref]
    said = json.loads(subprocess.run(argv, check=True, stdout=subprocess.PIPE).stdout)
    report.add(merge_megabytes_before=round(said["before"]))
    return float(said["peak"])


def _codes_meanwhile(large: Bench, report: measuring.Report) -> None:
    """Codes to sign in with, asked for twice a second while real workers build the pack from nothing."""
    measuring.say("codes to sign in with, while workers build 960 sides")
    with _working():
        _arrival("nobody@first.example", since=_ask("nobody@first.example"))
        large.empty_cache()
        job = packs.ask_to_build(large.meeting, by=large.clerk, at=timezone.now())
        asked: dict[str, float] = {}
        started = time.monotonic()
        while Job.objects.filter(pk=job.pk, state__in=LIVE).exists():
            address = f"person{len(asked)}@codes.example"
            asked[address] = _ask(address)
            time.sleep(BETWEEN_CODES)
            assert time.monotonic() - started < PATIENCE
        took = time.monotonic() - started
        delays = sorted(_arrival(address, since=at) - at for address, at in asked.items())
    job.refresh_from_db()
    assert job.state == "done", job.error
    report.add(
        codes_asked=len(delays),
        codes_build_seconds=round(took, 1),
        codes_median_seconds=delays[len(delays) // 2],
        codes_slowest_seconds=delays[-1],
    )
    report.hold("codes_p95_seconds", delays[int(len(delays) * 0.95)], at_most=3.0)


@contextmanager
def _working() -> Iterator[None]:
    """The workers of the demonstration, one for each queue, and beat."""
    supervisor = Supervisor([])
    (Path(settings.DATA_DIR) / "logs").mkdir(exist_ok=True)
    try:
        for process in workers.processes(Path(settings.DATA_DIR), dict(os.environ)):
            supervisor.add(process)
        yield
    finally:
        supervisor.stop()


def _ask(address: str) -> float:
    """As the sign-in page does. Returns when."""
    at = time.time()
    get_adapter().send_mail("account/email/login_code", address, {"code": "ABC-123"})
    return at


def _arrival(address: str, *, since: float) -> float:
    """When the mail to this address was written out; waits for it."""
    while time.time() - since < PATIENCE:
        for mail in MAIL.glob("*"):
            if f"To: {address}" in mail.read_text(encoding="utf-8"):
                return mail.stat().st_mtime
        time.sleep(0.2)
    raise AssertionError(address)
