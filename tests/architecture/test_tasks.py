"""Workers find every task that is rung for, and get nothing but the id of a job."""

import inspect

from django.conf import settings

from pcc_portal.celery import app
from tests.architecture.source import APPS, calls, dotted, literal, python

RINGS = {"jobs.queue", "queue", "actions.queue"}


def registered():
    app.loader.import_default_modules()
    return {
        task for task, run in app.tasks.items() if type(run).__module__.split(".")[0] in {*APPS, "celery"}
    }


def ours():
    app.loader.import_default_modules()
    return {task: run for task, run in app.tasks.items() if run.__module__.split(".")[0] in APPS}


def rung_for():
    return {
        literal(call, 0)
        for path in python()
        for call in calls(path)
        if dotted(call.func) in RINGS and literal(call, 0)
    }


def test_every_task_that_is_queued_is_registered():
    rung = rung_for()
    assert {"meetings.build_packs", "meetings.issue_packs"} <= rung
    assert sorted(rung - ours().keys()) == []


def test_every_task_that_beat_starts_is_registered():
    started = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert sorted(started - ours().keys()) == []


def test_every_task_gets_a_job_and_nothing_else():
    """What a worker needs stands in the job's row: the broker never holds words, and a lost message loses nothing."""
    parameters = {
        task: [
            p.name
            for p in inspect.signature(run.run).parameters.values()
            if p.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        for task, run in ours().items()
    }
    assert {task: names for task, names in parameters.items() if names not in (["job_id"], [])} == {}


def test_every_task_takes_what_newer_code_may_add():
    assert [
        task
        for task, run in ours().items()
        if not [
            p
            for p in inspect.signature(run.run).parameters.values()
            if p.kind is inspect.Parameter.VAR_KEYWORD
        ]
    ] == []


def test_every_task_has_a_name_by_hand():
    """A name made from the module would change when a file moves, and work in hand would be lost."""
    assert [task for task, run in ours().items() if task.startswith(run.__module__)] == []


def test_a_task_lost_with_its_worker_is_done_again():
    assert [task for task, run in ours().items() if not (run.acks_late and run.reject_on_worker_lost)] == []
