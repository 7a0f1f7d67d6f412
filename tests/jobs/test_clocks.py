"""The clock is set back or forward, an hour comes twice or not at all, a day is the 29th of February: all is done once."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from pcc_portal import jobs
from pcc_portal.celery import app
from pcc_portal.jobs import claims
from pcc_portal.jobs.beat import Scheduler
from pcc_portal.jobs.models import Job

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LEASE, SWEEP = 20 * SECOND, 10 * SECOND  # those of production; this clock costs no time
BACK, ON = -10 * MINUTE, 10 * MINUTE
# The hour that comes twice, the one that never comes, the day that comes every fourth year.
DAYS = {
    "clocks go back": datetime(2026, 10, 25, 0, 50, tzinfo=UTC),
    "clocks go forward": datetime(2027, 3, 28, 0, 50, tzinfo=UTC),
    "leap day": datetime(2028, 2, 28, 23, 55, tzinfo=UTC),
}


def queue(at=AT):
    return jobs.queue("tests.work", subject=None, by=None, at=at)


@pytest.fixture
def rung(monkeypatch):
    """The ids that the sweep has rung for."""
    found = []
    monkeypatch.setattr("pcc_portal.jobs.sweeping.ring", lambda task, pk, queue: found.append(pk) or True)
    return found


@pytest.mark.django_db
class TestLease:
    @pytest.mark.parametrize("jump", [BACK, -HOUR, -24 * HOUR])
    def test_a_worker_that_died_before_the_clock_went_back_holds_nothing(self, jump, rung):
        job = queue()
        claims._claim(job.pk, at=AT)
        assert jobs.sweep(at=AT + jump + SECOND) == 1
        with jobs.claimed(job.pk, at=AT + jump + SECOND) as mine:
            assert mine is not None
        assert Job.objects.get().attempts == 2

    @pytest.mark.parametrize("jump", [BACK, ON])
    def test_a_worker_alive_while_the_clock_jumps_ends_its_job_or_hands_it_over(self, jump, rung):
        """Another may take it over, once; what the first then writes does not stand, and the job is done once."""
        job = queue()
        with jobs.claimed(job.pk, at=AT) as first:
            with jobs.claimed(job.pk, at=AT + jump) as second:
                assert second is not None
                with pytest.raises(jobs.LeaseLost):
                    first.step(1, 2)
                jobs.finish(second, at=second.clock(), message="From the second.")
            first.message = "From the first."
        job.refresh_from_db()
        assert (job.state, job.attempts, job.message) == ("done", 2, "From the second.")
        assert jobs.sweep(at=AT + jump + HOUR) == 0

    @pytest.mark.parametrize("seconds", [-15, -1, 0, 1, 15])
    def test_clocks_that_differ_a_little_take_nothing_over(self, seconds, rung):
        job = queue()
        claims._claim(job.pk, at=AT)
        with jobs.claimed(job.pk, at=AT + seconds * SECOND) as second:
            assert second is None
        assert jobs.sweep(at=AT + seconds * SECOND) == 0

    @pytest.mark.parametrize("start", DAYS.values(), ids=DAYS.keys())
    def test_a_lease_is_as_long_as_ever_on_an_odd_day(self, start, rung):
        """Every minute for twenty minutes about the odd moment, in the words of London's clock too."""
        for n in range(0, 120, 6):
            at = (start + n * SWEEP).astimezone(LONDON)
            job = queue(at)
            claims._claim(job.pk, at=at)
            late = (start + n * SWEEP + LEASE).astimezone(LONDON)
            with jobs.claimed(job.pk, at=late - SECOND) as early:
                assert early is None, at
            with jobs.claimed(job.pk, at=late) as mine:
                assert mine is not None, at


@pytest.mark.django_db
class TestSweep:
    @pytest.mark.parametrize("jump", [BACK, -HOUR])
    def test_what_waited_when_the_clock_went_back_is_rung_for_at_once_and_then_in_turn(self, jump, rung):
        queue()
        jobs.sweep(at=AT + 10 * SECOND)
        now = AT + jump
        assert [jobs.sweep(at=now + n * SECOND) for n in (0, 1, 2, 10, 20)] == [1, 0, 0, 1, 1]

    @pytest.mark.parametrize("start", DAYS.values(), ids=DAYS.keys())
    def test_an_odd_day_rings_once_a_turn(self, start, rung):
        """Two beats, each sweeping every ten seconds, one of them a second late."""
        queue(start)
        turns = [start + 9 * MINUTE + n * SWEEP for n in range(1, 13)]
        assert [(jobs.sweep(at=at), jobs.sweep(at=at + SECOND)) for at in turns] == [(1, 0)] * 12


