"""The row is the queue: asked for once, done by one worker, given back, taken over, stopped or failed in plain words."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from pcc_portal import jobs
from pcc_portal.accounts.models import Organisation, User
from pcc_portal.audit.models import Event as AuditEvent
from pcc_portal.jobs import bell, claims
from pcc_portal.jobs.claims import OUR_SIDE
from pcc_portal.jobs.models import Job
from pcc_portal.jobs.states import JOB_MOVES, OVER, JobState
from pcc_portal.lifecycle import BadMove, move

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LEASE = timedelta(seconds=20)


@pytest.fixture
def clerk(db):
    return User.objects.create_user("clerk@demo.example", joined_at=AT)


@pytest.fixture
def panel(db):
    return Organisation.objects.create(slug="panel", name="Police and Crime Panel", kind="panel")


def queue(subject=None, by=None, **also):
    return jobs.queue("tests.work", subject=subject, by=by, at=AT, **also)


def in_threads(count, work):
    """Run ``work(n)`` in threads that start together, each with its own connection; what they returned."""
    ready, found = Barrier(count), []

    def run(n):
        try:
            ready.wait()
            found.append(work(n))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_default_clocks_are_those_of_the_house_style():
    assert (settings.JOBS_LEASE_SECONDS, settings.JOBS_SWEEP_SECONDS, settings.JOBS_MAX_ATTEMPTS) == (
        20,
        10,
        3,
    )
    assert settings.CELERY_BEAT_SCHEDULE["jobs.sweep"]["schedule"] == 10
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.CELERY_TASK_TIME_LIMIT


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("target", JobState)
def test_job_moves_only_along_the_table(state, target):
    job = Job(state=state)
    if target in JOB_MOVES[state]:
        move(job, target, along=JOB_MOVES, field="state")
        assert job.state == target
    else:
        with pytest.raises(BadMove):
            move(job, target, along=JOB_MOVES, field="state")
        assert job.state == state


def test_what_is_over_moves_no_more():
    assert {state for state, to in JOB_MOVES.items() if not to} == set(OVER)


class TestQueue:
    def test_the_same_input_twice_while_live_is_one_job(self, clerk, panel):
        first, second = (queue(panel, clerk, input_hash="a") for _ in range(2))
        assert first == second
        assert list(AuditEvent.objects.values_list("kind", "subject_id")) == [
            ("jobs.job.queued", str(first.pk))
        ]

    def test_other_input_is_another_job(self, clerk, panel):
        assert queue(panel, clerk, input_hash="a") != queue(panel, clerk, input_hash="b")

    def test_the_same_input_after_it_was_done_is_another_job(self, clerk, panel):
        first = queue(panel, clerk)
        with jobs.claimed(first.pk, at=AT):
            pass
        assert queue(panel, clerk) != first

    def test_work_that_no_person_asked_for_leaves_no_audit_row(self, panel):
        queue(panel)
        assert AuditEvent.objects.count() == 0

    def test_subject_is_read_afresh(self, panel):
        job = queue(panel)
        assert (job.subject, queue().subject) == (panel, None)
        assert list(Job.objects.about(panel)) == [job]

    def test_a_lost_broker_is_nobodys_error(
        self, panel, settings, django_capture_on_commit_callbacks, monkeypatch
    ):
        monkeypatch.setattr(bell, "_quiet_until", [0.0])
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            job = queue(panel)
        assert len(callbacks) == 1
        assert Job.objects.get().pk == job.pk

    @pytest.mark.django_db(transaction=True)
    def test_twenty_at_once_are_one_job(self):
        subject = Organisation.objects.create(slug="panel", name="Panel", kind="panel")
        by = User.objects.create_user("clerk@demo.example")
        found = in_threads(20, lambda _: queue(subject, by, input_hash="a").pk)
        assert len(found) == 20
        assert set(found) == {Job.objects.get().pk}
        assert AuditEvent.objects.count() == 1


class TestClaim:
    def test_a_normal_end_is_done(self, panel):
        job = queue(panel)
        with jobs.claimed(job.pk, at=AT) as mine:
            mine.step(1, 3, "Laying out item 2", at=AT)
            mine.message, mine.result, mine.result_url = "Built: 56 pages.", {"pages": 56}, "/panel/pack/"
        job.refresh_from_db()
        assert (job.state, job.done, job.of, job.message) == ("done", 3, 3, "Built: 56 pages.")
        assert (job.result, job.result_url, job.attempts) == ({"pages": 56}, "/panel/pack/", 1)
        assert (job.started_at, job.lease_token) == (AT, None)

    def test_nobody_gets_what_is_over_held_or_unknown(self, panel):
        job = queue(panel)
        with jobs.claimed(job.pk, at=AT) as mine:
            assert mine == job
            with jobs.claimed(job.pk, at=AT + LEASE - timedelta(seconds=1)) as second:
                assert second is None
        for gone in (job.pk, "018f0000-0000-7000-8000-000000000000"):
            with jobs.claimed(gone, at=AT + LEASE) as late:
                assert late is None

    @pytest.mark.django_db(transaction=True)
    def test_two_who_claim_at_once_one_gets_it(self):
        job = queue()
        done = Event()

        def claim(n):
            with jobs.claimed(job.pk, at=AT) as mine:
                if mine:
                    done.wait(5)
                else:
                    done.set()
                return mine is not None

        assert sorted(in_threads(2, claim)) == [False, True]
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("done", 1)

    def test_a_lapsed_lease_is_taken_over_and_the_first_worker_may_write_nothing(self, panel):
        job = queue(panel)
        seen = []
        with jobs.claimed(job.pk, at=AT) as first:
            with jobs.claimed(job.pk, at=AT + LEASE) as second:
                with pytest.raises(jobs.LeaseLost):
                    jobs.finish(first, at=AT)
                second.message = "From the second."
            seen.append(first.lease_token != second.lease_token)
            first.message = "From the first."
            first.step(1, 2, "Still here", at=AT)
            seen.append("unreachable")
        job.refresh_from_db()
        assert seen == [True]
        assert (job.state, job.message, job.attempts) == ("done", "From the second.", 2)

    def test_a_step_renews_the_lease(self, panel):
        job = queue(panel)
        with jobs.claimed(job.pk, at=AT) as mine:
            mine.step(1, 2, "Half", at=AT + timedelta(seconds=15))
            with jobs.claimed(job.pk, at=AT + timedelta(seconds=30)) as other:
                assert other is None
            jobs.renew(mine, at=AT + timedelta(seconds=30))
            assert mine.leased_until == AT + timedelta(seconds=50)

    def test_three_attempts_then_failed_in_plain_words(self, panel, caplog):
        job = queue(panel)
        states = []
        for _ in range(3):
            with jobs.claimed(job.pk, at=AT):
                raise ValueError("the private name of a witness")
            job.refresh_from_db()
            states.append(job.state)
        assert states == ["queued", "queued", "failed"]
        assert job.error == OUR_SIDE.format(3)
        assert "witness" not in caplog.text
        assert "ValueError at test_jobs.test_three_attempts" in caplog.text

    def test_three_workers_killed_then_failed_in_plain_words(self, panel):
        job = queue(panel)
        for n in range(4):
            assert (claims._claim(job.pk, at=AT + n * LEASE) is None) == (n == 3)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.error) == ("failed", 3, OUR_SIDE.format(3))

    def test_a_refusal_fails_at_once_with_its_words(self, panel):
        class TooWide(Exception):
            fit_to_show = True

        for error in (jobs.Refused("Page 2 is 3 metres wide."), TooWide("Page 2 is 3 metres wide.")):
            job = queue(panel)
            with jobs.claimed(job.pk, at=AT):
                raise error
            job.refresh_from_db()
            assert (job.state, job.error, job.attempts) == ("failed", "Page 2 is 3 metres wide.", 1)


class TestFinish:
    def test_result_and_end_stand_together(self, panel):
        job = queue(panel)
        with jobs.claimed(job.pk, at=AT) as mine:
            panel.name = "Changed"
            panel.save()
            jobs.finish(mine, at=AT, message="Built.", result={"pages": 2}, result_url="/x/")
        job.refresh_from_db()
        assert (job.state, job.message, job.result, job.result_url) == ("done", "Built.", {"pages": 2}, "/x/")

    def test_stopped_at_the_last_moment_writes_nothing(self, panel, clerk):
        job = queue(panel)
        with jobs.claimed(job.pk, at=AT) as mine:
            jobs.ask_cancel(job, by=clerk, at=AT)
            with transaction.atomic():
                Organisation.objects.update(name="Changed")
                jobs.finish(mine, at=AT)
        job.refresh_from_db()
        panel.refresh_from_db()
        assert (job.state, panel.name) == ("cancelled", "Police and Crime Panel")


class TestCancel:
    def test_waiting_stops_at_once(self, panel, clerk):
        job = jobs.ask_cancel(queue(panel, clerk), by=clerk, at=AT)
        assert (job.state, job.finished_at) == ("cancelled", AT)
        assert list(AuditEvent.objects.values_list("kind", flat=True)) == [
            "jobs.job.cancel_asked",
            "jobs.job.queued",
        ]

    def test_running_stops_at_its_next_step(self, panel, clerk):
        job = queue(panel)
        steps = []
        with jobs.claimed(job.pk, at=AT) as mine:
            steps.append(1)
            assert jobs.ask_cancel(job, by=clerk, at=AT).state == "running"
            mine.step(1, 2, at=AT)
            steps.append(2)
        job.refresh_from_db()
        assert (job.state, steps) == ("cancelled", [1])

    def test_dropped_stops_at_the_next_claim(self, panel, clerk):
        job = queue(panel)
        claims._claim(job.pk, at=AT)
        jobs.ask_cancel(job, by=clerk, at=AT)
        with jobs.claimed(job.pk, at=AT + LEASE) as mine:
            assert mine is None
        job.refresh_from_db()
        assert (job.state, job.finished_at) == ("cancelled", AT + LEASE)

    def test_asked_twice_or_too_late_changes_nothing(self, panel, clerk):
        job = jobs.ask_cancel(queue(panel), by=clerk, at=AT)
        again = jobs.ask_cancel(job, by=clerk, at=AT + LEASE)
        assert (again.cancel_asked_at, AuditEvent.objects.count()) == (AT, 1)


@pytest.mark.django_db(transaction=True)
class TestOutsideATransaction:
    def test_claim_and_step_refuse_to_run_inside_one(self):
        job = queue()
        with transaction.atomic(), pytest.raises(RuntimeError), jobs.claimed(job.pk, at=AT):
            pass
        with jobs.claimed(job.pk, at=AT) as mine:
            with transaction.atomic(), pytest.raises(RuntimeError):
                mine.step(1, 2, at=AT)
            with transaction.atomic(), pytest.raises(RuntimeError), jobs.heart_beat(mine):
                pass

    def test_heart_beat_holds_the_lease_of_a_long_call(self, settings):
        settings.JOBS_LEASE_SECONDS = 2  # a machine that stops for a second does not let it go
        job = queue()
        with jobs.claimed(job.pk, at=AT) as mine:
            with jobs.heart_beat(mine):
                Event().wait(2.5)
            with jobs.claimed(job.pk, at=mine.clock()) as other:
                assert other is None
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("done", 1)

    def test_heart_beat_hears_that_someone_pressed_stop(self, settings):
        settings.JOBS_LEASE_SECONDS = 0.3
        job, killed = queue(), Event()
        with jobs.claimed(job.pk, at=AT) as mine:
            jobs.ask_cancel(job, by=None, at=AT)
            with jobs.heart_beat(mine, on_stop=killed.set):
                assert killed.wait(5)
                raise OSError("the killed render's last words")
        job.refresh_from_db()
        assert job.state == "cancelled"


class TestDatabaseSaysNo:
    @pytest.mark.parametrize(
        ("wrong", "constraint"),
        [
            ({"state": "running"}, "job_has_a_lease_while_it_runs"),
            ({"leased_until": AT}, "job_has_a_lease_while_it_runs"),
            ({"state": "done"}, "job_says_when_it_was_over"),
            ({"finished_at": AT}, "job_says_when_it_was_over"),
            ({"state": "failed", "finished_at": AT}, "failed_job_says_why"),
        ],
    )
    def test_row_that_does_not_hold_together(self, db, wrong, constraint):
        with pytest.raises(IntegrityError, match=constraint):
            Job.objects.create(task="tests.work", queue="quick", queued_at=AT, **wrong)

    def test_two_live_jobs_for_one_input(self, db):
        queue()
        with pytest.raises(IntegrityError, match="one_live_job_for_one_input"):
            Job.objects.create(task="tests.work", queue="quick", queued_at=AT)