class Beat(Scheduler):
    """The real scheduler; what it would send is written down with the moment it was due."""

    clock = AT
    producer = None  # there is no broker here

    def __init__(self, **also):
        self.sent = []
        super().__init__(**also)

    def apply_entry(self, entry, producer=None):
        self.sent.append((Beat.clock, entry.task))


@pytest.fixture
def beat(tmp_path, monkeypatch):
    """Started at a moment of a clock that is set by hand."""
    monkeypatch.setattr(app, "now", lambda: Beat.clock.astimezone(LONDON))

    def started(at):
        Beat.clock = at
        return Beat(app=app, schedule_filename=str(tmp_path / "schedule"), lazy=False)

    return started


def run(beat, *, until, jumps=()):
    """Let it tick and sleep as the service does. ``jumps``: at this moment of the clock, by so much."""
    jumps = list(jumps)
    while Beat.clock < until or jumps:
        Beat.clock += timedelta(seconds=max(beat.tick() or 0, 0.01))
        if jumps and Beat.clock >= jumps[0][0]:
            Beat.clock += jumps.pop(0)[1]


def of(beat, task):
    return [at for at, name in beat.sent if name == task]


def widest(moments):
    return max((b - a for a, b in pairwise(moments)), default=timedelta())


def test_beat_sweeps_on_when_the_clock_goes_back(beat):
    """Between two sweeps never more than a turn and a bit, on a clock that nobody sets."""
    clock = beat(AT)
    run(clock, until=AT + 5 * MINUTE, jumps=[(AT + 10 * MINUTE, BACK)])
    swept = of(clock, "jobs.sweep")
    before, after = swept[:60], swept[60:]
    assert len(before) == 60
    assert after[0] - AT <= 2 * SWEEP
    assert widest(after) <= SWEEP + SECOND
    assert len(after) == pytest.approx(30, abs=2)


def test_beat_sweeps_once_when_the_clock_goes_forward(beat):
    clock = beat(AT)
    run(clock, until=AT + 20 * MINUTE, jumps=[(AT + 5 * MINUTE, ON)])
    swept = of(clock, "jobs.sweep")
    assert len([at for at in swept if at > AT + 14 * MINUTE]) == pytest.approx(30, abs=2)
    assert min(b - a for a, b in pairwise(swept)) >= SWEEP - SECOND


@pytest.mark.parametrize("start", DAYS.values(), ids=DAYS.keys())
def test_beat_keeps_its_turns_on_an_odd_day(beat, start):
    clock = beat(start)
    run(clock, until=start + 20 * MINUTE)
    assert len(of(clock, "jobs.sweep")) == pytest.approx(120, abs=2)
    assert widest(of(clock, "jobs.sweep")) <= SWEEP + SECOND


@pytest.mark.parametrize(
    "day", [date(2026, 10, 24), date(2027, 3, 27), date(2028, 2, 28), date(2028, 2, 29)], ids=str
)
def test_the_night_comes_once(beat, day):
    """Every task that runs at an hour of the day, over two days about the odd one: once on each day of London's."""
    start = datetime.combine(day, time(12), tzinfo=LONDON).astimezone(UTC)
    clock = beat(start)
    del clock.schedule["jobs.sweep"]  # the hours alone: fewer ticks
    run(clock, until=start + 48 * HOUR)
    for task in at_an_hour():
        days = [at.astimezone(LONDON).date() for at in of(clock, task)]
        assert days == [day + timedelta(days=n) for n in (1, 2)], task


@pytest.mark.parametrize("jump", [BACK, ON])
@pytest.mark.parametrize("before", [0, 3, 12])
def test_the_night_comes_once_though_the_clock_jumps_about_it(beat, jump, before):
    """Set back just after it ran, it does not run again; set forward over its hour, it is not left out."""
    midnight = datetime(2026, 11, 3, 0, 0, tzinfo=UTC)
    clock = beat(midnight - HOUR)
    hour = midnight + 15 * MINUTE
    moment = hour + 2 * MINUTE if jump < timedelta() else hour - before * MINUTE
    run(clock, until=midnight + 2 * HOUR, jumps=[(moment, jump)])
    assert len(of(clock, "meetings.nightly")) == 1


def at_an_hour():
    return {
        entry["task"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if hasattr(entry["schedule"], "hour")
    }


def test_nothing_runs_in_the_hour_that_comes_twice_or_never():
    """Between one and two at night a task of beat's would be run twice in October and left out in March."""
    hours = {
        name: entry["schedule"].hour
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
        if hasattr(entry["schedule"], "hour")
    }
    assert hours
    assert {name: found for name, found in hours.items() if 1 in found and len(found) < 24} == {}
